package org.hindsight.postmortem;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hindsight.platform.json.SelfChecked;
import org.hindsight.platform.problem.Violation;
import org.jspecify.annotations.Nullable;

/**
 * What a reviewer says.
 *
 * @param section the key of the section that it is about; the whole when left out
 * @param quote the passage that it is about
 */
@Schema(name = "NewReview")
record NewReview(
        @NotNull(message = "is needed: REQUESTED, COMMENTED, CHANGES_REQUESTED or APPROVED") Verdict verdict,

        @Size(max = 10_000, message = "may have at most 10,000 characters") @Nullable String comment,

        @Size(max = 60, message = "is not a section of this draft") @Nullable String section,

        @Size(max = 2000, message = "may have at most 2,000 characters") @Nullable String quote)
        implements SelfChecked {

    @Override
    public List<Violation> faults() {
        boolean silent = comment == null || comment.isBlank();
        return silent && (verdict == Verdict.COMMENTED || verdict == Verdict.CHANGES_REQUESTED)
                ? List.of(new Violation("comment", "is needed: say what you think, or what should change"))
                : List.of();
    }
}
