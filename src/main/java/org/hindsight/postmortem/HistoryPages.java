package org.hindsight.postmortem;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
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
import java.time.ZoneOffset;
import org.hindsight.incident.Incident;
import org.hindsight.incident.Incidents;
import org.hindsight.platform.Etag;
import org.hindsight.platform.idempotency.Idempotent;
import org.hindsight.platform.web.Form;
import org.hindsight.platform.web.Forms;
import org.hindsight.platform.web.SubmittedForm;
import org.jspecify.annotations.Nullable;

/** What a section said before, and how it gets that back. */
@Path("/incidents/{ref}/postmortem/sections/{key}")
@RolesAllowed("VIEWER")
@Produces(MediaType.TEXT_HTML)
@Transactional
@Idempotent
class HistoryPages {

    @CheckedTemplate(basePath = "postmortem")
    static class Templates {
        private Templates() {}

        static native TemplateInstance history(SectionPast past, Form form);
    }

    private final Incidents incidents;
    private final Drafts drafts;
    private final SubmittedForm submitted;
    private final Forms forms;

    HistoryPages(Incidents incidents, Drafts drafts, SubmittedForm submitted, Forms forms) {
        this.incidents = incidents;
        this.drafts = drafts;
        this.submitted = submitted;
        this.forms = forms;
    }

    /**
     * The texts of a section and what each of them changed.
     *
     * @param before shows what was saved before that revision; from the newest on when left out
     */
    @GET
    @Path("/history")
    public TemplateInstance history(
            @PathParam("ref") String ref,
            @PathParam("key") String key,
            @QueryParam("before") @Nullable Integer before) {
        return history(ref, key, before, Form.EMPTY);
    }

    private TemplateInstance history(String ref, String key, @Nullable Integer before, Form form) {
        Incident incident = incidents.toRead(ref);
        return Templates.history(SectionPast.of(incident, drafts.past(incident, key), before), form);
    }

    @POST
    @Path("/restoration")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response restore(@PathParam("ref") String ref, @PathParam("key") String key) {
        Form typed = submitted.form();
        return typed.attempt(
                () -> {
                    Incident incident = incidents.toChange(ref);
                    Restoration wanted = forms.read(typed, Restoration.class, ZoneOffset.UTC);
                    drafts.restore(incident, key, wanted.revision(), Etag.of(wanted.instead()));
                    return Response.seeOther(URI.create("/incidents/" + incident.ref() + "/postmortem#section-" + key))
                            .build();
                },
                refused -> history(ref, key, null, refused));
    }

    /**
     * A text that is wanted back.
     *
     * @param revision of that text
     * @param instead the revision that it takes the place of
     */
    record Restoration(int revision, int instead) {}
}
