package org.hindsight.overview;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
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
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hindsight.incident.Incident;
import org.hindsight.incident.Incidents;
import org.hindsight.incident.MilestoneName;
import org.hindsight.incident.NewIncident;
import org.hindsight.incident.NewMilestone;
import org.hindsight.incident.Severity;
import org.hindsight.incident.Trail;
import org.hindsight.platform.idempotency.Idempotent;
import org.hindsight.platform.problem.Problem;
import org.hindsight.platform.problem.Violation;
import org.hindsight.platform.time.TimePhrase;
import org.hindsight.platform.web.Form;
import org.hindsight.platform.web.Forms;
import org.hindsight.platform.web.SubmittedForm;
import org.hindsight.platform.web.TypedTime;
import org.jspecify.annotations.Nullable;

/** Declaring an incident, where a title is enough, and changing later what was declared. */
@Path("/incidents")
@RolesAllowed("RESPONDER")
@Transactional
@Idempotent
@Produces(MediaType.TEXT_HTML)
class DeclarePages {

    @CheckedTemplate(basePath = "overview")
    static class Templates {
        private Templates() {}

        static native TemplateInstance declare(Form form, Known known);

        static native TemplateInstance edit(Edited page, Form form, Known known);
    }

    /**
     * An incident whose declaration is changed.
     *
     * @param version stands for what the form shows; what is logged meanwhile does not change it
     * @param conflict how what was typed differs from what somebody else saved meanwhile
     */
    record Edited(String ref, String version, List<Trail.Field> conflict) {}

    private final Incidents incidents;
    private final SubmittedForm submitted;
    private final Forms forms;
    private final Clock clock;

    DeclarePages(Incidents incidents, SubmittedForm submitted, Forms forms, Clock clock) {
        this.incidents = incidents;
        this.submitted = submitted;
        this.forms = forms;
        this.clock = clock;
    }

    /**
     * Asks for a title, and for more where it is wanted.
     *
     * @param service one that it is about, if somebody knows it beforehand
     * @param startedAt when it began, as one would type it
     */
    @GET
    @Path("new")
    public TemplateInstance ask(
            @QueryParam("service") @Nullable String service, @QueryParam("startedAt") @Nullable String startedAt) {
        Form form = Form.EMPTY;
        if (service != null) {
            form = form.with("services", service);
        }
        if (startedAt != null) {
            form = form.with("startedAt", startedAt);
        }
        return Templates.declare(form, WarRoom.known("UTC"));
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response declare() {
        Form typed = submitted.form();
        return typed.attempt(
                () -> {
                    ZoneId zone = zone(typed.value("zone"));
                    Form form = listed(typed).with("startedAt", "").with("detectedAt", "");
                    List<Violation> faults = new ArrayList<>();
                    Optional<NewMilestone> started = milestone(typed, "startedAt", zone, faults);
                    Optional<NewMilestone> detected = milestone(typed, "detectedAt", zone, faults);
                    if (!typed.value("declaredAt").isBlank()
                            && TypedTime.read(typed.value("declaredAt"), zone, clock.instant())
                                    .isEmpty()) {
                        faults.add(notATime(typed, "declaredAt", zone));
                    }
                    if (typed.value("title").isBlank()) {
                        faults.add(0, new Violation("title", "is needed"));
                    }
                    if (!faults.isEmpty()) {
                        throw Problem.invalid(faults);
                    }
                    String severity =
                            typed.value("severity").isEmpty() ? Severity.SEV3.name() : typed.value("severity");
                    Incident incident =
                            incidents.declare(forms.read(form.with("severity", severity), NewIncident.class, zone));
                    started.ifPresent(at -> incidents.setMilestone(incident, MilestoneName.IMPACT_STARTED, at));
                    detected.ifPresent(at -> incidents.setMilestone(incident, MilestoneName.DETECTED, at));
                    return Response.seeOther(URI.create("/incidents/" + incident.ref()))
                            .build();
                },
                refused -> Templates.declare(refused, WarRoom.known("UTC")));
    }

    private Optional<NewMilestone> milestone(Form typed, String field, ZoneId zone, List<Violation> faults) {
        Optional<TimePhrase> moment = TypedTime.phrase(typed.value(field), zone, clock.instant());
        if (moment.isEmpty() && !typed.value(field).isBlank()) {
            faults.add(notATime(typed, field, zone));
        }
        return moment.map(known -> new NewMilestone(TypedTime.moment(known).toInstant(), known.precision(), null));
    }

    private Violation notATime(Form typed, String field, ZoneId zone) {
        return new Violation(field, TypedTime.fault(typed.value(field), zone, clock.instant()));
    }

    /** The zone that was typed; UTC for one that there is not, which is refused later. */
    private static ZoneId zone(String typed) {
        try {
            return typed.isBlank() ? ZoneOffset.UTC : ZoneId.of(typed.strip());
        } catch (DateTimeException unknown) {
            return ZoneOffset.UTC;
        }
    }

    private static Form listed(Form typed) {
        return typed.split("tags", ",").split("members", "[\\s,;]+");
    }

    @GET
    @Path("{ref}/edit")
    public TemplateInstance edit(@PathParam("ref") String ref) {
        return page(ref, Form.EMPTY);
    }

    @POST
    @Path("{ref}/edit")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response change(@PathParam("ref") String ref) {
        Form typed = submitted.form();
        return typed.attempt(
                () -> {
                    Incident incident = incidents.toChange(ref);
                    typed.mustBeAbout(version(incident));
                    Form form = listed(typed).with("severity", incident.severity.name());
                    incidents.change(incident, forms.read(form, NewIncident.class, ZoneOffset.UTC));
                    return Response.seeOther(URI.create("/incidents/" + ref)).build();
                },
                refused -> page(ref, refused));
    }

    private TemplateInstance page(String ref, Form form) {
        Incident incident = incidents.toChange(ref);
        NewIncident input = incident.asInput();
        Form saved = forms.fill(input);
        saved = saved.with("tags", String.join(", ", saved.values().getOrDefault("tags", List.of())))
                .with("members", String.join("\n", saved.values().getOrDefault("members", List.of())));
        String version = version(incident);
        return Templates.edit(
                new Edited(ref, version, form.stale(version) ? Trail.between(saved, form) : List.of()),
                form.values().isEmpty() ? saved : form,
                WarRoom.known("UTC"));
    }

    /** Stands for what the form shows. The incident's revision would not do: it rises with every line that is logged. */
    private static String version(Incident incident) {
        NewIncident input = incident.asInput();
        String shown = String.join(
                "\u0000",
                input.title(),
                String.valueOf(input.summary()),
                String.valueOf(input.services()),
                String.valueOf(input.zone()),
                String.valueOf(input.restricted()),
                String.valueOf(input.members()),
                String.valueOf(input.tags()));
        return UUID.nameUUIDFromBytes(shown.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
