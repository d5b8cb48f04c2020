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
import java.util.Objects;
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
import org.hindsight.investigation.Signals;
import org.hindsight.investigation.Symptoms;
import org.hindsight.investigation.Workarounds;
import org.hindsight.postmortem.Drafts;
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
        this.wanted = wanted;
    }

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
            return json.readValue(file, Story.class);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private void tell(Story story) {
        for (NewService service : story.services()) {
            if (Service.of(service.slug()).isEmpty()) {
                catalogue.add(service);
            }
        }
        Incident incident = incidents.declare(story.incident());
        timeline.logAll(incident, story.entries());
        story.milestones().forEach(m -> incidents.setMilestone(incident, m.name(), m.at(), m.precision(), m.entry()));
        story.roles().forEach((role, person) -> incidents.assign(incident, role, new NewRoleHolder(person, null)));
        story.symptoms().forEach(symptom -> symptoms.record(incident, symptom));
        for (Story.WeighedCause weighed : story.causes()) {
            Cause cause = causes.record(incident, weighed.cause());
            weighed.evidence().forEach(e -> causes.weigh(cause, e.entry(), e.weighs(), e.note()));
        }
        story.impacts().forEach(impact -> impacts.record(incident, impact));
        story.workarounds().forEach(workaround -> workarounds.record(incident, workaround));
        story.signals().forEach(signal -> signals.record(incident, signal));
        story.actions().forEach(action -> actions.record(incident, action));
        drafts.begin(incident, story.template());
        story.sections().forEach((key, markdown) -> drafts.fill(incident, key, markdown));
        editions.publish(incident, story.edition());
    }
}
