package org.hindsight.postmortem;

import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
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
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hindsight.account.Person;
import org.hindsight.incident.Audience;
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

    /** The texts of a section. */
    @Schema(name = "SectionHistory")
    record History(List<VersionView> items) {}

    /** A text that a section had, or has. */
    @Schema(name = "SectionVersion")
    record VersionView(int revision, Instant at, @Nullable Person by, Audience audience, String markdown) {
        static VersionView of(SectionVersion version) {
            return new VersionView(
                    version.revision, version.savedAt, Person.of(version.savedBy), version.audience, version.markdown);
        }
    }

    /**
     * @param revision of the text that is wanted back
     */
    @Schema(name = "SectionRestoration")
    record Restoration(
            @NotNull(message = "is needed: the revision to go back to") Integer revision) {}

    /** How a stale citation is settled; the other way is to change the sentence. */
    enum Settle {
        STILL_TRUE
    }

    /**
     * @param cites as the section tells it under {@code stale}
     * @param after what the caller saw there; refused when that has changed again
     */
    @Schema(name = "StaleSettlement")
    record Settlement(
            @NotBlank(message = "is needed: what the section cites, as it tells it under “stale”") String cites,

            @NotNull(message = "is needed: STILL_TRUE") Settle settle,

            @Nullable String after) {}

    /** Whether a point of the checklist is done. */
    @Schema(name = "ChecklistTick")
    record NewTick(
            @NotNull(message = "is needed: true or false") Boolean done) {}

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

    /** Every text that a section had, oldest first. */
    @GET
    @Path("/postmortem/sections/{key}/history")
    public History history(@PathParam("ref") String ref, @PathParam("key") String key) {
        return new History(drafts.past(incidents.toRead(ref), key).versions.stream()
                .map(VersionView::of)
                .toList());
    }

    /** Gives a section back a text that it once had; that becomes its newest one. */
    @POST
    @Path("/postmortem/sections/{key}/restoration")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = SectionView.class)))
    public Response restore(
            @PathParam("ref") String ref,
            @PathParam("key") String key,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Valid @NotNull Restoration input) {
        Incident incident = incidents.toChange(ref);
        drafts.restore(incident, key, input.revision(), ifMatch);
        return answer(drafts.section(incident, key));
    }

    /** Settles a citation whose fact changed: what the section says is still true. */
    @POST
    @Path("/postmortem/sections/{key}/stale")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = SectionView.class)))
    public Response settle(
            @PathParam("ref") String ref, @PathParam("key") String key, @Valid @NotNull Settlement input) {
        Incident incident = incidents.toChange(ref);
        drafts.settle(incident, key, input.cites(), now -> input.after() == null || now.equals(input.after()));
        return answer(drafts.section(incident, key));
    }

    /** How a text would read as that section: what a desk shows while somebody types. Nothing is saved. */
    @POST
    @Path("/postmortem/sections/{key}/preview")
    @RolesAllowed("RESPONDER")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = SectionPreview.class)))
    public Response preview(
            @PathParam("ref") String ref, @PathParam("key") String key, @Valid @NotNull NewSection input) {
        return Response.ok(drafts.preview(incidents.toRead(ref), key, input)).build();
    }

    @POST
    @Path("/postmortem/reviews")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = ReviewView.class)))
    public Response review(
            @PathParam("ref") String ref,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Valid @NotNull NewReview input) {
        ReviewView review = drafts.review(incidents.toChange(ref), input, ifMatch);
        return Response.status(Response.Status.CREATED).entity(review).build();
    }

    /** Answers what a reviewer said, settled or not; that is no review of its own and changes no state. */
    @POST
    @Path("/postmortem/reviews/{no}/replies")
    @APIResponse(
            responseCode = "201",
            description = "What was answered, with all replies to it",
            content = @Content(schema = @Schema(implementation = ReviewView.class)))
    public Response reply(@PathParam("ref") String ref, @PathParam("no") int no, @Valid @NotNull NewReply input) {
        ReviewView review = drafts.reply(incidents.toChange(ref), no, input);
        return Response.status(Response.Status.CREATED).entity(review).build();
    }

    /** Settles a comment: nothing is left to do about it. */
    @POST
    @Path("/postmortem/reviews/{no}/settlement")
    @Consumes(MediaType.WILDCARD)
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = ReviewView.class)))
    public Response settleReview(@PathParam("ref") String ref, @PathParam("no") int no) {
        ReviewView review = drafts.settleReview(incidents.toChange(ref), no, true);
        return Response.status(Response.Status.CREATED).entity(review).build();
    }

    /** Opens a settled comment again. */
    @DELETE
    @Path("/postmortem/reviews/{no}/settlement")
    public ReviewView reopenReview(@PathParam("ref") String ref, @PathParam("no") int no) {
        return drafts.settleReview(incidents.toChange(ref), no, false);
    }

    /** Ticks a point of the template's checklist, or takes the tick back. */
    @PUT
    @Path("/postmortem/checklist/{no}")
    public DraftView.Point tick(@PathParam("ref") String ref, @PathParam("no") int no, @Valid @NotNull NewTick input) {
        return drafts.tick(incidents.toChange(ref), no, input.done());
    }

    private static Response answer(Response.ResponseBuilder response, DraftView draft) {
        return response.entity(draft).header("ETag", Etag.of(draft.version())).build();
    }

    private static Response answer(SectionView section) {
        return Response.ok(section).header("ETag", Etag.of(section.revision())).build();
    }
}
