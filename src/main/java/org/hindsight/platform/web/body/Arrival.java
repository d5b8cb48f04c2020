package org.hindsight.platform.web.body;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.file.FileSystem;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import org.hindsight.platform.problem.Causes;
import org.hindsight.platform.problem.Problem;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The body of one request on its way here. All happens on the event loop of its connection, up to the moment when it is
 * whole or refused and the request goes on.
 */
final class Arrival {

    private static final Logger LOG = Logger.getLogger(Arrival.class);

    private static final String KEY = Arrival.class.getName();

    /** What is larger goes to the disk. */
    private static final int IN_MEMORY = 64 * 1024;

    /** Up to how many times the limit the rest is read, and thrown away, so that the sender gets to hear the refusal. */
    private static final int HEARD_OUT = 4;

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final RoutingContext exchange;
    private final HttpServerRequest request;
    private final FileSystem disk;
    private final Shelf shelf;
    private final Path place;
    private final long announced;
    private final long limit;
    private final String refusal;

    private long timer;
    private long size;
    private long shelved;
    private Buffer inMemory = Buffer.buffer();
    private @Nullable AsyncFile file;
    private @Nullable Problem fault;
    private @Nullable Future<Void> closing;
    private volatile @Nullable InputStream opened;
    /** All of it came. */
    private boolean whole;

    /** The request went on, or its sender went away. */
    private boolean over;

    private boolean tidied;

    Arrival(RoutingContext exchange, Shelf shelf, long limit, String refusal) {
        this.exchange = exchange;
        this.request = exchange.request();
        this.disk = exchange.vertx().fileSystem();
        this.shelf = shelf;
        this.place = shelf.place();
        this.announced = announced(request);
        this.limit = limit;
        this.refusal = refusal;
    }

    /** The one of a request; null when it has no body. */
    static @Nullable Arrival of(RoutingContext exchange) {
        return exchange.get(KEY);
    }

    void begin() {
        timer = exchange.vertx().setTimer(PATIENCE.toMillis(), late -> lose());
        exchange.addEndHandler(answered -> {
            tidy(answered.succeeded());
            letTheRestCome();
        });
        request.handler(this::take);
        request.exceptionHandler(brokenOff -> stop());
        request.endHandler(whole -> finish());
        if (announced > limit) {
            refuse(Problem.tooMuch(refusal));
        } else if (announced < 0 && request.version() == HttpVersion.HTTP_2) {
            refuse(Problem.of(
                    411, "length-required", "Length required", "Over HTTP/2 a request needs a Content-Length."));
        } else if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
            exchange.response().writeContinue();
        }
        readOn();
    }

    private static long announced(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return length != null && length.matches("[0-9]{1,18}") ? Long.parseLong(length) : -1;
    }

    private void take(Buffer part) {
        size += part.length();
        if (over) {
            hearOut();
        } else if (size > limit) {
            refuse(Problem.tooMuch(refusal));
        } else {
            keep(part);
        }
    }

    private void keep(Buffer part) {
        if (size <= IN_MEMORY) {
            inMemory.appendBuffer(part);
        } else if (shelf.take(part.length())) {
            shelved += part.length();
            shelve(part);
        } else {
            refuse(Problem.of(
                    503, "busy", "Too much at once", "Too many large requests are on their way. Send it again."));
        }
        if (size == announced && request.version() == HttpVersion.HTTP_2) {
            finishBeforeItsEnd();
        }
    }

    /**
     * Over HTTP/2 nobody may take up a request whose end was seen: {@code VertxResteasyReactiveRequestContext} pauses it, which is
     * an error then. All of it is here before that.
     */
    private void finishBeforeItsEnd() {
        request.pause();
        finish();
    }

    private void letTheRestCome() {
        if (!request.isEnded()) {
            request.resume();
        }
    }

    private void hearOut() {
        if (size > limit * HEARD_OUT) {
            request.connection().close();
        }
    }

    private void shelve(Buffer part) {
        AsyncFile writing = file;
        if (writing == null) {
            request.pause();
            inMemory.appendBuffer(part);
            disk.open(place.toString(), new OpenOptions().setCreateNew(true).setRead(false))
                    .onSuccess(this::begin)
                    .onFailure(this::notKept);
        } else {
            write(writing, part);
        }
    }

    private void begin(AsyncFile empty) {
        if (over) {
            empty.close().compose(closed -> delete());
        } else {
            file = empty;
            write(empty, inMemory);
            inMemory = Buffer.buffer();
            readOn();
        }
    }

    private void write(AsyncFile writing, Buffer part) {
        writing.write(part).onFailure(this::notKept);
        if (writing.writeQueueFull()) {
            request.pause();
            writing.drainHandler(room -> readOn());
        }
    }

    private void notKept(Throwable why) {
        if (Causes.diskFull(why)) {
            refuse(Problem.noRoom());
        } else {
            LOG.error("The body of a request could not be kept", why);
            refuse(Problem.of(
                    500, "internal", "Something went wrong", "The request could not be kept. Send it again."));
        }
    }

    private void readOn() {
        if (!over && !whole) {
            request.resume();
        }
    }

    private void finish() {
        whole = true;
        exchange.vertx().cancelTimer(timer);
        if (!over) {
            close().onSuccess(closed -> arrived()).onFailure(this::notKept);
        }
    }

    private void arrived() {
        if (!over) {
            goOn();
        }
    }

    private void lose() {
        if (over) {
            request.connection().close();
        } else {
            exchange.addEndHandler(answered -> request.connection().close());
            refuse(Problem.of(408, "too-slow", "Too slow", "The request took too long to arrive. Send it again."));
        }
    }

    private void refuse(Problem why) {
        if (!over) {
            fault = why;
            goOn();
        }
    }

    private void stop() {
        over = true;
        exchange.vertx().cancelTimer(timer);
        tidy(true);
    }

    private void goOn() {
        over = true;
        exchange.put(KEY, this);
        exchange.next();
    }

    /**
     * What arrived.
     *
     * @throws Problem why it was refused
     */
    InputStream body() throws IOException {
        if (fault != null) {
            throw fault;
        }
        if (file == null) {
            return new ByteArrayInputStream(inMemory.getBytes());
        }
        try {
            InputStream stream = Files.newInputStream(place);
            opened = stream;
            return stream;
        } catch (NoSuchFileException tidied) {
            throw (IOException) new ClosedChannelException().initCause(tidied);
        }
    }

    /**
     * @param done whether nobody reads any more; somebody may be at work for a sender who has gone, and shall finish
     */
    private void tidy(boolean done) {
        InputStream reading = opened;
        if (done && reading != null) {
            try {
                reading.close();
            } catch (IOException why) {
                LOG.warnf(why, "%s could not be closed", place);
            }
        }
        shelf.giveBack(shelved);
        shelved = 0;
        if (file != null && !tidied) {
            tidied = true;
            close().compose(closed -> delete());
        }
    }

    private Future<Void> delete() {
        return disk.delete(place.toString()).onFailure(why -> LOG.warnf(why, "%s could not be deleted", place));
    }

    private Future<Void> close() {
        if (file == null) {
            return Future.succeededFuture();
        }
        if (closing == null) {
            closing = file.close();
        }
        return closing;
    }
}
