package org.hindsight.postmortem;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hindsight.platform.json.SelfChecked;
import org.hindsight.platform.problem.Violation;
import org.jspecify.annotations.Nullable;

/**
 * What a reviewer says.
 *
 * @param section the key of the section that it is about; the whole when left out
 * @param quote the passage that it is about, as it stands in the section's Markdown
 * @param reviewers e-mail addresses of those who are asked; only when asking for review
 * @param dueOn until when they are asked for it; only when asking for review
 */
@Schema(name = "NewReview")
record NewReview(
        @NotNull(message = "is needed: REQUESTED, COMMENTED, CHANGES_REQUESTED or APPROVED") Verdict verdict,

        @Size(max = 10_000, message = "may have at most 10,000 characters") @Nullable String comment,

        @Size(max = 60, message = "is not a section of this draft") @Nullable String section,

        @Size(max = 2000, message = "may have at most 2,000 characters") @Nullable String quote,

        @Size(max = 50, message = "may be at most 50") @Nullable List<@NotNull(message = "is not an e-mail address") String> reviewers,

        @Nullable LocalDate dueOn)
        implements SelfChecked {

    @Override
    public List<Violation> faults() {
        boolean silent = comment == null || comment.isBlank();
        List<Violation> faults = new ArrayList<>();
        if (silent && (verdict == Verdict.COMMENTED || verdict == Verdict.CHANGES_REQUESTED)) {
            faults.add(new Violation("comment", "is needed: say what you think, or what should change"));
        }
        if (verdict != Verdict.REQUESTED && reviewers != null && !reviewers.isEmpty()) {
            faults.add(new Violation("reviewers", "can be asked with REQUESTED only"));
        }
        if (verdict != Verdict.REQUESTED && dueOn != null) {
            faults.add(new Violation("dueOn", "goes with REQUESTED only"));
        }
        return faults;
    }
}
