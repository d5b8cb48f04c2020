package org.hindsight.overview;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.hindsight.incident.Incident;
import org.hindsight.incident.Incidents;
import org.hindsight.incident.MilestoneName;
import org.hindsight.incident.NewMilestone;
import org.hindsight.incident.NewRoleHolder;
import org.hindsight.incident.Severity;
import org.hindsight.incident.Status;
import org.hindsight.platform.problem.Problem;
import org.hindsight.platform.web.Form;
import org.hindsight.platform.web.Forms;
import org.hindsight.platform.web.TypedTime;
import org.hindsight.timeline.Chronicle;
import org.hindsight.timeline.Timeline;
import org.hindsight.timeline.TimelineEntry;
import org.jspecify.annotations.Nullable;

/** What a responder does to the incident itself, as a form of the war room or a command of its composer asks for it. */
@ApplicationScoped
class Steering {

    /** Where the incident stands: a status, a severity, or both. */
    record Standing(
            @Nullable Status status,
            @Nullable Severity severity,

            @Size(max = 2000, message = "may have at most 2,000 characters") @Nullable String note,

            @Nullable OffsetDateTime occurredAt) {}

    /** Which milestone a form is about. */
    record Which(@NotNull(message = "is needed") MilestoneName name) {}

    private final Incidents incidents;
    private final Timeline timeline;
    private final Chronicle chronicle;
    private final Forms forms;
    private final Clock clock;

    Steering(Incidents incidents, Timeline timeline, Chronicle chronicle, Forms forms, Clock clock) {
        this.incidents = incidents;
        this.timeline = timeline;
        this.chronicle = chronicle;
        this.forms = forms;
        this.clock = clock;
    }

    /** Changes the status, the severity or both; answers the entry that says so of the status. */
    Optional<TimelineEntry> move(Incident incident, Form form) {
        Standing wanted = forms.read(form, Standing.class, incident.zoneId());
        Severity severity = wanted.severity();
        Status status = wanted.status();
        boolean rated = severity != null && severity != incident.severity;
        boolean moved = status != null && status != incident.status;
        if (!rated && !moved) {
            throw status == null
                    ? Problem.invalid("severity", "is " + incident.severity + " already")
                    : Problem.invalid("status", "and severity are this already; choose another one");
        }
        if (severity != null && rated) {
            incidents.rate(incident, severity);
        }
        return status != null && moved
                ? Optional.of(chronicle.move(incident, status, wanted.note(), wanted.occurredAt()))
                : Optional.empty();
    }

    /** Sets a milestone: at the time in the form or, where it has none, at that of the entry that proves it. */
    void setMilestone(Incident incident, Form typed) {
        MilestoneName name = forms.read(typed, Which.class, incident.zoneId()).name();
        Form form = forms.spellOut(typed, "at", incident.zoneId()).with("entry", numberOf(typed.value("entry")));
        if (form.value("at").isBlank() && form.value("entry").matches("[0-9]{1,9}")) {
            TimelineEntry proof = timeline.entry(incident, Integer.parseInt(form.value("entry")));
            form = form.with("at", proof.occurredAt.toString()).with("precision", proof.precision.name());
        }
        incidents.setMilestone(incident, name, forms.read(form, NewMilestone.class, incident.zoneId()));
    }

    /** Promises an update by the time that was typed, or within that of a button; or takes the promise back. */
    void promise(Incident incident, Form typed) {
        String text = typed.value("within").isEmpty() ? typed.value("by") : typed.value("within");
        chronicle.promise(incident, typed.value("withdraw").isEmpty() ? toCome(text, incident) : null);
    }

    private Instant toCome(String text, Incident incident) {
        if (text.isBlank()) {
            throw Problem.invalid("by", "is needed: a time, or in how many minutes");
        }
        Instant now = clock.instant();
        return TypedTime.readAhead(text, incident.zoneId(), now)
                .orElseThrow(() -> Problem.invalid("by", TypedTime.faultAhead(text, incident.zoneId(), now)));
    }

    void assign(Incident incident, Form typed) {
        NewRoleHolder holder = forms.read(typed, NewRoleHolder.class, incident.zoneId());
        incidents.assign(incident, Roles.meant(typed.value("role")), holder);
    }

    /** Entries are called #7 everywhere: so they may be typed. */
    static String numberOf(String entry) {
        return entry.strip().replaceFirst("^#", "");
    }
}
