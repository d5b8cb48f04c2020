package org.hindsight.edition.host;

import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hindsight.platform.Listing;
import org.hindsight.platform.idempotency.Idempotent;

/** What the names of internal hosts end with, for admins. */
@Path("/api/v1/internal-suffixes")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("ADMIN")
@Transactional
@Idempotent
@Tag(name = "Internal hosts")
class InternalHostApi {

    private final InternalHosts hosts;

    InternalHostApi(InternalHosts hosts) {
        this.hosts = hosts;
    }

    /** All of them: the built-in ones first, then the listed ones in the order of the alphabet. */
    @GET
    public Listing<InternalHostView> list() {
        return Listing.whole(hosts.all());
    }

    @POST
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = InternalHostView.class)))
    @APIResponse(
            responseCode = "200",
            description = "It was there already",
            content = @Content(schema = @Schema(implementation = InternalHostView.class)))
    public Response add(@Valid @NotNull NewInternalHost input) {
        InternalHosts.Listed listed = hosts.add(input);
        return Response.status(listed.fresh() ? Response.Status.CREATED : Response.Status.OK)
                .entity(listed.host())
                .build();
    }

    /** Takes one off the list; a built-in one is refused with 409. */
    @DELETE
    @Path("/{suffix}")
    public void remove(@PathParam("suffix") String suffix) {
        hosts.remove(suffix);
    }
}
