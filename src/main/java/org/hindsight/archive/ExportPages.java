package org.hindsight.archive;

import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.hindsight.incident.Audience;
import org.jspecify.annotations.Nullable;

/** Where the links on pages lead that take an incident along: the same files as from the API, but a refusal is a page. */
@Path("/incidents/{ref}/export")
@RolesAllowed("VIEWER")
@Transactional
class ExportPages {

    private final ExportApi exports;

    ExportPages(ExportApi exports) {
        this.exports = exports;
    }

    @GET
    @Operation(hidden = true)
    public Response export(
            @PathParam("ref") String ref,
            @QueryParam("audience") @Nullable Audience audience,
            @QueryParam("format") @Nullable String format,
            @Context Request wanted) {
        return exports.export(ref, audience, format, wanted);
    }
}
