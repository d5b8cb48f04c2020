package org.hindsight.incident;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hindsight.platform.Cursor;
import org.hindsight.platform.Etag;
import org.hindsight.platform.Listing;
import org.hindsight.platform.idempotency.Idempotent;
import org.hindsight.platform.json.MergePatch;
import org.hindsight.platform.problem.Problem;
import org.jspecify.annotations.Nullable;

/** The catalogue of services. */
@Path("/api/v1/services")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("VIEWER")
@Transactional
@Idempotent
@Tag(name = "Services")
class ServiceApi {

    private final Catalogue catalogue;
    private final MergePatch patch;

    ServiceApi(Catalogue catalogue, MergePatch patch) {
        this.catalogue = catalogue;
        this.patch = patch;
    }

    @POST
    @RolesAllowed("ADMIN")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = NewService.class)))
    public Response add(@Valid @NotNull NewService input) {
        Service service = catalogue.add(input);
        return answer(Response.created(URI.create("/api/v1/services/" + service.slug)), service);
    }

    @GET
    public Listing<NewService> list(
            @QueryParam("limit") @Nullable Integer asked, @QueryParam("cursor") @Nullable String cursor) {
        int limit = Listing.limit(asked);
        String after =
                Cursor.read("services", 1, cursor).map(c -> c.parts().get(0)).orElse("");
        List<Service> rows = Service.<Service>find("slug > ?1 order by slug", after)
                .page(0, limit + 1)
                .list();
        return Listing.of(rows, limit, s -> Cursor.after("services", s.slug)).map(NewService::of);
    }

    @GET
    @Path("/{slug}")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = NewService.class)))
    public Response one(@PathParam("slug") String slug) {
        return answer(Response.ok(), known(slug));
    }

    @PATCH
    @Path("/{slug}")
    @RolesAllowed("ADMIN")
    @RequestBody(content = @Content(schema = @Schema(implementation = NewService.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = NewService.class)))
    public Response change(
            @PathParam("slug") String slug, @HeaderParam("If-Match") @Nullable String ifMatch, JsonNode body) {
        Service service = known(slug);
        Etag.check(ifMatch, service.version);
        catalogue.change(service, patch.apply(NewService.of(service), MergePatch.object(body), NewService.class));
        return answer(Response.ok(), service);
    }

    @DELETE
    @Path("/{slug}")
    @RolesAllowed("ADMIN")
    public void remove(@PathParam("slug") String slug, @HeaderParam("If-Match") @Nullable String ifMatch) {
        Service service = known(slug);
        Etag.check(ifMatch, service.version);
        catalogue.remove(service);
    }

    private static Service known(String slug) {
        return Service.of(slug).orElseThrow(() -> Problem.notFound("There is no such service."));
    }

    private static Response answer(Response.ResponseBuilder response, Service service) {
        return response.entity(NewService.of(service))
                .header("ETag", Etag.of(service.version))
                .build();
    }
}
