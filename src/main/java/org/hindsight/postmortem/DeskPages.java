package org.hindsight.postmortem;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.ZoneOffset;
import java.util.Objects;
import org.hindsight.incident.Audience;
import org.hindsight.incident.Incident;
import org.hindsight.incident.Incidents;
import org.hindsight.platform.idempotency.Idempotent;
import org.hindsight.platform.web.Form;
import org.hindsight.platform.web.Forms;
import org.hindsight.platform.web.SubmittedForm;
import org.hindsight.postmortem.template.DocumentTemplates;
import org.jspecify.annotations.Nullable;

/** The writing desk: the draft on the left, the facts to cite on the right. */
@Path("/incidents/{ref}")
@RolesAllowed("VIEWER")
@Produces(MediaType.TEXT_HTML)
@Transactional
@Idempotent
class DeskPages {

    @CheckedTemplate(basePath = "postmortem")
    static class Templates {
        private Templates() {}

        static native TemplateInstance desk(Desk desk);
    }

    /** A section as its form sends it. */
    record TypedSection(
            @Size(max = NewSection.MOST, message = "may have at most 200,000 characters") @Nullable String markdown,

            @Nullable Audience audience) {

        NewSection input() {
            return new NewSection(Objects.requireNonNullElse(markdown, ""), audience);
        }
    }

    private final Incidents incidents;
    private final Drafts drafts;
    private final DocumentTemplates templates;
    private final SubmittedForm submitted;
    private final Forms forms;

    DeskPages(Incidents incidents, Drafts drafts, DocumentTemplates templates, SubmittedForm submitted, Forms forms) {
        this.incidents = incidents;
        this.drafts = drafts;
        this.templates = templates;
        this.submitted = submitted;
        this.forms = forms;
    }

    @GET
    @Path("/postmortem")
    public TemplateInstance desk(@PathParam("ref") String ref) {
        return desk(ref, Form.EMPTY);
    }

    private TemplateInstance desk(String ref, Form form) {
        Incident incident = incidents.toRead(ref);
        return Templates.desk(
                drafts.state(incident).isEmpty()
                        ? Desk.without(drafts.citable(incident), templates.all(), form)
                        : Desk.of(
                                drafts.document(incident, Audience.INTERNAL),
                                drafts.view(incident),
                                templates.all(),
                                form));
    }

    @POST
    @Path("/postmortem")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response begin(@PathParam("ref") String ref) {
        Form typed = submitted.form().named("begin");
        return typed.attempt(
                () -> {
                    Incident incident = incidents.toChange(ref);
                    drafts.begin(incident, typed.value("template"));
                    return back(incident, "");
                },
                refused -> desk(ref, refused));
    }

    @POST
    @Path("/postmortem/sections/{key}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response save(@PathParam("ref") String ref, @PathParam("key") String key) {
        Form typed = submitted.form().named("section-" + key);
        return typed.attempt(
                () -> {
                    Incident incident = incidents.toChange(ref);
                    TypedSection section = forms.read(typed, TypedSection.class, ZoneOffset.UTC);
                    drafts.write(incident, key, section.input(), "\"" + typed.value("revision") + "\"");
                    return back(incident, "#section-" + key);
                },
                refused -> desk(ref, refused));
    }

    @POST
    @Path("/postmortem/reviews")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response review(@PathParam("ref") String ref) {
        Form typed = submitted.form().named("review");
        return typed.attempt(
                () -> {
                    Incident incident = incidents.toChange(ref);
                    drafts.review(incident, forms.read(typed, NewReview.class, ZoneOffset.UTC));
                    return back(incident, "#review");
                },
                refused -> desk(ref, refused));
    }

    private static Response back(Incident incident, String fragment) {
        return Response.seeOther(URI.create("/incidents/" + incident.ref() + "/postmortem" + fragment))
                .build();
    }
}
