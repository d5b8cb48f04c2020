package org.hindsight.platform;

import java.util.Arrays;
import org.hindsight.platform.problem.Problem;
import org.jspecify.annotations.Nullable;

/** The version of a single resource, as HTTP writes it. */
public final class Etag {

    private Etag() {}

    public static String of(long version) {
        return "\"" + version + "\"";
    }

    /** Refuses with 412 when the caller named another version than the current one. */
    public static void check(@Nullable String ifMatch, long version) {
        if (ifMatch == null || ifMatch.strip().equals("*")) {
            return;
        }
        boolean matches = Arrays.stream(ifMatch.split(",")).map(String::strip).anyMatch(of(version)::equals);
        if (!matches) {
            throw Problem.stale("This was changed in the meantime (it is now version " + version
                    + "). Read it again and repeat the change; nothing was overwritten.");
        }
    }

    /** As {@link #check}, and refuses with 428 when no version is named. */
    public static void require(@Nullable String ifMatch, long version) {
        if (ifMatch == null || ifMatch.isBlank()) {
            throw Problem.preconditionRequired(
                    "Send If-Match with the ETag that you read, so that nobody's text is overwritten.");
        }
        check(ifMatch, version);
    }
}
