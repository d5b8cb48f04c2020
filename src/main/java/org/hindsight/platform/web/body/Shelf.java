package org.hindsight.platform.web.body;

import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** The folder where bodies wait that are too large for the memory, and how much of it is taken. */
final class Shelf {

    /** How many bytes may wait in all, so that nobody can fill the disk with requests that never end. */
    private static final long ROOM = 2L * 1024 * 1024 * 1024;

    private final Path folder;
    private final AtomicLong taken = new AtomicLong();

    Shelf(Path folder) {
        this.folder = folder;
    }

    /** A place for one body. */
    Path place() {
        return folder.resolve("body-" + UUID.randomUUID());
    }

    /** Takes room, if there is enough. */
    boolean take(long bytes) {
        if (taken.addAndGet(bytes) > ROOM) {
            taken.addAndGet(-bytes);
            return false;
        }
        return true;
    }

    void giveBack(long bytes) {
        taken.addAndGet(-bytes);
    }
}
