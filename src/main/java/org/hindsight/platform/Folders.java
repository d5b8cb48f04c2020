package org.hindsight.platform;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** What there is to know about folders when files in them must survive a power cut. */
public final class Folders {

    private Folders() {}

    /** Writes a folder through to the disk: a new name in it is there for good only after that. */
    public static void sync(Path folder) throws IOException {
        if (canBeOpened(folder)) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    /** Windows cannot open a folder, and needs no such sync. */
    private static boolean canBeOpened(Path folder) throws IOException {
        return Files.getFileStore(folder).supportsFileAttributeView("posix");
    }
}
