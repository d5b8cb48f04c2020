package org.hindsight.investigation;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hindsight.incident.Incidents;
import org.hindsight.platform.Etag;
import org.hindsight.platform.Listing;
import org.jspecify.annotations.Nullable;

/** The samples behind an impact metric. */
@Path("/api/v1/incidents/{ref}/impacts/{no}/series")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("VIEWER")
@Transactional
@Tag(name = "Investigation")
class SeriesApi {

    private final Impacts impacts;
    private final Incidents incidents;

    SeriesApi(Impacts impacts, Incidents incidents) {
        this.impacts = impacts;
        this.incidents = incidents;
    }

    @PUT
    @Consumes("text/csv")
    public ImpactView putCsv(
            @PathParam("ref") String ref,
            @PathParam("no") int no,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @NotNull String body) {
        Impact impact = toChange(ref, no, ifMatch);
        impacts.carry(impact, Series.ofCsv(body));
        return impact.view();
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @RequestBody(
            description = "The answer of Prometheus to query_range, with one series in it",
            content = @Content(schema = @Schema(implementation = Object.class)))
    public ImpactView putPrometheus(
            @PathParam("ref") String ref,
            @PathParam("no") int no,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @NotNull JsonNode body) {
        Impact impact = toChange(ref, no, ifMatch);
        impacts.carry(impact, Series.ofPrometheus(body));
        return impact.view();
    }

    @GET
    public Listing<Sample> get(
            @PathParam("ref") String ref,
            @PathParam("no") int no,
            @QueryParam("asKnownAt") @Nullable Instant asKnownAt) {
        List<Sample> samples = impacts.series(impacts.one(incidents.toRead(ref), no), asKnownAt);
        return Listing.whole(samples);
    }

    private Impact toChange(String ref, int no, @Nullable String ifMatch) {
        Impact impact = impacts.one(incidents.toChange(ref), no);
        Etag.check(ifMatch, impact.version);
        return impact;
    }
}
