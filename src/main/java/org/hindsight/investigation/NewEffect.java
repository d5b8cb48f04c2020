package org.hindsight.investigation;

import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hindsight.platform.json.SelfChecked;
import org.hindsight.platform.problem.Violation;
import org.jspecify.annotations.Nullable;

/**
 * What a cause helped to bring about: either another cause or a timeline entry.
 *
 * @param cause the number of that cause
 * @param entry the number of that entry
 * @param note always internal
 */
@Schema(name = "NewEffect")
public record NewEffect(
        @Positive(message = "must be the number of a cause") @Nullable Integer cause,

        @Positive(message = "must be the number of a timeline entry") @Nullable Integer entry,

        @Size(max = 2000, message = "may have at most 2,000 characters") @Nullable String note)
        implements SelfChecked {

    @Override
    public List<Violation> faults() {
        if (cause == null && entry == null) {
            return List.of(
                    new Violation("cause", "or an entry is needed: the number of what this helped to bring about"));
        }
        return cause != null && entry != null
                ? List.of(new Violation("entry", "cannot stand beside a cause: link them one by one"))
                : List.of();
    }
}
