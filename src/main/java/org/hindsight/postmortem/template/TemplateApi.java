package org.hindsight.postmortem.template;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Which document templates there are. */
@Path("/api/v1/templates")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("VIEWER")
@Tag(name = "Post-mortem")
class TemplateApi {

    /**
     * The templates, always whole.
     *
     * @param problems files in the operator's folder that are not templates, and why
     */
    @Schema(name = "DocumentTemplates")
    record Templates(List<DocumentTemplate> items, @Nullable String next, List<DocumentTemplates.Fault> problems) {}

    private final DocumentTemplates templates;

    TemplateApi(DocumentTemplates templates) {
        this.templates = templates;
    }

    @GET
    public Templates list() {
        return new Templates(List.copyOf(templates.all()), null, templates.faults());
    }
}
