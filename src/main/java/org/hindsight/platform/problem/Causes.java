package org.hindsight.platform.problem;

import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Tells what lies beneath an exception that is not a fault of this program. */
public final class Causes {

    private static final int DEEPEST = 20;

    /** What Linux, macOS and Windows say; Java has no exception of its own for it. */
    private static final List<String> FULL =
            List.of("no space left", "disk quota exceeded", "not enough space", "disk is full");

    /** What the framework says when a connection ends in the middle of a body. */
    private static final Set<String> BROKEN_OFF = Set.of(
            "Connection terminated parsing multipart request",
            "Connection terminated reading multipart data",
            "Connection was closed",
            "Connection reset",
            "Connection reset by peer",
            "Broken pipe",
            "Read timed out",
            "Request too large");

    private Causes() {}

    /** Whether the operating system refused to write because there is no room. */
    public static boolean diskFull(Throwable fault) {
        return any(fault, cause -> cause instanceof IOException && FULL.stream().anyMatch(message(cause)::contains));
    }

    /** Whether whoever sent the request went away, or was sent away, before all of it was here. */
    public static boolean callerGone(Throwable fault) {
        return any(
                fault,
                cause -> cause instanceof ClosedChannelException
                        || cause instanceof EOFException
                        || (cause.getMessage() != null && BROKEN_OFF.contains(cause.getMessage())));
    }

    private static String message(Throwable cause) {
        return String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
    }

    private static boolean any(Throwable fault, Predicate<Throwable> wanted) {
        return Stream.iterate(fault, cause -> cause != null, Throwable::getCause)
                .limit(DEEPEST)
                .anyMatch(wanted);
    }
}
