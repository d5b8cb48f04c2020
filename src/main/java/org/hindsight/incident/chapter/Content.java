package org.hindsight.incident.chapter;

import java.io.IOException;
import java.io.InputStream;

/**
 * Bytes that belong to an incident.
 *
 * @param path where a bundle holds them: names without anything that leads elsewhere
 * @param bytes how many there are
 */
public record Content(String path, String sha256, long bytes, Opening opening) {

    /** Opens them, each time anew. */
    @FunctionalInterface
    public interface Opening {
        InputStream open() throws IOException;
    }
}
