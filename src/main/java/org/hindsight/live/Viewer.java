package org.hindsight.live;

import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.hindsight.account.Pass;

/** Somebody who follows an incident over an open connection. */
final class Viewer {

    /** Who reads so slowly that this much waits for them is cut off; they come back and go on where they were. */
    private static final int MOST_WAITING = 1 << 20;

    /** How many seconds somebody may take for a part of what they missed. */
    private static final int PATIENCE = 20;

    final Pass pass;
    final long user;
    final Context loop;
    private final HttpServerResponse response;
    private volatile int last;

    /**
     * @param user the id of the person who follows
     * @param last the revision up to which they know the incident
     * @param loop where their connection is served
     */
    Viewer(Pass pass, long user, int last, HttpServerResponse response, Context loop) {
        this.pass = pass;
        this.user = user;
        this.last = last;
        this.response = response;
        this.loop = loop;
        response.setWriteQueueMaxSize(MOST_WAITING);
    }

    /** The revision up to which everything was sent to them. */
    int last() {
        return last;
    }

    /** Whether the connection is open. */
    boolean isThere() {
        return !response.closed() && !response.ended();
    }

    /** Sends what they missed, in order, and waits until the connection took it; false when it does not. */
    boolean catchUp(Iterable<Message> missed) {
        Buffer all = Buffer.buffer();
        for (Message message : missed) {
            all.appendBuffer(message.bytes());
            last = message.revision();
        }
        try {
            response.write(all)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .orTimeout(PATIENCE, TimeUnit.SECONDS)
                    .join();
            return true;
        } catch (CompletionException gone) {
            response.reset();
            return false;
        }
    }

    /** Sends a change, unless they have it already. On their loop. */
    void tell(Message message) {
        if (message.revision() > last) {
            last = message.revision();
            write(message.bytes());
        }
    }

    /** On their loop. */
    void write(Buffer bytes) {
        if (!isThere()) {
            return;
        }
        if (response.writeQueueFull()) {
            response.reset();
        } else {
            response.write(bytes);
        }
    }

    /** Ends the connection for good: it answers no more. */
    void end() {
        if (isThere()) {
            response.end();
        }
    }
}
