package org.hindsight.overview;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.hindsight.followup.ActionView;
import org.hindsight.incident.Incident;
import org.hindsight.incident.Incidents;
import org.hindsight.incident.Trail;
import org.hindsight.incident.record.RecordedView;
import org.hindsight.investigation.Cause;
import org.hindsight.investigation.CauseView;
import org.hindsight.investigation.Causes;
import org.hindsight.investigation.Direction;
import org.hindsight.investigation.NewEffect;
import org.hindsight.platform.idempotency.Idempotent;
import org.hindsight.platform.problem.Problem;
import org.hindsight.platform.web.Form;
import org.hindsight.platform.web.Forms;
import org.hindsight.platform.web.SubmittedForm;
import org.jspecify.annotations.Nullable;

/**
 * Symptoms, causes, impacts, workarounds, signals and actions: added in the war room, changed and taken back
 * on a small page of their own.
 */
@Path("/incidents/{ref}")
@RolesAllowed("VIEWER")
@Transactional
@Idempotent
@Produces(MediaType.TEXT_HTML)
class PartPages {

    private static final String KIND = "{kind:symptoms|causes|impacts|workarounds|signals|actions}";

    @CheckedTemplate(basePath = "overview")
    static class Templates {
        private Templates() {}

        static native TemplateInstance part(PartPage page, Form form, Form reason, Known known);
    }

    /**
     * The page of one part.
     *
     * @param path the word for its kind in addresses
     * @param word what one of its kind is called
     * @param evidence what weighs for or against it, if it is a cause
     * @param effects what it explains, if it is a cause
     * @param late for how many days it has been overdue, if it is an action; else 0
     * @param moved how often its due date was moved, if it is an action and was
     * @param conflict how what was typed differs from what somebody else saved meanwhile
     */
    record PartPage(
            String ref,
            String path,
            String word,
            RecordedView view,
            List<CauseView.Evidence> evidence,
            List<CauseView.Effect> effects,
            List<Trail.Step> history,
            long late,
            @Nullable String moved,
            List<Trail.Field> conflict) {}

    /** An entry that weighs for or against a cause. */
    record Weight(
            @NotNull(message = "is needed: the number of an entry") @Positive(message = "must be the number of an entry") Integer entry,

            @NotNull(message = "is needed: FOR or AGAINST") Direction weighs,

            @Size(max = 2000, message = "may have at most 2,000 characters") @Nullable String note) {}

    private final Incidents incidents;
    private final Parts parts;
    private final Causes causes;
    private final WarRoom rooms;
    private final SubmittedForm submitted;
    private final Forms forms;
    private final Clock clock;

    PartPages(
            Incidents incidents,
            Parts parts,
            Causes causes,
            WarRoom rooms,
            SubmittedForm submitted,
            Forms forms,
            Clock clock) {
        this.incidents = incidents;
        this.parts = parts;
        this.causes = causes;
        this.rooms = rooms;
        this.submitted = submitted;
        this.forms = forms;
        this.clock = clock;
    }

    @POST
    @Path(KIND)
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response add(@PathParam("ref") String ref, @PathParam("kind") String path) {
        Parts.Kind<?, ?, ?> kind = kind(path);
        return inRoom(ref, kind.word, incident -> "#" + kind.word + "-" + kind.record(incident, submitted.form()));
    }

    @POST
    @Path("causes/{no}/evidence")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response weigh(@PathParam("ref") String ref, @PathParam("no") int no) {
        return inRoom(ref, "evidence-" + no, incident -> {
            Form typed = submitted.form();
            Weight weight = forms.read(
                    typed.with("entry", Steering.numberOf(typed.value("entry"))), Weight.class, incident.zoneId());
            causes.weigh(causes.one(incident, no), weight.entry(), weight.weighs(), weight.note());
            return "#cause-" + no;
        });
    }

    @POST
    @Path("causes/{no}/effects")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response link(@PathParam("ref") String ref, @PathParam("no") int no) {
        return inRoom(ref, "effect-" + no, incident -> {
            Form typed = submitted.form();
            NewEffect effect = forms.read(
                    typed.with("entry", Steering.numberOf(typed.value("entry"))), NewEffect.class, incident.zoneId());
            causes.link(causes.one(incident, no), effect);
            return "#cause-" + no;
        });
    }

