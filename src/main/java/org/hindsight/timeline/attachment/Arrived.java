package org.hindsight.timeline.attachment;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A file that was sent, on the disk and looked at, but not kept yet.
 *
 * @param sha256 of its bytes, in hexadecimal digits
 * @param type what its bytes are, whatever the sender called them
 * @param size how large the picture is, if it is one
 */
public record Arrived(
        Path file,
        String sha256,
        long bytes,
        String type,
        @Nullable PictureSize size) {}
