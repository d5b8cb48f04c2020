package org.hindsight.platform.database;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import org.h2.store.fs.FileBaseDefault;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;
import org.hindsight.platform.Folders;

/**
 * H2's files, each write of which has reached the disk before it returns: {@code jdbc:h2:synced:./data/hindsight}.
 *
 * <p>H2 itself never asks the operating system to write through, so a power cut took rows that it had acknowledged.
 * Together with {@code WRITE_DELAY=0}, which makes a commit wait for its write, this keeps every one of them, at the price
 * of one sync of the disk per commit.
 */
public final class SyncedFiles extends FilePathWrapper {

    private static final String SCHEME = "synced";

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

    @Override
    public FileChannel open(String mode) throws IOException {
        boolean created = !exists();
        FileChannel file = new SyncedChannel(super.open(mode));
        if (created) {
            Path folder = Path.of(innermost(this).toString()).toAbsolutePath().getParent();
            if (folder != null) {
                Folders.sync(folder);
            }
        }
        return file;
    }

    private static FilePath innermost(FilePath file) {
        FilePath base = file.unwrap();
        return base.equals(file) ? file : innermost(base);
    }

    /** Like H2's own channels it does not lock: a reader need not wait for the disk while another thread writes. */
    @SuppressWarnings("UnsynchronizedOverridesSynchronized")
    private static final class SyncedChannel extends FileBaseDefault {

        private final FileChannel base;

        SyncedChannel(FileChannel base) {
            this.base = base;
        }

        @Override
        public int write(ByteBuffer source, long position) throws IOException {
            int written = base.write(source, position);
            base.force(false);
            return written;
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
        public FileLock tryLock(long position, long size, boolean shared) throws IOException {
            return base.tryLock(position, size, shared);
        }

        @Override
        protected void implCloseChannel() throws IOException {
            base.close();
        }
    }
}
