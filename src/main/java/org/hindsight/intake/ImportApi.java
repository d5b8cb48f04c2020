package org.hindsight.intake;

import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
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
import org.hindsight.platform.Listing;
import org.hindsight.platform.idempotency.Idempotent;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;

/** Importing files of other systems. */
@Path("/api/v1/imports")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("VIEWER")
@Transactional
@Idempotent
@Tag(name = "Imports")
class ImportApi {

    private final Imports imports;

    ImportApi(Imports imports) {
        this.imports = imports;
    }

    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @APIResponse(responseCode = "202", content = @Content(schema = @Schema(implementation = ImportView.class)))
    public Response bring(
            @RestForm("file") @Nullable FileUpload file,
            @RestForm("format") @Nullable String format,
            @RestForm("incident") @Nullable String incident) {
        return accepted(imports.preview(ImportFormat.named(format), file, incident));
    }

    /** What the caller brought, newest first; an admin sees what anybody did. */
    @GET
    public Listing<ImportLine> list(
            @QueryParam("limit") @Nullable Integer asked, @QueryParam("cursor") @Nullable String cursor) {
        return imports.list(asked, cursor);
    }

    @GET
    @Path("/{id}")
    public ImportView one(@PathParam("id") long id) {
        return imports.view(id);
    }

    @POST
    @Path("/{id}/run")
    @APIResponse(responseCode = "202", content = @Content(schema = @Schema(implementation = ImportView.class)))
    public Response run(@PathParam("id") long id) {
        return accepted(imports.run(id));
    }

    private static Response accepted(ImportView view) {
        return Response.accepted(view)
                .location(URI.create("/api/v1/imports/" + view.id()))
                .build();
    }
}
