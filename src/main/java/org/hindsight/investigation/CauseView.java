package org.hindsight.investigation;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hindsight.account.Person;
import org.hindsight.incident.Audience;
import org.hindsight.incident.record.RecordedView;
import org.jspecify.annotations.Nullable;

/**
 * A suspected cause: a hypothesis with what speaks for and against it, and what it would explain.
 *
 * @param part the part it played; null while nobody has said
 * @param reason why it was ruled out, or confirmed
 * @param effects what it helped to bring about
 */
@Schema(name = "Cause")
public record CauseView(
        int no,
        String statement,
        @Nullable CauseCategory category,
        @Nullable CausePart part,
        CauseState state,
        @Nullable Confidence confidence,
        @Nullable String reason,
        List<Evidence> evidence,
        List<Effect> effects,
        Audience audience,
        Instant recordedAt,
        @Nullable Person author,
        boolean retracted,
        @Nullable String retractedBecause,
        int version)
        implements RecordedView {

    /** The journal also holds causes from before they could say what they explain. */
    public CauseView {
        effects = Objects.requireNonNullElse(effects, List.of());
    }

    /**
     * A timeline entry that weighs for or against the cause.
     *
     * @param n its number within the cause, never given twice
     * @param entry the number of the timeline entry
     * @param note always internal
     */
    @Schema(name = "Evidence")
    public record Evidence(
            int n, int entry, Direction weighs, @Nullable String note) {}

    /**
     * What the cause helped to bring about: another cause, or a timeline entry.
     *
     * @param n its number within the cause, never given twice
     * @param cause the number of that cause; null where it is an entry
     * @param entry the number of that entry; null where it is a cause
     * @param note always internal
     */
    @Schema(name = "Effect")
    public record Effect(
            int n,
            @Nullable Integer cause,
            @Nullable Integer entry,
            @Nullable String note) {}

    /** What speaks for it, or against it. */
    public List<Evidence> evidence(Direction weighing) {
        return evidence.stream().filter(one -> one.weighs() == weighing).toList();
    }
}
