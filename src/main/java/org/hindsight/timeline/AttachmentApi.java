package org.hindsight.timeline;

import io.quarkus.vertx.http.Uncompressed;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.io.File;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hindsight.incident.Audience;
import org.hindsight.incident.Incident;
import org.hindsight.incident.Incidents;
import org.hindsight.platform.Cursor;
import org.hindsight.platform.Listing;
import org.hindsight.platform.idempotency.Idempotent;
import org.hindsight.platform.problem.Problem;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;

/** The files at the entries of an incident. */
@Path("/api/v1/incidents/{ref}/attachments")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("VIEWER")
@Transactional
@Idempotent
@Tag(name = "Attachments")
class AttachmentApi {

    /** Whatever is in a file, no browser runs it: it is downloaded, and shut in should it be shown after all. */
    private static final String SHUT_IN = "sandbox; default-src 'none'";

    private final Incidents incidents;
    private final Attachments attachments;

    AttachmentApi(Incidents incidents, Attachments attachments) {
        this.incidents = incidents;
        this.attachments = attachments;
    }

    /**
     * Adds a file.
     *
     * @param entry the number of the entry that it belongs to; without it the file gets a line of its own
     * @param audience {@code INTERNAL} when left out
     */
    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = AttachmentView.class)))
    public Response add(
            @PathParam("ref") String ref,
            @RestForm("file") @Nullable FileUpload file,
            @RestForm("entry") @Nullable String entry,
            @RestForm("audience") @Nullable String audience) {
        AttachmentView added =
                attachments.add(ref, file, number(entry), audience(audience)).view();
        return Response.created(URI.create("/api/v1/incidents/" + ref + "/attachments/" + added.id()))
                .entity(added)
                .build();
    }

    private static @Nullable Integer number(@Nullable String entry) {
        if (entry == null || entry.isBlank()) {
            return null;
        }
        if (!entry.strip().matches("[0-9]{1,9}")) {
            throw Problem.invalid("entry", "must be the number of an entry");
        }
        return Integer.valueOf(entry.strip());
    }

    static Audience audience(@Nullable String name) {
        if (name == null || name.isBlank()) {
            return Audience.INTERNAL;
        }
        return Arrays.stream(Audience.values())
                .filter(audience -> audience.name().equals(name))
                .findFirst()
                .orElseThrow(() -> Problem.invalid("audience", "must be INTERNAL or PUBLIC"));
    }

    @GET
    public Listing<AttachmentView> list(
            @PathParam("ref") String ref,
            @QueryParam("asKnownAt") @Nullable Instant asKnownAt,
            @QueryParam("limit") @Nullable Integer asked,
            @QueryParam("cursor") @Nullable String cursor) {
        Incident incident = incidents.toRead(ref);
        int limit = Listing.limit(asked);
        Optional<Cursor> after = Cursor.read("attachments", 1, cursor);
        List<AttachmentView> rows = attachments.list(incident, asKnownAt).stream()
                .filter(attachment ->
                        after.isEmpty() || attachment.id() > after.get().number(0))
                .limit(limit + 1L)
                .toList();
        return Listing.of(rows, limit, last -> Cursor.after("attachments", last.id()));
    }

    @GET
    @Path("/{id}")
    public AttachmentView one(@PathParam("ref") String ref, @PathParam("id") int id) {
        return attachments.attachment(incidents.toRead(ref), id).view();
    }

    /** The bytes. A browser asks each time whether they are still there: what is removed must not live on in a cache. */
    @GET
    @Path("/{id}/file")
    @Produces(MediaType.WILDCARD)
    @Uncompressed
    @APIResponse(
            responseCode = "200",
            description = "The bytes; their type is what the server found them to be",
            content =
                    @Content(
                            mediaType = MediaType.WILDCARD,
                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @APIResponse(responseCode = "304", description = "The bytes with that ETag are still right")
    public Response file(
            @PathParam("ref") String ref,
            @PathParam("id") int id,
            @Context Request conditions,
            RoutingContext exchange) {
        Attachment attachment = attachments.attachment(incidents.toRead(ref), id);
        File file = attachments.file(attachment).toFile();
        exchange.response().putHeader("Content-Security-Policy", SHUT_IN);
        EntityTag tag = new EntityTag(attachment.sha256);
        Response.ResponseBuilder unchanged = conditions.evaluatePreconditions(tag);
        Response.ResponseBuilder answer = unchanged != null
                ? unchanged
                : Response.ok(file)
                        .type(typeOf(attachment))
                        .header("Content-Disposition", disposition(attachment.name));
        return answer.tag(tag)
                .header("Cache-Control", "private, no-cache")
                .header("Cross-Origin-Resource-Policy", "same-origin")
                .build();
    }

    private static String typeOf(Attachment attachment) {
        return attachment.type.startsWith("text/") ? attachment.type + ";charset=UTF-8" : attachment.type;
    }

    /** The name twice, after RFC 6266: for old readers in ASCII, and as it is. */
    private static String disposition(String name) {
        String plain = name.replaceAll("[^ -~]|[\"\\\\%]", "_");
        String encoded = URLEncoder.encode(name, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A");
        return "attachment; filename=\"" + plain + "\"; filename*=UTF-8''" + encoded;
    }

    /** What may be changed of an attachment. */
    @Schema(name = "AttachmentLabel")
    record AttachmentLabel(
            @NotNull(message = "is needed: INTERNAL or PUBLIC") Audience audience) {}

    /** Labels it for another audience. */
    @PATCH
    @Path("/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    public AttachmentView label(
            @PathParam("ref") String ref, @PathParam("id") int id, @Valid @NotNull AttachmentLabel input) {
        Attachment attachment = attachments.attachment(incidents.toChange(ref), id);
        attachments.label(attachment, input.audience());
        return attachment.view();
    }

    /** Takes a file away for good. What stays is its name, and in the trail who did it and why. */
    @DELETE
    @Path("/{id}")
    public AttachmentView remove(
            @PathParam("ref") String ref, @PathParam("id") int id, @QueryParam("reason") @Nullable String reason) {
        Attachment attachment = attachments.attachment(incidents.toChange(ref), id);
        attachments.remove(attachment, reason);
        return attachment.view();
    }
}
