package org.hindsight.timeline;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Something in the record that deserves a second look; never a block.
 *
 * @param message a sentence for people
 * @param entries the numbers of the entries concerned
 */
@Schema(name = "Warning")
public record Warning(Code code, String message, List<Integer> entries) {

    /** What sort of oddity. */
    public enum Code {
        SILENT_INTERVAL,
        MISSING_MILESTONE,
        MILESTONE_ORDER,
        LOGGED_LATE,
        PROMISE_MISSED
    }
}
