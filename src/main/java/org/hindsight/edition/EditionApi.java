package org.hindsight.edition;

import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hindsight.account.Role;
import org.hindsight.incident.Audience;
import org.hindsight.incident.Incident;
import org.hindsight.incident.Incidents;
import org.hindsight.platform.Listing;
import org.hindsight.platform.idempotency.Idempotent;
import org.jspecify.annotations.Nullable;

/** Publishing, and what was published. */
@Path("/api/v1/incidents/{ref}")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("VIEWER")
@Transactional
@Idempotent
@Tag(name = "Post-mortem and editions")
class EditionApi {

    private final Incidents incidents;
    private final Editions editions;

    EditionApi(Incidents incidents, Editions editions) {
        this.incidents = incidents;
        this.editions = editions;
    }

    @POST
    @Path("/editions")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = EditionView.class)))
    public Response publish(@PathParam("ref") String ref, @Valid @NotNull NewEdition input) {
        editions.prepare(incidents.toRead(ref));
        EditionView edition = editions.publish(incidents.toChange(ref, Role.PUBLISHER), input);
        return Response.created(URI.create(edition.url())).entity(edition).build();
    }

    @GET
    @Path("/editions")
    public Listing<EditionView> list(@PathParam("ref") String ref) {
        return Listing.whole(editions.of(incidents.toRead(ref)));
    }

    @POST
    @Path("/editions/{number}/withdrawal")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = EditionView.class)))
    public Response withdraw(
            @PathParam("ref") String ref, @PathParam("number") int number, @Valid @NotNull NewWithdrawal input) {
        EditionView edition = editions.withdraw(incidents.toChange(ref, Role.PUBLISHER), number, input);
        return Response.created(URI.create(edition.url())).entity(edition).build();
    }

    @POST
    @Path("/editions/{number}/pdf")
    @Consumes(MediaType.WILDCARD)
    @APIResponse(responseCode = "202", content = @Content(schema = @Schema(implementation = EditionView.class)))
    public Response printAgain(
            @PathParam("ref") String ref,
            @PathParam("number") int number,
            @QueryParam("audience") @Nullable Audience audience) {
        Incident incident = incidents.toChange(ref, Role.PUBLISHER);
        return Response.accepted(editions.printAgain(incident, audience == null ? Audience.PUBLIC : audience, number))
                .build();
    }

    @GET
    @Path("/postmortem/preview")
    @Produces(MediaType.TEXT_HTML)
    @APIResponse(responseCode = "200", content = @Content(mediaType = MediaType.TEXT_HTML))
    public Response preview(
            @PathParam("ref") String ref,
            @QueryParam("audience") @Nullable Audience audience,
            @QueryParam("label") @Nullable Label label,
            @QueryParam("note") @Nullable String note) {
        Incident incident = incidents.toRead(ref);
        String html = editions.preview(incident, audience == null ? Audience.PUBLIC : audience, label, note);
        return Response.ok(html, MediaType.TEXT_HTML_TYPE.withCharset("UTF-8"))
                .header("Content-Security-Policy", Rendition.policy(html))
                .build();
    }
}
