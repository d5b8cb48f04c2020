package org.hindsight.investigation;

import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
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

/** The evidence of a suspected cause. Each change of it is a change of the cause, whose ETag it answers. */
@Path("/api/v1/incidents/{ref}/causes/{no}/evidence")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("VIEWER")
@Transactional
@Idempotent
@Tag(name = "Investigation")
class EvidenceApi {

    /**
     * @param entry the number of the timeline entry
     * @param note always internal
     */
    @Schema(name = "NewEvidence")
    record NewEvidence(
            @NotNull(message = "is needed: the number of a timeline entry") @Positive(message = "must be the number of a timeline entry") Integer entry,

            @NotNull(message = "is needed: FOR or AGAINST") Direction weighs,

            @Size(max = 2000, message = "may have at most 2,000 characters") @Nullable String note) {}

    private final Causes causes;
    private final Incidents incidents;

    EvidenceApi(Causes causes, Incidents incidents) {
        this.causes = causes;
        this.incidents = incidents;
    }

    @POST
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = CauseView.Evidence.class)))
    public Response weigh(
            @PathParam("ref") String ref,
            @PathParam("no") int no,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Valid @NotNull NewEvidence input) {
        Cause cause = toChange(ref, no, ifMatch);
        CauseView.Evidence added = causes.weigh(cause, input.entry(), input.weighs(), input.note());
        return Response.created(URI.create("/api/v1/incidents/" + ref + "/causes/" + no))
                .entity(added)
                .header("ETag", Etag.of(cause.version))
                .build();
    }

    @DELETE
    @Path("/{n}")
    public CauseView dismiss(
            @PathParam("ref") String ref,
            @PathParam("no") int no,
            @PathParam("n") int n,
            @HeaderParam("If-Match") @Nullable String ifMatch) {
        Cause cause = toChange(ref, no, ifMatch);
        causes.dismiss(cause, n);
        return cause.view();
    }

    private Cause toChange(String ref, int no, @Nullable String ifMatch) {
        Cause cause = causes.one(incidents.toChange(ref), no);
        Etag.check(ifMatch, cause.version);
        return cause;
    }
}