    @POST
    @Path("causes/{no}/state")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response move(@PathParam("ref") String ref, @PathParam("no") int no) {
        return inRoom(ref, "state-" + no, incident -> {
            Form typed = submitted.form();
            kind("causes").change(incident, no, Map.of("state", typed.value("state"), "reason", typed.value("reason")));
            return "#cause-" + no;
        });
    }

    /** Does what a form of the war room asks for, and goes back to where it shows. */
    private Response inRoom(String ref, String form, Function<Incident, String> verb) {
        return submitted
                .form()
                .named(form)
                .attempt(
                        () -> Response.seeOther(URI.create("/incidents/" + ref + verb.apply(incidents.toChange(ref))))
                                .build(),
                        refused -> WarRoomPages.Templates.room(
                                rooms.of(incidents.toRead(ref), TimelineFilter.none()), refused));
    }

    @POST
    @Path("causes/{no}/evidence/{n}/removal")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response dismiss(@PathParam("ref") String ref, @PathParam("no") int no, @PathParam("n") int n) {
        return onPage(ref, "causes", no, "dismissal", incident -> {
            Cause cause = causes.one(incident, no);
            causes.dismiss(cause, n);
            return "/causes/" + no;
        });
    }

    @POST
    @Path("causes/{no}/effects/{n}/removal")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response unlink(@PathParam("ref") String ref, @PathParam("no") int no, @PathParam("n") int n) {
        return onPage(ref, "causes", no, "dismissal", incident -> {
            causes.unlink(causes.one(incident, no), n);
            return "/causes/" + no;
        });
    }

    @GET
    @Path(KIND + "/{no}")
    public TemplateInstance part(
            @PathParam("ref") String ref, @PathParam("kind") String path, @PathParam("no") int no) {
        return page(ref, path, no, Form.EMPTY);
    }

    @POST
    @Path(KIND + "/{no}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response change(@PathParam("ref") String ref, @PathParam("kind") String path, @PathParam("no") int no) {
        return onPage(ref, path, no, "part", incident -> {
            kind(path).change(incident, no, submitted.form());
            return "#" + kind(path).word + "-" + no;
        });
    }

    @POST
    @Path(KIND + "/{no}/retraction")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response retract(@PathParam("ref") String ref, @PathParam("kind") String path, @PathParam("no") int no) {
        return onPage(ref, path, no, "retraction", incident -> {
            kind(path).retract(incident, no, submitted.form());
            return "/" + path + "/" + no;
        });
    }

    private Response onPage(String ref, String path, int no, String form, Function<Incident, String> verb) {
        return submitted
                .form()
                .named(form)
                .attempt(
                        () -> Response.seeOther(URI.create("/incidents/" + ref + verb.apply(incidents.toChange(ref))))
                                .build(),
                        refused -> page(ref, path, no, refused));
    }

    private TemplateInstance page(String ref, String path, int no, Form form) {
        Incident incident = incidents.toRead(ref);
        Parts.Kind<?, ?, ?> kind = kind(path);
        Parts.Shown shown = kind.shown(incident, no);
        boolean mine = form.name().equals("part");
        PartPage page = new PartPage(
                ref,
                path,
                kind.word,
                shown.view(),
                shown.view() instanceof CauseView cause ? cause.evidence() : List.of(),
                shown.view() instanceof CauseView cause ? cause.effects() : List.of(),
                shown.history(),
                shown.view() instanceof ActionView action ? action.daysOverdue(today()) : 0,
                shown.view() instanceof ActionView action && action.dueMoved() != null
                        ? action.dueMoved().words()
                        : null,
                mine && form.stale(shown.view().version()) ? Trail.between(shown.form(), form) : List.of());
        return Templates.part(
                page, mine ? form : shown.form().named("part"), mine ? Form.EMPTY : form, rooms.known(incident));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private Parts.Kind<?, ?, ?> kind(String path) {
        return parts.of(path).orElseThrow(() -> Problem.notFound("There is nothing at this address."));
    }
}
