package org.hindsight.followup;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hindsight.account.Person;
import org.hindsight.incident.Audience;
import org.hindsight.incident.Derived;
import org.hindsight.incident.record.RecordedView;
import org.jspecify.annotations.Nullable;

/**
 * Something that people will do about an incident.
 *
 * @param owner a team, a role, a free name or the e-mail address of a user
 * @param reason why it will not be done, or is done
 * @param trackerUrl where it is tracked; http or https
 * @param causes the numbers of the causes that it is about
 * @param dueMoved null as long as the due date stands as it was first given
 */
@Schema(name = "Action")
public record ActionView(
        int no,
        String title,
        ActionType type,
        @Nullable String owner,
        @Nullable LocalDate dueOn,
        @Nullable Priority priority,
        ActionState state,
        @Nullable String reason,
        @Nullable String trackerUrl,
        List<Integer> causes,
        Audience audience,
        Instant recordedAt,
        @Nullable Person author,
        boolean retracted,
        @Nullable String retractedBecause,
        int version,
        @Derived @Nullable DueMoved dueMoved)
        implements RecordedView {

    ActionView withDueMoved(@Nullable DueMoved moved) {
        return new ActionView(
                no,
                title,
                type,
                owner,
                dueOn,
                priority,
                state,
                reason,
                trackerUrl,
                causes,
                audience,
                recordedAt,
                author,
                retracted,
                retractedBecause,
                version,
                moved);
    }

    /** Whether it should have been done before that day. */
    public boolean overdue(LocalDate today) {
        return state.pending() && dueOn != null && dueOn.isBefore(today);
    }

    /** For how many days it has been overdue on that day; 0 when it is not. */
    public long daysOverdue(LocalDate today) {
        return overdue(today) && dueOn != null ? ChronoUnit.DAYS.between(dueOn, today) : 0;
    }
}
