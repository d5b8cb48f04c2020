package org.hindsight.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hindsight.account.Acting;
import org.hindsight.account.FirstRun;
import org.hindsight.account.User;
import org.hindsight.edition.Editions;
import org.hindsight.followup.ActionItems;
import org.hindsight.incident.Catalogue;
import org.hindsight.incident.Incident;
import org.hindsight.incident.Incidents;
import org.hindsight.incident.NewRoleHolder;
import org.hindsight.incident.NewService;
import org.hindsight.incident.Service;
import org.hindsight.investigation.Cause;
import org.hindsight.investigation.Causes;
import org.hindsight.investigation.Impacts;
import org.hindsight.investigation.NewEffect;
import org.hindsight.investigation.Signals;
import org.hindsight.investigation.Symptoms;
import org.hindsight.investigation.Workarounds;
import org.hindsight.postmortem.Drafts;
import org.hindsight.pulse.PastReports;
import org.hindsight.timeline.Timeline;
import org.jboss.logging.Logger;

/**
 * Tells the model incident, an outage of a streaming service seen from outside, into an installation
 * that has no incident yet ({@code HINDSIGHT_DEMO=true}), and publishes its report. It uses the same
 * verbs as people do.
 */
@ApplicationScoped
class Demo {

    private static final Logger LOG = Logger.getLogger(Demo.class);
    private static final String STORY = "demo/streaming-outage.json";

    private final Acting acting;
    private final ObjectMapper json;
    private final Catalogue catalogue;
    private final Incidents incidents;
    private final Timeline timeline;
    private final Symptoms symptoms;
    private final Causes causes;
    private final Impacts impacts;
    private final Workarounds workarounds;
    private final Signals signals;
    private final ActionItems actions;
    private final Drafts drafts;
    private final Editions editions;
    private final PastReports past;
    private final Clock clock;
    private final boolean wanted;

    Demo(
            Acting acting,
            ObjectMapper json,
            Catalogue catalogue,
            Incidents incidents,
            Timeline timeline,
            Symptoms symptoms,
            Causes causes,
            Impacts impacts,
            Workarounds workarounds,
            Signals signals,
            ActionItems actions,
            Drafts drafts,
            Editions editions,
            PastReports past,
            Clock clock,
            @ConfigProperty(name = "hindsight.demo", defaultValue = "false") boolean wanted) {
        this.acting = acting;
        this.json = json;
        this.catalogue = catalogue;
        this.incidents = incidents;
        this.timeline = timeline;
        this.symptoms = symptoms;
        this.causes = causes;
        this.impacts = impacts;
        this.workarounds = workarounds;
        this.signals = signals;
        this.actions = actions;
        this.drafts = drafts;
        this.editions = editions;
        this.past = past;
        this.clock = clock;
        this.wanted = wanted;
    }

    /** The day on which the incident begins as the file tells it. */
    private static final LocalDate TOLD_OF = LocalDate.of(2026, 11, 17);

    private static final DateTimeFormatter IN_WORDS = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);
    private static final Pattern DATE = Pattern.compile("\\b20\\d\\d-\\d\\d-\\d\\d");
    private static final Pattern DATE_IN_WORDS = Pattern.compile("\\b\\d{1,2} [A-Z][a-z]+ 20\\d\\d\\b");

    void begin(@Observes @Priority(FirstRun.PRIORITY + 10) StartupEvent start) {
        boolean empty = QuarkusTransaction.requiringNew().call(() -> Incident.count() == 0);
        if (wanted && empty) {
            User teller = acting.stand("demo@hindsight.invalid", "Hindsight demonstration");
            Story story = story();
            acting.as(teller, () -> tell(story));
            acting.dismiss(teller);
            LOG.info("Told the demonstration incident; its report is at /reports");
        }
    }

    private Story story() {
        try (InputStream file = Objects.requireNonNull(
                Thread.currentThread().getContextClassLoader().getResourceAsStream(STORY), STORY)) {
            String told = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            return json.readValue(lately(told, LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)), Story.class);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The same story with all its days moved, so that it began the day before yesterday. */
    private static String lately(String story, LocalDate today) {
        long days = ChronoUnit.DAYS.between(TOLD_OF, today.minusDays(2));
        String moved = DATE.matcher(story)
                .replaceAll(date -> LocalDate.parse(date.group()).plusDays(days).toString());
        return DATE_IN_WORDS
                .matcher(moved)
                .replaceAll(date ->
                        LocalDate.parse(date.group(), IN_WORDS).plusDays(days).format(IN_WORDS));
    }

    private void tell(Story story) {
        for (NewService service : story.services()) {
            if (Service.of(service.slug()).isEmpty()) {
                catalogue.add(service);
            }
        }
        story.reports().forEach(tide -> past.bringIn(tide.service(), tide.csv()));
        Incident incident = incidents.declare(story.incident());
        timeline.logAll(incident, story.entries());
        story.milestones().forEach(m -> incidents.setMilestone(incident, m.name(), m.at(), m.precision(), m.entry()));
        story.roles().forEach((role, person) -> incidents.assign(incident, role, new NewRoleHolder(person, null)));
        story.symptoms().forEach(symptom -> symptoms.record(incident, symptom));
        Map<Cause, List<NewEffect>> explained = new LinkedHashMap<>();
        for (Story.WeighedCause weighed : story.causes()) {
            Cause cause = causes.record(incident, weighed.cause());
            weighed.evidence().forEach(e -> causes.weigh(cause, e.entry(), e.weighs(), e.note()));
            explained.put(cause, Objects.requireNonNullElse(weighed.effects(), List.of()));
        }
        explained.forEach((cause, effects) -> effects.forEach(effect -> causes.link(cause, effect)));
        story.impacts().forEach(impact -> impacts.record(incident, impact));
        story.workarounds().forEach(workaround -> workarounds.record(incident, workaround));
        story.signals().forEach(signal -> signals.record(incident, signal));
        story.actions().forEach(action -> actions.record(incident, action));
        drafts.begin(incident, story.template());
        story.sections().forEach((key, markdown) -> drafts.fill(incident, key, markdown));
        editions.publish(incident, story.edition());
    }
}
