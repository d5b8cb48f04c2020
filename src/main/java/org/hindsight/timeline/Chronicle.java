package org.hindsight.timeline;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import org.hindsight.account.User;
import org.hindsight.incident.Incident;
import org.hindsight.incident.IncidentDeclared;
import org.hindsight.incident.Incidents;
import org.hindsight.incident.Journal;
import org.hindsight.incident.MilestoneMoved;
import org.hindsight.incident.MilestoneName;
import org.hindsight.incident.NextUpdateView;
import org.hindsight.incident.RoleAssigned;
import org.hindsight.incident.SeverityChanged;
import org.hindsight.incident.Status;
import org.hindsight.platform.Markdown;
import org.jspecify.annotations.Nullable;

/** Writes into the timeline what happens to the incident itself: declaration, status, severity, roles. */
@ApplicationScoped
public class Chronicle {

    private static final int DECLARATION = 1;

    private final Timeline timeline;
    private final Incidents incidents;
    private final Promises promises;
    private final Journal journal;

    Chronicle(Timeline timeline, Incidents incidents, Promises promises, Journal journal) {
        this.timeline = timeline;
        this.incidents = incidents;
        this.promises = promises;
        this.journal = journal;
    }

    /** Moves the incident to another status and logs that; answers the entry. */
    public TimelineEntry move(
            Incident incident, Status next, @Nullable String note, @Nullable OffsetDateTime occurredAt) {
        incidents.refuseUnlessMayBecome(incident, next);
        Instant now = journal.now();
        promises.writeMiss(incident, now);
        OffsetDateTime when = occurredAt == null ? now.atZone(incident.zoneId()).toOffsetDateTime() : occurredAt;
        String text = "Status: " + spoken(incident.status) + " → **" + spoken(next) + "**";
        TimelineEntry entry = timeline.log(incident, entry(text, when), note).entry();
        incidents.become(incident, next, when.toInstant(), entry.no, note, now);
        return entry;
    }

    /** Promises an update by an instant to come, moves that promise, or, given null, takes it back. */
    public NextUpdateView promise(Incident incident, @Nullable Instant by) {
        return promises.promise(incident, by);
    }

    void declared(@Observes IncidentDeclared news) {
        Incident incident = news.incident();
        OffsetDateTime when = incident.declaredAt.atZone(incident.zoneId()).toOffsetDateTime();
        timeline.log(incident, entry("Declared as **" + incident.severity + "**", when));
    }

    void severityChanged(@Observes SeverityChanged news) {
        timeline.log(
                news.incident(),
                entry("Severity: " + news.before() + " → **" + news.after() + "**", at(news.recordedAt())));
    }

    void roleAssigned(@Observes RoleAssigned news) {
        String role = news.role().toLowerCase(Locale.ROOT);
        String text = news.before()
                .map(before -> "Role " + Markdown.literal(role) + ": " + named(before) + " hands over to "
                        + named(news.person()))
                .orElseGet(() -> "Role " + Markdown.literal(role) + ": " + named(news.person()));
        timeline.log(
                news.incident(), entry(text, at(news.recordedAt())), news.note().orElse(null));
    }

    /** The declaration has an entry of its own: it moves along, with a trail. */
    void milestoneMoved(@Observes MilestoneMoved news) {
        if (news.name() == MilestoneName.DECLARED) {
            TimelineEntry declaration = timeline.entry(news.incident(), DECLARATION);
            if (!declaration.retracted()
                    && !declaration.occurredAt.equals(news.milestone().at())) {
                NewEntry before = declaration.asInput();
                timeline.edit(
                        declaration,
                        new NewEntry(
                                before.text(),
                                before.kind(),
                                at(news.milestone().at()),
                                before.endedAt(),
                                news.milestone().precision(),
                                null,
                                before.audience(),
                                before.starred(),
                                before.source()));
            }
        }
    }

    static NewEntry entry(String text, OffsetDateTime when) {
        return new NewEntry(text, EntryKind.STATUS, when, null, null, null, null, null, null);
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static String spoken(Status status) {
        return status.name().toLowerCase(Locale.ROOT);
    }

    /** Somebody with an account by name, anybody else as written. */
    private static String named(String person) {
        return Markdown.literal(User.of(person).map(user -> user.name).orElse(person));
    }
}
