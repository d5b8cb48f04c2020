package org.hindsight.timeline;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
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
import java.time.OffsetDateTime;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hindsight.incident.Audience;
import org.hindsight.incident.Incident;
import org.hindsight.incident.Incidents;
import org.hindsight.incident.NewNextUpdate;
import org.hindsight.incident.NextUpdateView;
import org.hindsight.incident.Status;
import org.hindsight.incident.Version;
import org.hindsight.platform.Etag;
import org.hindsight.platform.Listing;
import org.hindsight.platform.idempotency.Idempotent;
import org.hindsight.platform.json.MergePatch;
import org.jspecify.annotations.Nullable;

/** The timeline of an incident. */
@Path("/api/v1/incidents/{ref}")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("VIEWER")
@Transactional
@Idempotent
@Tag(name = "Timeline")
class TimelineApi {

    @Schema(name = "NewStatus")
    record NewStatus(
            @NotNull(message = "is needed") Status status,

            @Size(max = 2000, message = "may have at most 2,000 characters") @Nullable String note,

            @Nullable OffsetDateTime occurredAt) {}

    private final Incidents incidents;
    private final Timeline timeline;
    private final Chronicle chronicle;
    private final MergePatch patch;

    TimelineApi(Incidents incidents, Timeline timeline, Chronicle chronicle, MergePatch patch) {
        this.incidents = incidents;
        this.timeline = timeline;
        this.chronicle = chronicle;
        this.patch = patch;
    }

    @POST
    @Path("/status")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = EntryView.class)))
    public Response move(@PathParam("ref") String ref, @Valid @NotNull NewStatus input) {
        Incident incident = incidents.toChange(ref);
        return created(chronicle.move(incident, input.status(), input.note(), input.occurredAt()));
    }

    @PUT
    @Path("/next-update")
    public NextUpdateView promise(
            @PathParam("ref") String ref,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @NotNull NewNextUpdate input) {
        Incident incident = incidents.toChange(ref);
        Etag.check(ifMatch, incident.revision);
        return chronicle.promise(incident, input.by());
    }

    @GET
    @Path("/warnings")
    public Listing<Warning> warnings(
            @PathParam("ref") String ref, @QueryParam("asKnownAt") @Nullable Instant asKnownAt) {
        Incident incident = incidents.toRead(ref);
        return Listing.whole(
                asKnownAt == null
                        ? Warnings.of(incidents.view(incident), timeline.occurrences(incident))
                        : incidents
                                .knownAt(incident, asKnownAt)
                                .map(known -> Warnings.of(
                                        known,
                                        timeline.allAsKnownAt(incident, asKnownAt, Timeline.Wanted.ALL).stream()
                                                .map(EntryView::occurrence)
                                                .toList()))
                                .orElse(List.of()));
    }

    @POST
    @Path("/timeline")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = EntryView.class)))
    @APIResponse(
            responseCode = "200",
            description = "The source sent it before: the first entry",
            content = @Content(schema = @Schema(implementation = EntryView.class)))
    public Response log(@PathParam("ref") String ref, @Valid @NotNull NewEntry input) {
        Timeline.Logged logged = timeline.log(incidents.toChange(ref), input);
        return logged.created() ? created(logged.entry()) : answer(Response.ok(), logged.entry());
    }

    @GET
    @Path("/timeline")
    public Listing<EntryView> list(
            @PathParam("ref") String ref,
            @QueryParam("kind") @Nullable EntryKind kind,
            @QueryParam("starred") @Nullable Boolean starred,
            @QueryParam("audience") @Nullable Audience audience,
            @QueryParam("author") @Nullable String author,
            @QueryParam("source") @Nullable String source,
            @QueryParam("q") @Nullable String q,
            @QueryParam("asKnownAt") @Nullable Instant asKnownAt,
            @QueryParam("includeRetracted") @Nullable Boolean includeRetracted,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor) {
        Incident incident = incidents.toRead(ref);
        Timeline.Wanted wanted =
                new Timeline.Wanted(kind, starred, audience, author, source, q, Boolean.TRUE.equals(includeRetracted));
        return asKnownAt == null
                ? timeline.list(incident, wanted, limit, cursor)
                : timeline.listAsKnownAt(incident, asKnownAt, wanted, limit, cursor);
    }

    @GET
    @Path("/timeline/{no}")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = EntryView.class)))
    public Response one(@PathParam("ref") String ref, @PathParam("no") int no) {
        return answer(Response.ok(), timeline.entry(incidents.toRead(ref), no));
    }

    @PATCH
    @Path("/timeline/{no}")
    @RequestBody(content = @Content(schema = @Schema(implementation = NewEntry.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = EntryView.class)))
    public Response edit(
            @PathParam("ref") String ref,
            @PathParam("no") int no,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            JsonNode body) {
        TimelineEntry entry = timeline.entry(incidents.toChange(ref), no);
        Etag.check(ifMatch, entry.version);
        timeline.edit(entry, patch.apply(entry.asInput(), MergePatch.object(body), NewEntry.class));
        return answer(Response.ok(), entry);
    }

    @DELETE
    @Path("/timeline/{no}")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = EntryView.class)))
    public Response retract(
            @PathParam("ref") String ref,
            @PathParam("no") int no,
            @QueryParam("reason") @Nullable String reason,
            @HeaderParam("If-Match") @Nullable String ifMatch) {
        TimelineEntry entry = timeline.entry(incidents.toChange(ref), no);
        Etag.check(ifMatch, entry.version);
        timeline.retract(entry, reason);
        return answer(Response.ok(), entry);
    }

    @GET
    @Path("/timeline/{no}/history")
    public Listing<Version> history(@PathParam("ref") String ref, @PathParam("no") int no) {
        List<Version> versions = timeline.history(incidents.toRead(ref), no);
        return Listing.whole(versions);
    }

    private static Response created(TimelineEntry entry) {
        return answer(
                Response.created(URI.create("/api/v1/incidents/" + entry.incident.ref() + "/timeline/" + entry.no)),
                entry);
    }

    private static Response answer(Response.ResponseBuilder response, TimelineEntry entry) {
        return response.entity(entry.view())
                .header("ETag", Etag.of(entry.version))
                .build();
    }
}
