package org.hindsight.followup;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import org.hindsight.incident.Audience;
import org.hindsight.platform.json.SelfChecked;
import org.hindsight.platform.problem.Violation;
import org.jspecify.annotations.Nullable;

/**
 * Something to be done about an incident, or what to change about it.
 *
 * @param owner a team, a role, a free name or the e-mail address of a user
 * @param state {@code OPEN} when left out
 * @param reason needed to say that it will not be done
 * @param causes the numbers of the causes that it is about
 * @param audience {@code INTERNAL} when left out
 */
public record NewAction(
        @NotBlank(message = "is needed") @Size(max = 500, message = "may have at most 500 characters") String title,

        @NotNull(message = "is needed: PREVENT, DETECT, MITIGATE, REPAIR or PROCESS") ActionType type,

        @Size(max = 254, message = "may have at most 254 characters") @Nullable String owner,

        @Nullable LocalDate dueOn,
        @Nullable Priority priority,
        @Nullable ActionState state,

        @Size(max = 2000, message = "may have at most 2,000 characters") @Nullable String reason,

        @Size(max = 2000, message = "may have at most 2,000 characters") @Pattern(regexp = "(?i)https?://[^\\s]+", message = "must begin with http:// or https://")
        @Nullable String trackerUrl,

        @Size(max = 100, message = "may name at most 100 causes") @Nullable List<@NotNull(message = "must be a number") Integer> causes,

        @Nullable Audience audience)
        implements SelfChecked {

    @Override
    public List<Violation> faults() {
        return state == ActionState.WONT_DO && (reason == null || reason.isBlank())
                ? List.of(new Violation("reason", "is needed: say why it will not be done"))
                : List.of();
    }
}
