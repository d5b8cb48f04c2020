package org.hindsight.live;

import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hindsight.incident.Incidents;

/** Who follows an incident just now. */
@Path("/api/v1/incidents")
@RolesAllowed("VIEWER")
@Transactional
@Tag(name = "Incidents")
class PresenceApi {

    private final Incidents incidents;
    private final Presence presence;

    PresenceApi(Incidents incidents, Presence presence) {
        this.incidents = incidents;
        this.presence = presence;
    }

    /** The people who have its stream open, on any node, each once; the same as the stream's event {@code presence}. */
    @GET
    @Path("/{ref}/presence")
    @Produces(MediaType.APPLICATION_JSON)
    public Presence.Here here(@PathParam("ref") String ref) {
        return presence.of(incidents.toRead(ref));
    }
}
