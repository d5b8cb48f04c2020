package org.hindsight.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A file system of its own that becomes full for real. Mounting it takes root: without that, whoever asks is skipped. */
final class SmallDisk implements AutoCloseable {

    private final Path folder;
    private final Path filler;

    private SmallDisk(Path folder) {
        this.folder = folder;
        this.filler = folder.resolve("filler");
    }

    static SmallDisk mount(Path folder, int megabytes) throws IOException {
        Files.createDirectories(folder);
        String fault;
        try {
            fault = run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", folder.toString());
        } catch (IOException e) {
            fault = e.toString();
        }
        if (!fault.isEmpty()) {
            abort("no small disk can be mounted here, so nothing is known of a full one: " + fault);
        }
        return new SmallDisk(folder);
    }

    Path folder() {
        return folder;
    }

    /** To the last byte. */
    void fill() throws IOException {
        try (OutputStream file = Files.newOutputStream(filler)) {
            for (int block : List.of(1024 * 1024, 4096, 1)) {
                fill(file, new byte[block]);
            }
        }
    }

    private static void fill(OutputStream file, byte[] block) throws IOException {
        try {
            while (true) {
                file.write(block);
            }
        } catch (IOException e) {
            if (!String.valueOf(e.getMessage()).contains("No space left")) {
                throw e;
            }
        }
    }

    void free() throws IOException {
        Files.delete(filler);
    }

    @Override
    public void close() throws IOException {
        assertEquals("", run("umount", folder.toString()));
    }

    /** Answers what went wrong, empty when nothing did. */
    private static String run(String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            int status = process.waitFor();
            return status == 0 ? "" : command[0] + " ended with " + status + ": " + said.strip();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException(command[0] + " was interrupted");
        }
    }
}
