package org.hindsight.incident;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hindsight.platform.Etag;
import org.hindsight.platform.Listing;
import org.hindsight.platform.idempotency.Idempotent;
import org.hindsight.platform.json.MergePatch;
import org.hindsight.platform.problem.Problem;
import org.jspecify.annotations.Nullable;

/** Incidents, their milestones and roles. */
@Path("/api/v1/incidents")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("VIEWER")
@Transactional
@Idempotent
@Tag(name = "Incidents")
class IncidentApi {

    private final Incidents incidents;
    private final MergePatch patch;

    IncidentApi(Incidents incidents, MergePatch patch) {
        this.incidents = incidents;
        this.patch = patch;
    }

    @POST
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = IncidentView.class)))
    public Response declare(@Valid @NotNull NewIncident input) {
        Incident incident = incidents.declare(input);
        return answer(Response.created(URI.create("/api/v1/incidents/" + incident.ref())), incident);
    }

    @GET
    public Listing<IncidentView> list(
            @QueryParam("q") @Nullable String q,
            @QueryParam("status") @Nullable Status status,
            @QueryParam("severity") @Nullable Severity severity,
            @QueryParam("service") @Nullable String service,
            @QueryParam("tag") @Nullable String tag,
            @QueryParam("from") @Nullable Instant from,
            @QueryParam("to") @Nullable Instant to,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return incidents.list(new Incidents.Wanted(q, status, severity, service, tag, from, to), limit, cursor);
    }

    @GET
    @Path("/{ref}")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = IncidentView.class)))
    public Response one(@PathParam("ref") String ref, @QueryParam("asKnownAt") @Nullable Instant asKnownAt) {
        Incident incident = incidents.toRead(ref);
        return asKnownAt == null
                ? answer(Response.ok(), incident)
                : Response.ok(incidents.viewAsKnownAt(incident, asKnownAt)).build();
    }

    @PATCH
    @Path("/{ref}")
    @RequestBody(content = @Content(schema = @Schema(implementation = NewIncident.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = IncidentView.class)))
    public Response change(
            @PathParam("ref") String ref, @HeaderParam("If-Match") @Nullable String ifMatch, JsonNode body) {
        Incident incident = incidents.toChange(ref);
        Etag.check(ifMatch, incident.revision);
        incidents.change(incident, patch.apply(incident.asInput(), MergePatch.object(body), NewIncident.class));
        return answer(Response.ok(), incident);
    }

    @PUT
    @Path("/{ref}/milestones/{name}")
    public MilestoneView setMilestone(
            @PathParam("ref") String ref,
            @PathParam("name") String name,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Valid @NotNull NewMilestone input) {
        Incident incident = incidents.toChange(ref);
        Etag.check(ifMatch, incident.revision);
        MilestoneName milestone = Arrays.stream(MilestoneName.values())
                .filter(known -> known.name().equals(name))
                .findFirst()
                .orElseThrow(() -> Problem.notFound(
                        "There is no such milestone; there are " + Arrays.toString(MilestoneName.values()) + "."));
        return incidents.setMilestone(incident, milestone, input);
    }

    @PUT
    @Path("/{ref}/roles/{role}")
    public RoleView assign(
            @PathParam("ref") String ref,
            @PathParam("role") String role,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Valid @NotNull NewRoleHolder input) {
        Incident incident = incidents.toChange(ref);
        Etag.check(ifMatch, incident.revision);
        return incidents.assign(incident, role, input);
    }

    private Response answer(Response.ResponseBuilder response, Incident incident) {
        return response.entity(incidents.view(incident))
                .header("ETag", Etag.of(incident.revision))
                .build();
    }
}
