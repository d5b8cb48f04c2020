package org.hindsight.postmortem;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hindsight.account.Person;

/**
 * A draft as the API and the desk tell it.
 *
 * @param template the key of the document template
 * @param reviewers the last word of everyone who reviewed it
 * @param checks for the internal and the public document together
 * @param version its ETag; counts the changes
 */
@Schema(name = "Postmortem")
record DraftView(
        String ref,
        String template,
        DraftState state,
        List<SectionView> sections,
        List<Reviewer> reviewers,
        List<ReviewView> reviews,
        List<Check> checks,
        int version) {

    /** Somebody who reviewed, and their last word. */
    @Schema(name = "Reviewer")
    record Reviewer(Person person, Verdict verdict) {}

    static List<Reviewer> reviewers(List<ReviewView> reviews) {
        Map<String, Reviewer> latest = new LinkedHashMap<>();
        for (ReviewView review : reviews) {
            if (review.by() != null && review.verdict() != Verdict.REQUESTED) {
                latest.put(review.by().email(), new Reviewer(review.by(), review.verdict()));
            }
        }
        return new ArrayList<>(latest.values());
    }
}
