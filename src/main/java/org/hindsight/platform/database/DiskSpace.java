package org.hindsight.platform.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.hindsight.platform.problem.Causes;
import org.jboss.logging.Logger;

/**
 * Whether the disk below a folder takes writes. It is full when it refused one, or when less is free than the reserve; it
 * is no longer full when the reserve is free and a trial is taken.
 */
final class DiskSpace {

    /** In bytes. Less would not do for opening the database again, which writes before anybody else does. */
    static final long RESERVE = 16L * 1024 * 1024;

    private static final Logger LOG = Logger.getLogger(DiskSpace.class);
    private static final int TRIAL = 1024 * 1024;

    /** H2 makes its files anew at each turn, and the configuration is read before there are beans: so it is kept here. */
    private static final Map<Path, DiskSpace> KNOWN = new ConcurrentHashMap<>();

    private final Path folder;
    private volatile boolean full;

    private DiskSpace(Path folder) {
        this.folder = folder;
    }

    static DiskSpace below(Path folder) {
        return KNOWN.computeIfAbsent(folder.toAbsolutePath().normalize(), DiskSpace::measured);
    }

    private static DiskSpace measured(Path folder) {
        DiskSpace space = new DiskSpace(folder);
        try {
            space.look();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return space;
    }

    boolean full() {
        return full;
    }

    /** The disk refused a write. */
    void ranOut() {
        set(true);
    }

    /** Measures what is free, and tries whether it is free for us, too: a quota shows only when it is met. */
    void look() throws IOException {
        set(free() < RESERVE || (full && !takesATrial()));
    }

    long free() throws IOException {
        return Files.getFileStore(folder).getUsableSpace();
    }

    private boolean takesATrial() throws IOException {
        Path trial = folder.resolve("space.tmp");
        try (FileChannel file = FileChannel.open(
                trial, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE)) {
            ByteBuffer bytes = ByteBuffer.allocate(TRIAL);
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
            file.force(false);
            return true;
        } catch (IOException e) {
            if (Causes.diskFull(e)) {
                return false;
            }
            throw e;
        }
    }

    private synchronized void set(boolean now) {
        if (now && !full) {
            LOG.errorf(
                    "The disk of %s is full: nothing can be saved until at least %d MB are free there. What was saved"
                            + " can be read meanwhile.",
                    folder, RESERVE >> 20);
        } else if (full && !now) {
            LOG.infof("There is room on the disk of %s again: everything can be saved.", folder);
        }
        full = now;
    }
}
