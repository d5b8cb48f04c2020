package org.hindsight.overview;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.function.BiFunction;
import org.hindsight.account.Caller;
import org.hindsight.incident.Incident;
import org.hindsight.incident.Incidents;
import org.hindsight.platform.SafeHtml;
import org.hindsight.platform.idempotency.Idempotent;
import org.hindsight.platform.problem.Problem;
import org.hindsight.platform.web.Form;
import org.hindsight.platform.web.SubmittedForm;
import org.hindsight.timeline.Timeline;
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

        static native TemplateInstance regions(SafeHtml shared, Instant now);

        static native TemplateInstance understood(TypedLine line, String zone, @Nullable String command);
    }

    private final Incidents incidents;
    private final Timeline timeline;
    private final Steering steering;
    private final Lines lines;
    private final Commands commands;
    private final WarRoom rooms;
    private final Regions regions;
    private final Caller caller;
    private final SubmittedForm submitted;
    private final Clock clock;

    WarRoomPages(
            Incidents incidents,
            Timeline timeline,
            Steering steering,
            Lines lines,
            Commands commands,
            WarRoom rooms,
            Regions regions,
            Caller caller,
            SubmittedForm submitted,
            Clock clock) {
        this.incidents = incidents;
        this.timeline = timeline;
        this.steering = steering;
        this.lines = lines;
        this.commands = commands;
        this.rooms = rooms;
        this.regions = regions;
        this.caller = caller;
        this.submitted = submitted;
        this.clock = clock;
    }

    /** The page of an incident. */
    @GET
    @Path("{ref}")
    public TemplateInstance room(
            @PathParam("ref") String ref, @BeanParam TimelineFilter filter, @Context RoutingContext exchange) {
        Incident incident = incidents.toRead(ref);
        filter.remember(exchange);
        return Templates.room(rooms.of(incident, filter), Form.EMPTY);
    }

    /** The regions of that page alone, for those who follow it live. */
    @GET
    @Path("{ref}/regions")
    public TemplateInstance regions(@PathParam("ref") String ref, @BeanParam TimelineFilter filter) {
        Incident incident = incidents.toRead(ref);
        SafeHtml shared = regions.of(
                incident,
                caller.responder(),
                filter,
                () -> Templates.room(rooms.of(incident, filter), Form.EMPTY).render());
        return Templates.regions(shared, clock.instant());
    }

    @POST
    @Path("{ref}/timeline")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response log(@PathParam("ref") String ref) {
        return change(
                ref,
                "line",
                (incident, typed) ->
                        lines.take(incident, typed, clock.instant()).where());
    }

    /** What the composer understands of a line that is being typed: when it would stand in the timeline. */
    @GET
    @Path("{ref}/understood")
    public TemplateInstance understood(@PathParam("ref") String ref, @QueryParam("text") @Nullable String text) {
        Incident incident = incidents.toRead(ref);
        Instant now = clock.instant();
        TypedLine line = TypedLine.read(text == null ? "" : text, incident.zoneId(), now);
        return Templates.understood(line, incident.zone, line.isCommand() ? said(line, incident, now) : null);
    }

    /** What a command will do, or why it cannot be followed as it stands. */
    private String said(TypedLine line, Incident incident, Instant now) {
        try {
            return commands.read(line, incident.zoneId(), now).says();
        } catch (Problem unclear) {
            return unclear.violations().get(0).message();
        }
    }

    @POST
    @Path("{ref}/status")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response move(@PathParam("ref") String ref) {
        return change(
                ref,
                "status",
                (incident, typed) -> steering.move(incident, typed)
                        .map(entry -> "#entry-" + entry.no)
                        .orElse("#main"));
    }

    @POST
    @Path("{ref}/milestones")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response setMilestone(@PathParam("ref") String ref) {
        return change(ref, "milestone", (incident, typed) -> {
            steering.setMilestone(incident, typed);
            return "#milestones";
        });
    }

    /** Promises an update: by the time that was typed, or that a button stands for; or takes the promise back. */
    @POST
    @Path("{ref}/next-update")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response promise(@PathParam("ref") String ref) {
        return change(ref, "promise", (incident, typed) -> {
            steering.promise(incident, typed);
            return "#promise";
        });
    }

    @POST
    @Path("{ref}/roles")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response assign(@PathParam("ref") String ref) {
        return change(ref, "role", (incident, typed) -> {
            steering.assign(incident, typed);
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
                        refused -> Templates.room(rooms.of(incidents.toRead(ref), TimelineFilter.none()), refused));
    }
}
