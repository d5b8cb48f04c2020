package org.hindsight.pulse;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import org.hindsight.incident.Audience;
import org.hindsight.incident.Incident;
import org.hindsight.incident.IncidentDeclared;
import org.hindsight.incident.Incidents;
import org.hindsight.incident.Service;
import org.hindsight.platform.Markdown;
import org.hindsight.platform.time.Precision;
import org.hindsight.platform.web.Wording;
import org.hindsight.pulse.detection.Settings;
import org.hindsight.pulse.detection.State;
import org.hindsight.pulse.detection.Verdict;
import org.hindsight.timeline.EntryKind;
import org.hindsight.timeline.NewEntry;
import org.hindsight.timeline.Source;
import org.hindsight.timeline.Timeline;

/** Writes into the timelines of the incidents of a service that its users report more, or no longer. */
@ApplicationScoped
class Alarm {

    private static final String SOURCE = "User reports";

    private final Incidents incidents;
    private final Timeline timeline;
    private final States states;

    Alarm(Incidents incidents, Timeline timeline, States states) {
        this.incidents = incidents;
        this.timeline = timeline;
        this.states = states;
    }

    /** Tells all incidents of the service that still run. */
    void tell(Offer offer, State before, Verdict verdict, Instant since) {
        long minutes = Settings.DEFAULTS.window().toMinutes();
        String text = "User reports of **" + Markdown.literal(offer.name()) + "**: " + word(before) + " → **"
                + word(verdict.state()) + "**. " + Wording.grouped(Math.round(verdict.seen())) + " reports in "
                + minutes + " minutes without the busiest one; about "
                + Wording.grouped(Math.round(verdict.expected())) + " would be normal.";
        for (long id : incidents.ongoingOf(offer.id())) {
            timeline.log(incidents.underLock(id), entry(offer, text, since));
        }
    }

    /** An incident that is declared while the users of its services report more learns of it. After it was declared in the timeline. */
    void declared(@Observes @Priority(Interceptor.Priority.APPLICATION + 1000) IncidentDeclared news) {
        Incident incident = news.incident();
        for (Service service : incident.services) {
            states.last(service.id)
                    .filter(turn -> turn.state() != State.NORMAL)
                    .ifPresent(turn -> timeline.log(
                            incident,
                            entry(
                                    Offer.of(service),
                                    "User reports of **" + Markdown.literal(service.name) + "**: **"
                                            + word(turn.state()) + "** since then.",
                                    turn.since())));
        }
    }

    private static NewEntry entry(Offer offer, String text, Instant since) {
        return new NewEntry(
                text,
                EntryKind.ALERT,
                since.atOffset(ZoneOffset.UTC),
                null,
                Precision.MINUTE,
                null,
                offer.open() ? Audience.PUBLIC : Audience.INTERNAL,
                null,
                new Source(SOURCE, null, offer.slug() + ":" + since));
    }

    private static String word(State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
