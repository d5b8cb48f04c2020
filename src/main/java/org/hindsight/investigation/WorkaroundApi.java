package org.hindsight.investigation;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hindsight.incident.Incidents;
import org.hindsight.incident.record.RegisterApi;
import org.hindsight.platform.idempotency.Idempotent;
import org.hindsight.platform.json.MergePatch;
import org.jspecify.annotations.Nullable;

/** Advice to users. */
@Path("/api/v1/incidents/{ref}/workarounds")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("VIEWER")
@Transactional
@Idempotent
@Tag(name = "Investigation")
class WorkaroundApi extends RegisterApi<Workaround, NewWorkaround, WorkaroundView> {

    WorkaroundApi(Workarounds workarounds, Incidents incidents, MergePatch patch) {
        super("workarounds", NewWorkaround.class, workarounds, incidents, patch);
    }

    @POST
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = WorkaroundView.class)))
    public Response record(@PathParam("ref") String ref, @Valid @NotNull NewWorkaround input) {
        return recorded(ref, input);
    }

    @PATCH
    @Path("/{no}")
    @RequestBody(content = @Content(schema = @Schema(implementation = NewWorkaround.class)))
    public WorkaroundView change(
            @PathParam("ref") String ref,
            @PathParam("no") int no,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            JsonNode body) {
        return changed(ref, no, ifMatch, body);
    }
}
