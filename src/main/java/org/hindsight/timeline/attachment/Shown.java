package org.hindsight.timeline.attachment;

import java.util.Base64;

/**
 * A picture as a document shows it: no larger than it needs to be, the right way up, and nothing but pixels.
 *
 * @param type {@code image/png} or {@code image/jpeg}
 * @param width in pixels
 */
@SuppressWarnings("ArrayRecordComponent") // made once, compared by nobody
public record Shown(String type, byte[] bytes, int width, int height) {

    /** The whole picture as an address that needs nothing else. */
    public String address() {
        return "data:" + type + ";base64," + Base64.getEncoder().encodeToString(bytes);
    }
}
