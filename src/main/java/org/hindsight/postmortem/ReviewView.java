package org.hindsight.postmortem;

import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hindsight.account.Person;
import org.jspecify.annotations.Nullable;

/**
 * What a reviewer said, as the API and the desk tell it. Always internal.
 *
 * @param quote the passage as it read when it was quoted
 * @param passage the same as it reads now; null when nothing of it is left, or nothing is quoted
 * @param open whether it is a comment that nobody has settled yet
 * @param settled when and by whom it was; null while it is open
 * @param replies what people answered, in that order
 */
@Schema(name = "Review")
record ReviewView(
        int no,
        Verdict verdict,
        @Nullable String comment,
        @Nullable String section,
        @Nullable String quote,
        Instant at,
        @Nullable Person by,
        @Nullable String passage,
        boolean open,
        @Nullable Settled settled,
        List<ReplyView> replies) {

    /** That nothing is left to do about it. */
    @Schema(name = "SettledReview")
    record Settled(Instant at, @Nullable Person by) {}

    static ReviewView of(Review review) {
        return new ReviewView(
                review.no,
                review.verdict,
                review.comment,
                review.section,
                review.quote,
                review.at,
                Person.of(review.by),
                review.passage().orElse(null),
                review.open(),
                review.settledAt == null ? null : new Settled(review.settledAt, Person.of(review.settledBy)),
                review.replies.stream().map(ReplyView::of).toList());
    }
}
