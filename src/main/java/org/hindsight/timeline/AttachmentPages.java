package org.hindsight.timeline;

import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.hindsight.incident.Audience;
import org.hindsight.incident.Incidents;
import org.hindsight.platform.idempotency.Idempotent;
import org.hindsight.platform.web.Form;
import org.hindsight.platform.web.SubmittedForm;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;

/** The forms on the page of an entry by which files come to it and go. */
@Path("/incidents/{ref}/timeline/{no}/attachments")
@RolesAllowed("VIEWER")
@Transactional
@Idempotent
@Produces(MediaType.TEXT_HTML)
class AttachmentPages {

    private final Incidents incidents;
    private final Attachments attachments;
    private final EntryPages entries;
    private final SubmittedForm submitted;

    AttachmentPages(Incidents incidents, Attachments attachments, EntryPages entries, SubmittedForm submitted) {
        this.incidents = incidents;
        this.attachments = attachments;
        this.entries = entries;
        this.submitted = submitted;
    }

    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    public Response add(
            @PathParam("ref") String ref, @PathParam("no") int no, @RestForm("file") @Nullable FileUpload file) {
        Form typed = submitted.form().named("attachment");
        return typed.attempt(
                () -> {
                    attachments.add(ref, file, no, Audience.INTERNAL);
                    return back(ref, no);
                },
                refused -> entries.page(ref, no, refused));
    }

    @POST
    @Path("/{id}/audience")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response label(@PathParam("ref") String ref, @PathParam("no") int no, @PathParam("id") int id) {
        Form typed = submitted.form().named("audience-" + id);
        return typed.attempt(
                () -> {
                    attachments.label(
                            attachments.attachment(incidents.toChange(ref), id),
                            AttachmentApi.audience(typed.value("audience")));
                    return back(ref, no);
                },
                refused -> entries.page(ref, no, refused));
    }

    @POST
    @Path("/{id}/removal")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response remove(@PathParam("ref") String ref, @PathParam("no") int no, @PathParam("id") int id) {
        Form typed = submitted.form().named("removal-" + id);
        return typed.attempt(
                () -> {
                    attachments.remove(attachments.attachment(incidents.toChange(ref), id), typed.value("reason"));
                    return back(ref, no);
                },
                refused -> entries.page(ref, no, refused));
    }

    private static Response back(String ref, int no) {
        return Response.seeOther(URI.create("/incidents/" + ref + "/timeline/" + no + "#attachments"))
                .build();
    }
}
