package org.hindsight.edition;

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
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
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

/** What a publisher looks at before publishing, and settles. */
@Path("/api/v1/incidents/{ref}/postmortem")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("VIEWER")
@Transactional
@Idempotent
@Tag(name = "Post-mortem and editions")
class ProofApi {

    /**
     * What an edition leaves out.
     *
     * @param renamed people who appear by their part, or by a pseudonym
     * @param finds what the leak scan found: each blocks a public edition
     * @param seen to be sent along by a program that wants to publish exactly this, see {@code POST …/editions}
     */
    @Schema(name = "Omissions")
    public record Overview(
            List<Omissions.Item> items, List<Omissions.Renamed> renamed, List<Found> finds, String seen) {}

    /**
     * A find of the leak scan.
     *
     * @param section the key of the section that holds it; null where it is in no section
     * @param file which finished file holds it; null where the document itself does
     * @param around the words beside it
     * @param clears the sentence by which a publisher may clear it; null where only another text helps
     */
    @Schema(name = "LeakFind")
    public record Found(
            @Nullable String section,
            @Nullable String file,
            String message,
            String around,
            @Nullable String clears) {}

    private final Incidents incidents;
    private final Editions editions;
    private final Proofs proofs;
    private final Clearances clearances;

    ProofApi(Incidents incidents, Editions editions, Proofs proofs, Clearances clearances) {
        this.incidents = incidents;
        this.editions = editions;
        this.proofs = proofs;
        this.clearances = clearances;
    }

    @GET
    @Path("/omissions")
    public Overview omissions(@PathParam("ref") String ref, @QueryParam("audience") @Nullable Audience audience) {
        Incident incident = incidents.toRead(ref);
        Audience readers = audience == null ? Audience.PUBLIC : audience;
        Omissions.Overview omitted = proofs.omitted(incident, readers);
        List<Found> finds = readers == Audience.INTERNAL
                ? List.of()
                : editions.leaks(incident).stream()
                        .map(find ->
                                new Found(find.section(), find.file(), find.message(), find.around(), find.sentence()))
                        .toList();
        return new Overview(omitted.leftOut(), omitted.renamed(), finds, proofs.seen(incident));
    }

    @GET
    @Path("/clearances")
    public Listing<ClearanceView> clearances(@PathParam("ref") String ref) {
        return Listing.whole(Clearances.of(incidents.toRead(ref)));
    }

    @POST
    @Path("/clearances")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = ClearanceView.class)))
    public Response clear(@PathParam("ref") String ref, @Valid @NotNull NewClearance input) {
        List<ClearanceView> given = clearances.give(incidents.toChange(ref, Role.PUBLISHER), input);
        return Response.status(Response.Status.CREATED).entity(given.get(0)).build();
    }

    @DELETE
    @Path("/clearances/{number}")
    public ClearanceView takeBack(@PathParam("ref") String ref, @PathParam("number") int number) {
        return clearances.takeBack(incidents.toChange(ref, Role.PUBLISHER), number);
    }
}
