package org.hindsight.investigation;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.hindsight.incident.Audience;
import org.hindsight.platform.json.SelfChecked;
import org.hindsight.platform.problem.Violation;
import org.jspecify.annotations.Nullable;

/**
 * A suspected cause, or what to change about one.
 *
 * @param state {@code SUSPECTED} when left out
 * @param reason needed to rule it out
 * @param audience {@code INTERNAL} when left out
 */
public record NewCause(
        @NotBlank(message = "is needed") @Size(max = 2000, message = "may have at most 2,000 characters") String statement,

        @Nullable CauseCategory category,
        @Nullable CausePart part,
        @Nullable CauseState state,
        @Nullable Confidence confidence,

        @Size(max = 2000, message = "may have at most 2,000 characters") @Nullable String reason,

        @Nullable Audience audience)
        implements SelfChecked {

    @Override
    public List<Violation> faults() {
        return state == CauseState.RULED_OUT && (reason == null || reason.isBlank())
                ? List.of(new Violation("reason", "is needed: say why the cause is ruled out"))
                : List.of();
    }
}
