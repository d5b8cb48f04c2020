package org.hindsight.postmortem;

import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
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
import org.hindsight.incident.Incident;
import org.hindsight.incident.Incidents;
import org.hindsight.platform.Etag;
import org.hindsight.platform.idempotency.Idempotent;
import org.jspecify.annotations.Nullable;

/** The draft of an incident's post-mortem. */
@Path("/api/v1/incidents/{ref}")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("VIEWER")
@Transactional
@Idempotent
@Tag(name = "Post-mortem")
class PostmortemApi {

    /**
     * @param template the key of a document template
     */
    @Schema(name = "NewPostmortem")
    record NewPostmortem(
            @NotBlank(message = "is needed: the key of a document template") String template) {}

    private final Incidents incidents;
    private final Drafts drafts;

    PostmortemApi(Incidents incidents, Drafts drafts) {
        this.incidents = incidents;
        this.drafts = drafts;
    }

    @POST
    @Path("/postmortem")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = DraftView.class)))
    @APIResponse(
            responseCode = "200",
            description = "There was a draft: switched to this template, nothing written is lost",
            content = @Content(schema = @Schema(implementation = DraftView.class)))
    public Response begin(@PathParam("ref") String ref, @Valid @NotNull NewPostmortem input) {
        Incident incident = incidents.toChange(ref);
        boolean begun = drafts.begin(incident, input.template());
        return answer(
                begun
                        ? Response.created(URI.create("/api/v1/incidents/" + incident.ref() + "/postmortem"))
                        : Response.ok(),
                drafts.view(incident));
    }

    @GET
    @Path("/postmortem")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = DraftView.class)))
    public Response one(@PathParam("ref") String ref) {
        return answer(Response.ok(), drafts.view(incidents.toRead(ref)));
    }

    @GET
    @Path("/postmortem/sections/{key}")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = SectionView.class)))
    public Response section(@PathParam("ref") String ref, @PathParam("key") String key) {
        return answer(drafts.section(incidents.toRead(ref), key));
    }

    @PUT
    @Path("/postmortem/sections/{key}")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = SectionView.class)))
    public Response write(
            @PathParam("ref") String ref,
            @PathParam("key") String key,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Valid @NotNull NewSection input) {
        Incident incident = incidents.toChange(ref);
        drafts.write(incident, key, input, ifMatch);
        return answer(drafts.section(incident, key));
    }

    @POST
    @Path("/postmortem/reviews")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = ReviewView.class)))
    public Response review(@PathParam("ref") String ref, @Valid @NotNull NewReview input) {
        ReviewView review = drafts.review(incidents.toChange(ref), input);
        return Response.status(Response.Status.CREATED).entity(review).build();
    }

    private static Response answer(Response.ResponseBuilder response, DraftView draft) {
        return response.entity(draft).header("ETag", Etag.of(draft.version())).build();
    }

    private static Response answer(SectionView section) {
        return Response.ok(section).header("ETag", Etag.of(section.revision())).build();
    }
}
