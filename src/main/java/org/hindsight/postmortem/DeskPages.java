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
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.hindsight.incident.Audience;
import org.hindsight.incident.Incident;
import org.hindsight.incident.Incidents;
import org.hindsight.platform.idempotency.Idempotent;
import org.hindsight.platform.problem.Problem;
import org.hindsight.platform.problem.Violation;
import org.hindsight.platform.web.Form;
import org.hindsight.platform.web.Forms;
import org.hindsight.platform.web.SubmittedForm;
import org.hindsight.postmortem.template.DocumentTemplates;

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
        if (drafts.state(incident).isEmpty()) {
            return Templates.desk(Desk.without(drafts.citable(incident), templates.all(), form));
        }
        List<String> touched =
                drafts.touched(incident, asTyped(form)).stream().map(Sheet::key).toList();
        return Templates.desk(Desk.of(
                drafts.document(incident, Audience.INTERNAL),
                drafts.view(incident),
                templates.all(),
                new Desk.Typed(form, touched)));
    }

    @POST
    @Path("/postmortem")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response begin(@PathParam("ref") String ref) {
        return save(ref, (incident, typed) -> {
            drafts.begin(incident, typed.value("template"));
            return back(incident, "");
        });
    }

    @POST
    @Path("/postmortem/sections")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response write(@PathParam("ref") String ref) {
        return save(
                ref,
                (incident, typed) -> typed.value("comment").isBlank()
                        ? back(incident, "#section-" + typed.value("at"))
                        : withUnsentReview(ref, typed));
    }

    @POST
    @Path("/postmortem/reviews")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response review(@PathParam("ref") String ref) {
        return save(ref, (incident, typed) -> {
            drafts.review(incident, forms.read(typed, NewReview.class, ZoneOffset.UTC));
            return back(incident, "#review");
        });
    }

    /** The desk again, with a review that was begun and is not sent. */
    private Response withUnsentReview(String ref, Form typed) {
        Form review = Stream.of("comment", "section", "verdict")
                .reduce(Form.EMPTY, (form, field) -> form.with(field, typed.value(field)), (form, same) -> form);
        return Response.ok(desk(ref, review).render(), MediaType.TEXT_HTML_TYPE.withCharset("UTF-8"))
                .build();
    }

    /** The desk is one form: whichever of its buttons is pressed, what was written is saved with it. */
    private Response save(String ref, BiFunction<Incident, Form, Response> verb) {
        Form typed = submitted.form();
        return typed.attempt(
                () -> {
                    Incident incident = incidents.toChange(ref);
                    drafts.write(incident, sheets(typed));
                    return verb.apply(incident, typed);
                },
                refused -> desk(ref, refused));
    }

    private List<Sheet> sheets(Form typed) {
        List<Sheet> sheets = new ArrayList<>();
        List<Violation> faults = new ArrayList<>();
        for (String key : typed.parts("markdown")) {
            try {
                sheets.add(forms.read(typed.part(key).with("key", key), Sheet.class, ZoneOffset.UTC));
            } catch (Problem refused) {
                refused.violations()
                        .forEach(fault -> faults.add(new Violation(fault.field() + "." + key, fault.message())));
            }
        }
        if (!faults.isEmpty()) {
            throw Problem.invalid(faults);
        }
        return sheets;
    }

    /** The sections of a refused form, whatever is wrong with them. */
    private static List<Sheet> asTyped(Form refused) {
        return refused.parts("markdown").stream()
                .map(key -> {
                    Form part = refused.part(key);
                    String revision = part.value("revision");
                    return new Sheet(
                            key,
                            revision.matches("\\d{1,9}") ? Integer.parseInt(revision) : 0,
                            part.value("markdown"),
                            part.has("audience", "PUBLIC") ? Audience.PUBLIC : Audience.INTERNAL);
                })
                .toList();
    }

    private static Response back(Incident incident, String fragment) {
        return Response.seeOther(URI.create("/incidents/" + incident.ref() + "/postmortem" + fragment))
                .build();
    }
}
