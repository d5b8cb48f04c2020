package org.hindsight.live;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.persistence.PersistenceException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hindsight.account.Caller;
import org.hindsight.account.Pass;
import org.hindsight.incident.Incident;
import org.hindsight.incident.Incidents;
import org.hindsight.platform.problem.Problem;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** What happens to an incident, as it happens. */
@Path("/api/v1/incidents")
@RolesAllowed("VIEWER")
@Tag(name = "Incidents")
class StreamApi {

    private static final Logger LOG = Logger.getLogger(StreamApi.class);

    private final Incidents incidents;
    private final Broadcasts broadcasts;
    private final Caller caller;

    StreamApi(Incidents incidents, Broadcasts broadcasts, Caller caller) {
        this.incidents = incidents;
        this.broadcasts = broadcasts;
        this.caller = caller;
    }

    private record Asked(long incident, int revision, int after) {}

    /**
     * Never completes: the connection belongs to the viewer until one of the two sides ends it.
     *
     * @param lastEventId the revision that the caller knows: a browser sends it by itself when it comes back
     * @param after the same, for the first time, when a browser cannot send a header
     */
    @GET
    @Path("/{ref}/stream")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Blocking
    @APIResponse(
            responseCode = "200",
            description =
                    "Each event 'change' is one: its id is the incident's revision, its data one of these. An event"
                            + " 'presence' has no id; its data is what /presence answers",
            content =
                    @Content(
                            mediaType = MediaType.SERVER_SENT_EVENTS,
                            schema = @Schema(implementation = Changes.Event.class)))
    public Uni<Void> follow(
            @PathParam("ref") String ref,
            @HeaderParam("Last-Event-ID") @Nullable String lastEventId,
            @QueryParam("after") @Nullable String after,
            RoutingContext exchange) {
        String known = lastEventId != null ? lastEventId : after;
        Asked asked = QuarkusTransaction.requiringNew().call(() -> asked(ref, known));
        Pass pass = caller.pass().orElseThrow(Problem::unauthorized);
        HttpServerResponse response = exchange.response();
        response.setChunked(true)
                .putHeader("Content-Type", "text/event-stream;charset=UTF-8")
                .putHeader("Content-Encoding", "identity")
                .putHeader("Cache-Control", "no-store")
                .putHeader("X-Accel-Buffering", "no");
        response.write(Message.GREETING);
        Context loop = VertxContext.getRootContext(exchange.vertx().getOrCreateContext());
        Viewer viewer = new Viewer(pass, caller.person().id, asked.after(), response, loop);
        exchange.addEndHandler(ended -> broadcasts.leave(asked.incident(), viewer));
        try {
            broadcasts.follow(asked.incident(), asked.revision(), viewer);
        } catch (PersistenceException away) {
            LOG.debug("The database is away; the viewer comes back and goes on", away);
            response.reset();
        }
        return Uni.createFrom().nothing();
    }

    private Asked asked(String ref, @Nullable String known) {
        Incident incident = incidents.toRead(ref);
        return new Asked(incident.id, incident.revision, known == null ? incident.revision : revision(known, incident));
    }

    private static int revision(String known, Incident incident) {
        if (!known.matches("[0-9]{1,9}")) {
            throw Problem.invalid("Last-Event-ID", "must be a revision of the incident, a whole number");
        }
        int revision = Integer.parseInt(known);
        if (revision > incident.revision) {
            throw Problem.invalid(
                    "Last-Event-ID", "is from the future: the incident has revision " + incident.revision);
        }
        return revision;
    }
}
