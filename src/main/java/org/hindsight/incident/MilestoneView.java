package org.hindsight.incident;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hindsight.platform.drawing.Mark;
import org.hindsight.platform.time.Precision;
import org.hindsight.platform.web.Wording;
import org.jspecify.annotations.Nullable;

/**
 * A milestone as it is told.
 *
 * @param entry the number of the timeline entry that proves it, if there is one
 */
@Schema(name = "Milestone")
public record MilestoneView(
        Instant at, Precision precision, @Nullable Integer entry) {

    /** As a picture points at it. */
    public Mark mark(MilestoneName name) {
        boolean exact = precision == Precision.SECOND || precision == Precision.MINUTE;
        return new Mark(at, Wording.words(name) + (exact ? "" : " (about)"));
    }
}
