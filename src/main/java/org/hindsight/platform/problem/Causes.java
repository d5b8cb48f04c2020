package org.hindsight.platform.problem;

import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import org.h2.api.ErrorCode;
import org.jspecify.annotations.Nullable;

/** Tells what lies beneath an exception that is not a fault of this program. */
public final class Causes {

    private static final int DEEPEST = 20;

    /** What Linux, macOS and Windows say; Java has no exception of its own for it. */
    private static final List<String> FULL =
            List.of("no space left", "disk quota exceeded", "not enough space", "disk is full");

    /** What H2 says while its disk is full: it is open for reading only then. */
    private static final int ONLY_TO_BE_READ = ErrorCode.DATABASE_IS_READ_ONLY;

    /** What PostgreSQL says. */
    private static final String PG_FULL = "53100";

    /** What H2 says while a database is closed, even where the exception is of another class: in a batch. */
    private static final Set<Integer> CLOSED = Set.of(
            ErrorCode.DATABASE_IS_CLOSED,
            ErrorCode.DATABASE_CALLED_AT_SHUTDOWN,
            ErrorCode.DATABASE_IS_IN_EXCLUSIVE_MODE);

    /** What the pool says when it has no connection to give, or one that died as it was given. */
    private static final Set<String> NONE_IN_THE_POOL = Set.of(
            "Sorry, acquisition timeout!",
            "Acquisition timeout while waiting for new connection",
            "Exception in association of connection to existing transaction");

    /** The class of SQL states for it, PostgreSQL's among them. */
    private static final String NO_CONNECTION = "08";

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

    /** Whether nothing can be written because there is no room. */
    public static boolean diskFull(Throwable fault) {
        return any(fault, Causes::tellsOfAFullDisk);
    }

    private static boolean tellsOfAFullDisk(Throwable cause) {
        if (cause instanceof SQLException sql) {
            return sql.getErrorCode() == ONLY_TO_BE_READ || PG_FULL.equals(sql.getSQLState());
        }
        return cause instanceof IOException && FULL.stream().anyMatch(message(cause)::contains);
    }

    /** Whether there is no connection to the database, or none any more. */
    public static boolean databaseAway(Throwable fault) {
        return any(fault, Causes::tellsOfNoConnection);
    }

    private static boolean tellsOfNoConnection(Throwable cause) {
        return cause instanceof SQLNonTransientConnectionException
                || (cause instanceof SQLException sql
                        && (CLOSED.contains(sql.getErrorCode())
                                || NONE_IN_THE_POOL.contains(String.valueOf(sql.getMessage()))
                                || String.valueOf(sql.getSQLState()).startsWith(NO_CONNECTION)));
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
        return any(fault, wanted, DEEPEST);
    }

    /** A transaction that could not be committed has the reason among what it suppressed. */
    private static boolean any(@Nullable Throwable fault, Predicate<Throwable> wanted, int deep) {
        return fault != null
                && deep > 0
                && (wanted.test(fault)
                        || any(fault.getCause(), wanted, deep - 1)
                        || Arrays.stream(fault.getSuppressed()).anyMatch(other -> any(other, wanted, deep - 1)));
    }
}
