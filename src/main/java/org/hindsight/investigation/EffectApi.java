package org.hindsight.investigation;

import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hindsight.incident.Incidents;
import org.hindsight.platform.Etag;
import org.hindsight.platform.idempotency.Idempotent;
import org.jspecify.annotations.Nullable;

/** What a suspected cause helped to bring about. Each change of it is a change of the cause, whose ETag it answers. */
@Path("/api/v1/incidents/{ref}/causes/{no}/effects")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("VIEWER")
@Transactional
@Idempotent
@Tag(name = "Investigation")
class EffectApi {

    private final Causes causes;
    private final Incidents incidents;

    EffectApi(Causes causes, Incidents incidents) {
        this.causes = causes;
        this.incidents = incidents;
    }

    @POST
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = CauseView.Effect.class)))
    public Response link(
            @PathParam("ref") String ref,
            @PathParam("no") int no,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Valid @NotNull NewEffect input) {
        Cause cause = toChange(ref, no, ifMatch);
        CauseView.Effect added = causes.link(cause, input);
        return Response.created(URI.create("/api/v1/incidents/" + ref + "/causes/" + no))
                .entity(added)
                .header("ETag", Etag.of(cause.version))
                .build();
    }

    @DELETE
    @Path("/{n}")
    public CauseView unlink(
            @PathParam("ref") String ref,
            @PathParam("no") int no,
            @PathParam("n") int n,
            @HeaderParam("If-Match") @Nullable String ifMatch) {
        Cause cause = toChange(ref, no, ifMatch);
        causes.unlink(cause, n);
        return cause.view();
    }

    private Cause toChange(String ref, int no, @Nullable String ifMatch) {
        Cause cause = causes.one(incidents.toChange(ref), no);
        Etag.check(ifMatch, cause.version);
        return cause;
    }
}
