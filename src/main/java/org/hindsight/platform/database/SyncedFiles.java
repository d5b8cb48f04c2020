package org.hindsight.platform.database;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.h2.store.fs.FileBaseDefault;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;
import org.hindsight.platform.Folders;
import org.hindsight.platform.problem.Causes;
import org.jspecify.annotations.Nullable;

/**
 * H2's files, each write of which has reached the disk before it returns: {@code jdbc:h2:synced:./data/hindsight}.
 *
 * <p>H2 itself never asks the operating system to write through, so a power cut took rows that it had acknowledged.
 * Together with {@code WRITE_DELAY=0}, which makes a commit wait for its write, this keeps every one of them, at the price
 * of one sync of the disk per commit.
 *
 * <p>While the disk is full the files say that they cannot be written. H2 opens a database then for reading only: opened
 * for writing it would close itself at the first write, or could not be opened at all.
 */
public final class SyncedFiles extends FilePathWrapper {

    private static final String SCHEME = "synced";

    private static final Pattern TURN = Pattern.compile("^" + SCHEME + ":[0-9]+:");

    /** How often the database in a file was closed, by the name that the file had at first. */
    private static final Map<String, Integer> TURNS = new ConcurrentHashMap<>();

    /** Makes the scheme known to H2; to be called before the first connection is opened. */
    public static void register() {
        FilePath.register(new SyncedFiles());
    }

    @Override
    public String getScheme() {
        return SCHEME;
    }

    /** H2 refuses {@code data/hindsight} and wants {@code ./data/hindsight}; to an operator both mean the same. */
    @Override
    public boolean isAbsolute() {
        return true;
    }

    /**
     * H2 knows its open databases by these names. Each time that one is closed its file gets another, {@code synced:2:/data/…}:
     * connections to a database that closed itself after a failed write would else, whenever they are closed at last,
     * strike the one from H2's list that was opened in its place.
     */
    @Override
    public FilePath toRealPath() {
        String real = super.toRealPath().toString();
        Matcher turn = TURN.matcher(name);
        return getPath(turn.find() ? turn.group() + real.substring(SCHEME.length() + 1) : nameNow(real));
    }

    private static String nameNow(String file) {
        Integer turn = TURNS.get(file);
        return turn == null ? file : SCHEME + ":" + turn + file.substring(SCHEME.length());
    }

    private static String withoutTurn(String name) {
        return TURN.matcher(name).replaceFirst(SCHEME + ":");
    }

    @Override
    protected FilePath unwrap(String path) {
        return super.unwrap(withoutTurn(path));
    }

    @Override
    public boolean canWrite() {
        return super.canWrite() && !DiskSpace.below(folder()).full();
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        boolean created = !exists();
        FileChannel file = new SyncedChannel(super.open(mode), DiskSpace.below(folder()), name);
        if (created) {
            Folders.sync(folder());
        }
        return file;
    }

    private Path folder() {
        return Objects.requireNonNull(
                Path.of(innermost(this).toString()).toAbsolutePath().getParent());
    }

    private static FilePath innermost(FilePath file) {
        FilePath base = file.unwrap();
        return base.equals(file) ? file : innermost(base);
    }

    /** Like H2's own channels it does not lock: a reader need not wait for the disk while another thread writes. */
    @SuppressWarnings("UnsynchronizedOverridesSynchronized")
    private static final class SyncedChannel extends FileBaseDefault {

        private final FileChannel base;
        private final DiskSpace space;
        private final String name;

        SyncedChannel(FileChannel base, DiskSpace space, String name) {
            this.base = base;
            this.space = space;
            this.name = name;
        }

        @Override
        public int write(ByteBuffer source, long position) throws IOException {
            try {
                int written = base.write(source, position);
                base.force(false);
                return written;
            } catch (IOException e) {
                if (Causes.diskFull(e)) {
                    space.ranOut();
                }
                throw e;
            }
        }

        @Override
        protected void implTruncate(long size) throws IOException {
            base.truncate(size);
        }

        @Override
        public int read(ByteBuffer target, long position) throws IOException {
            return base.read(target, position);
        }

        @Override
        public long size() throws IOException {
            return base.size();
        }

        @Override
        public void force(boolean metaData) throws IOException {
            base.force(metaData);
        }

        @Override
        public @Nullable FileLock tryLock(long position, long size, boolean shared) throws IOException {
            FileLock lock = base.tryLock(position, size, shared);
            if (lock == null) {
                return null;
            }
            String file = withoutTurn(name);
            if (name.equals(nameNow(file))) {
                return new Opened(lock, this, file);
            }
            lock.release(); // whoever comes with the name of before comes too late
            return null;
        }

        @Override
        protected void implCloseChannel() throws IOException {
            base.close();
        }
    }

    /** H2 locks the file of a database that it opens. When it lets go of it the file has its next name already. */
    private static final class Opened extends FileLock {

        private final FileLock base;
        private final String file;

        Opened(FileLock base, FileChannel channel, String file) {
            super(channel, base.position(), base.size(), base.isShared());
            this.base = base;
            this.file = file;
        }

        @Override
        public boolean isValid() {
            return base.isValid();
        }

        @Override
        public void release() throws IOException {
            if (base.isValid()) {
                TURNS.merge(file, 1, Integer::sum);
                base.release();
            }
        }
    }
}
