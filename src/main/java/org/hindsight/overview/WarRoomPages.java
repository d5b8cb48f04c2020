package org.hindsight.overview;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.function.BiFunction;
import org.hindsight.incident.Incident;
import org.hindsight.incident.Incidents;
import org.hindsight.incident.MilestoneName;
import org.hindsight.incident.NewMilestone;
import org.hindsight.incident.NewRoleHolder;
import org.hindsight.incident.Severity;
import org.hindsight.incident.Status;
import org.hindsight.platform.idempotency.Idempotent;
import org.hindsight.platform.problem.Problem;
import org.hindsight.platform.web.Form;
import org.hindsight.platform.web.Forms;
import org.hindsight.platform.web.SubmittedForm;
import org.hindsight.timeline.Chronicle;
import org.hindsight.timeline.NewEntry;
import org.hindsight.timeline.Timeline;
import org.hindsight.timeline.TimelineEntry;
import org.jspecify.annotations.Nullable;

/** The war room: one page on which an incident is followed, logged and steered. */
@Path("/incidents")
@RolesAllowed("VIEWER")
@Transactional
@Idempotent
@Produces(MediaType.TEXT_HTML)
class WarRoomPages {

    @CheckedTemplate(basePath = "overview")
    static class Templates {
        private Templates() {}

        static native TemplateInstance room(Room room, Form form);

        static native TemplateInstance understood(TypedLine line, String zone);
    }

    /** Where the incident stands now: a status, a severity, or both. */
    record Standing(
            @NotNull(message = "is needed") Status status,
            @NotNull(message = "is needed") Severity severity,

            @Size(max = 2000, message = "may have at most 2,000 characters") @Nullable String note,

            @Nullable OffsetDateTime occurredAt) {}

    /** Which milestone a form is about. */
    record Which(@NotNull(message = "is needed") MilestoneName name) {}

    private final Incidents incidents;
    private final Timeline timeline;
    private final Chronicle chronicle;
    private final WarRoom rooms;
    private final SubmittedForm submitted;
    private final Forms forms;
    private final Clock clock;

    WarRoomPages(
            Incidents incidents,
            Timeline timeline,
            Chronicle chronicle,
            WarRoom rooms,
            SubmittedForm submitted,
            Forms forms,
            Clock clock) {
        this.incidents = incidents;
        this.timeline = timeline;
        this.chronicle = chronicle;
        this.rooms = rooms;
        this.submitted = submitted;
        this.forms = forms;
        this.clock = clock;
    }

    /**
     * The page of an incident.
     *
     * @param part which part of a long timeline; 1 holds the newest entries
     * @param entry shows the part that holds this entry
     */
    @GET
    @Path("{ref}")
    public TemplateInstance room(
            @PathParam("ref") String ref,
            @QueryParam("part") @Nullable Integer part,
            @QueryParam("entry") @Nullable Integer entry) {
        Incident incident = incidents.toRead(ref);
        int shown = part != null ? part : entry != null ? timeline.partOf(incident, entry) : 1;
        return Templates.room(rooms.of(incident, shown), Form.EMPTY);
    }

    @POST
    @Path("{ref}/timeline")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response log(@PathParam("ref") String ref) {
        return change(ref, "line", (incident, typed) -> {
            TypedLine line = TypedLine.read(typed.value("text"), incident.zoneId(), clock.instant());
            Form form = forms.spellOut(line.asForm(typed), "occurredAt", incident.zoneId());
            TimelineEntry entry = timeline.log(incident, forms.read(form, NewEntry.class, incident.zoneId()))
                    .entry();
            return (timeline.partOf(incident, entry.no) == 1 ? "" : "?entry=" + entry.no) + "#entry-" + entry.no;
        });
    }

    /** What the composer understands of a line that is being typed: when it would stand in the timeline. */
    @GET
    @Path("{ref}/understood")
    public TemplateInstance understood(@PathParam("ref") String ref, @QueryParam("text") @Nullable String text) {
        Incident incident = incidents.toRead(ref);
        return Templates.understood(
                TypedLine.read(text == null ? "" : text, incident.zoneId(), clock.instant()), incident.zone);
    }

    @POST
    @Path("{ref}/status")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response move(@PathParam("ref") String ref) {
        return change(ref, "status", (incident, typed) -> {
            Standing wanted = forms.read(typed, Standing.class, incident.zoneId());
            if (wanted.status() == incident.status && wanted.severity() == incident.severity) {
                throw Problem.invalid("status", "and severity are this already; choose another one");
            }
            if (wanted.severity() != incident.severity) {
                incidents.rate(incident, wanted.severity());
            }
            if (wanted.status() == incident.status) {
                return "#main";
            }
            return "#entry-" + chronicle.move(incident, wanted.status(), wanted.note(), wanted.occurredAt()).no;
        });
    }

    @POST
    @Path("{ref}/milestones")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response setMilestone(@PathParam("ref") String ref) {
        return change(ref, "milestone", (incident, typed) -> {
            MilestoneName name =
                    forms.read(typed, Which.class, incident.zoneId()).name();
            Form form = forms.spellOut(typed, "at", incident.zoneId()).with("entry", numberOf(typed.value("entry")));
            incidents.setMilestone(incident, name, forms.read(form, NewMilestone.class, incident.zoneId()));
            return "#milestones";
        });
    }

    /** Entries are called #7 everywhere: so they may be typed. */
    static String numberOf(String entry) {
        return entry.strip().replaceFirst("^#", "");
    }

    @POST
    @Path("{ref}/roles")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response assign(@PathParam("ref") String ref) {
        return change(ref, "role", (incident, typed) -> {
            NewRoleHolder holder = forms.read(typed, NewRoleHolder.class, incident.zoneId());
            incidents.assign(incident, Roles.meant(typed.value("role")), holder);
            return "#roles";
        });
    }

    /** Opens the incident, does what the form asks for, and goes back to where it shows. */
    private Response change(String ref, String form, BiFunction<Incident, Form, String> verb) {
        return submitted
                .form()
                .named(form)
                .attempt(
                        () -> {
                            Incident incident = incidents.toChange(ref);
                            String where = verb.apply(incident, submitted.form().named(form));
                            return Response.seeOther(URI.create("/incidents/" + ref + where))
                                    .build();
                        },
                        refused -> Templates.room(rooms.of(incidents.toRead(ref), 1), refused));
    }
}
