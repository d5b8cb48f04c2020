package org.hindsight.timeline;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.hindsight.incident.Audience;
import org.hindsight.platform.json.SelfChecked;
import org.hindsight.platform.problem.Violation;
import org.hindsight.platform.time.Precision;
import org.jspecify.annotations.Nullable;

/**
 * A line for the timeline, or what to change about one.
 *
 * @param text Markdown
 * @param kind {@code NOTE} when left out
 * @param occurredAt when it happened; now when left out. Its offset is kept as the zone it was typed in
 * @param endedAt when it was over, for something that lasted
 * @param plusMinusMinutes how far {@code occurredAt} may be off; only with the precision {@code ABOUT}
 * @param audience {@code INTERNAL} when left out
 */
public record NewEntry(
        @NotBlank(message = "is needed") @Size(max = 20_000, message = "may have at most 20,000 characters") String text,

        @Nullable EntryKind kind,
        @Nullable OffsetDateTime occurredAt,
        @Nullable Instant endedAt,
        @Nullable Precision precision,

        @Positive(message = "must be a positive number of minutes") @Max(value = 1440, message = "may be at most 1440 (a day)")
        @Nullable Integer plusMinusMinutes,

        @Nullable Audience audience,
        @Nullable Boolean starred,
        @Valid @Nullable Source source)
        implements SelfChecked {

    /** A plain line that happened now. */
    public static NewEntry of(String text, EntryKind kind) {
        return new NewEntry(text, kind, null, null, null, null, null, null, null);
    }

    /** The same line from that source: where it came from is not a matter of editing. */
    NewEntry from(@Nullable Source origin) {
        return new NewEntry(text, kind, occurredAt, endedAt, precision, plusMinusMinutes, audience, starred, origin);
    }

    /** The same line for those readers. */
    NewEntry labelled(Audience readers) {
        return new NewEntry(text, kind, occurredAt, endedAt, precision, plusMinusMinutes, readers, starred, source);
    }

    @Override
    public List<Violation> faults() {
        List<Violation> faults = new ArrayList<>();
        if (endedAt != null && occurredAt != null && endedAt.isBefore(occurredAt.toInstant())) {
            faults.add(new Violation("endedAt", "must not lie before occurredAt"));
        }
        if (plusMinusMinutes != null && precision != null && precision != Precision.ABOUT) {
            faults.add(new Violation("plusMinusMinutes", "goes with the precision ABOUT only"));
        }
        return faults;
    }

    Precision meantPrecision() {
        if (precision != null) {
            return precision;
        }
        return plusMinusMinutes == null ? Precision.SECOND : Precision.ABOUT;
    }
}
