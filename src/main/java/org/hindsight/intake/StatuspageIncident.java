package org.hindsight.intake;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.hindsight.incident.Severity;
import org.hindsight.incident.Status;

/**
 * An incident as a status page of Atlassian's Statuspage tells it, in the order in which it was told.
 *
 * @param zone the page's own time zone (IANA)
 * @param createdAt when it was put on the page
 * @param startedAt when the page says that it began, if it says so
 * @param shortlink its address
 * @param components names of the components it names
 * @param doubts what could not be taken over as it stood
 */
record StatuspageIncident(
        String id,
        String name,
        Severity severity,
        String zone,
        OffsetDateTime createdAt,
        Optional<OffsetDateTime> startedAt,
        Optional<String> shortlink,
        List<String> components,
        List<Update> updates,
        List<String> doubts) {

    Instant firstMoment() {
        return updates.isEmpty()
                ? createdAt.toInstant()
                : updates.get(0).shownAt().toInstant();
    }

    /**
     * One message to the page's readers.
     *
     * @param shownAt the time that readers saw: {@code display_at}, else {@code created_at}
     * @param status what the message moved the incident to, if it is a word we know
     */
    record Update(String id, String text, OffsetDateTime shownAt, Optional<Status> status) {}
}
