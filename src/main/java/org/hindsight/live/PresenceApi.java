package org.hindsight.live;

import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hindsight.account.Caller;
import org.hindsight.incident.Incidents;
import org.jspecify.annotations.Nullable;

/** Who follows an incident just now. */
@Path("/api/v1/incidents")
@RolesAllowed("VIEWER")
@Transactional
@Tag(name = "Incidents")
class PresenceApi {

    /**
     * @param section the key of the section of the post-mortem that the caller writes in; null when in none any more
     */
    @Schema(name = "NewWhereabouts")
    record NewWhereabouts(
            @Nullable @Size(max = 100, message = "may have at most 100 characters") String section) {}

    private final Incidents incidents;
    private final Presence presence;
    private final Whereabouts whereabouts;
    private final Caller caller;

    PresenceApi(Incidents incidents, Presence presence, Whereabouts whereabouts, Caller caller) {
        this.incidents = incidents;
        this.presence = presence;
        this.whereabouts = whereabouts;
        this.caller = caller;
    }

    /** The people who have its stream open, on any node, each once; the same as the stream's event {@code presence}. */
    @GET
    @Path("/{ref}/presence")
    @Produces(MediaType.APPLICATION_JSON)
    public Presence.Here here(@PathParam("ref") String ref) {
        return presence.of(incidents.toRead(ref));
    }

    /** Says where the caller writes. It holds for 40 s, unless it is said again. */
    @PUT
    @Path("/{ref}/presence")
    @RolesAllowed("RESPONDER")
    @Consumes(MediaType.APPLICATION_JSON)
    @APIResponse(responseCode = "204", description = "The others are told")
    public void write(@PathParam("ref") String ref, @Valid @NotNull NewWhereabouts input) {
        long incident = incidents.toRead(ref).id;
        if (input.section() == null) {
            whereabouts.leave(incident, caller.person());
        } else {
            whereabouts.enter(incident, caller.person(), input.section());
        }
    }
}
