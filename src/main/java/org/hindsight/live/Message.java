package org.hindsight.live;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;

/**
 * A change as it goes out to everybody who follows its incident: written down once, in the form of an SSE event.
 *
 * @param aboutAccess whether it may have changed who may follow
 */
record Message(int revision, boolean aboutAccess, Buffer bytes) {

    /** A line that says nothing but that the server is there. */
    static final Buffer HEARTBEAT = Buffer.buffer(":\n\n");

    /** How long a browser waits before it comes back after a break. */
    static final Buffer GREETING = Buffer.buffer("retry: 2000\n\n");

    /**
     * @param json in one line
     */
    static Message of(int revision, boolean aboutAccess, String json) {
        return new Message(
                revision,
                aboutAccess,
                Buffer.buffer(("id: " + revision + "\nevent: change\ndata: " + json + "\n\n")
                        .getBytes(StandardCharsets.UTF_8)));
    }
}
