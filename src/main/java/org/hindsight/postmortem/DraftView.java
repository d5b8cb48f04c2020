package org.hindsight.postmortem;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hindsight.account.Person;
import org.hindsight.account.User;
import org.jspecify.annotations.Nullable;

/**
 * A draft as the API and the desk tell it.
 *
 * @param template the key of the document template
 * @param reviewers who was asked to review it, and the last word of everyone who did
 * @param reviewDueOn until when they were asked to; null if that was not said
 * @param checklist what reviewers go through before they approve
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
        int version,
        @Nullable LocalDate reviewDueOn,
        List<Point> checklist) {

    /** Somebody who was asked to review or did, and their last word; null while they have not said any. */
    @Schema(name = "Reviewer")
    record Reviewer(Person person, @Nullable Verdict verdict) {}

    /**
     * A point of the checklist.
     *
     * @param no by which it is ticked, from 1
     */
    @Schema(name = "ChecklistPoint")
    record Point(
            int no,
            String point,
            boolean done,
            @Nullable Instant at,
            @Nullable Person by) {
        static Point of(int no, String point, Draft.@Nullable Tick tick) {
            return tick == null
                    ? new Point(no, point, false, null, null)
                    : new Point(no, point, true, tick.at, Person.of(tick.by));
        }
    }

    static List<Reviewer> reviewers(Collection<User> asked, List<ReviewView> reviews) {
        Map<String, Reviewer> latest = new LinkedHashMap<>();
        asked.forEach(user -> latest.put(user.email, new Reviewer(new Person(user.name, user.email), null)));
        for (ReviewView review : reviews) {
            if (review.by() != null && review.verdict() != Verdict.REQUESTED) {
                latest.put(review.by().email(), new Reviewer(review.by(), review.verdict()));
            }
        }
        return List.copyOf(latest.values());
    }
}
