package org.hindsight.postmortem;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hindsight.account.Person;
import org.jspecify.annotations.Nullable;

/** What a reviewer said, as the API and the desk tell it. Always internal. */
@Schema(name = "Review")
record ReviewView(
        int no,
        Verdict verdict,
        @Nullable String comment,
        @Nullable String section,
        @Nullable String quote,
        Instant at,
        @Nullable Person by) {

    static ReviewView of(Review review) {
        return new ReviewView(
                review.no,
                review.verdict,
                review.comment,
                review.section,
                review.quote,
                review.at,
                Person.of(review.by));
    }
}
