package org.hindsight.edition;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.hindsight.incident.Audience;
import org.hindsight.platform.json.SelfChecked;
import org.hindsight.platform.problem.Violation;
import org.jspecify.annotations.Nullable;

/**
 * What to publish.
 *
 * @param note what changed, for readers; a correction must have one
 * @param seen what the publisher looked at, as the list of omissions gives it: when the draft, the record or the editions
 *     are not that any more, nothing is published
 */
public record NewEdition(
        @NotNull(message = "is needed: PRELIMINARY, FINAL or CORRECTION") Label label,

        @NotNull(message = "is needed: INTERNAL or PUBLIC") Audience audience,

        @Size(max = 2000, message = "may have at most 2,000 characters") @Nullable String note,

        @Size(max = 10_000, message = "may have at most 10,000 characters") @Nullable String seen)
        implements SelfChecked {

    @Override
    public List<Violation> faults() {
        boolean silent = note == null || note.isBlank();
        return label == Label.CORRECTION && silent
                ? List.of(new Violation("note", "is needed: a correction says what was wrong"))
                : List.of();
    }
}
