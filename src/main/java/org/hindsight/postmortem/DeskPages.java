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
import jakarta.ws.rs.core.UriBuilder;
import java.net.URI;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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

    /** What a review is made of. */
    private static final List<String> REVIEW = List.of("comment", "section", "quote", "verdict", "reviewers", "dueOn");

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
    public TemplateInstance desk(@PathParam("ref") String ref, @QueryParam("merged") @Nullable List<String> merged) {
        return desk(ref, Form.EMPTY, Objects.requireNonNullElse(merged, List.of()));
    }

    private TemplateInstance desk(String ref, Form form) {
        return desk(ref, form, List.of());
    }

    private TemplateInstance desk(String ref, Form form, List<String> merged) {
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
                new Desk.Typed(form, touched, merged)));
    }

    @POST
    @Path("/postmortem")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response begin(@PathParam("ref") String ref) {
        return save(ref, (incident, typed) -> {
            drafts.begin(incident, typed.value("template"));
            return "";
        });
    }

    @POST
    @Path("/postmortem/sections")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response write(@PathParam("ref") String ref) {
        return save(ref, (incident, typed) -> "#section-" + typed.value("at"));
    }

    /** Settles a citation whose fact changed; the button says which one, and what its reader saw of it. */
    @POST
    @Path("/postmortem/stale")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response settle(@PathParam("ref") String ref) {
        return save(ref, (incident, typed) -> {
            String[] claim = typed.value("claim").split(" ", 3);
            if (claim.length < 3) {
                throw Problem.invalid("claim", "is needed: section, mark and citation");
            }
            drafts.settle(
                    incident,
                    claim[0],
                    claim[2],
                    now -> SectionView.Stale.mark(now).equals(claim[1]));
            return "#section-" + claim[0];
        });
    }

    /** Ticks the checklist as it was sent: what is not ticked there is not done. */
    @POST
    @Path("/postmortem/checklist")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response tick(@PathParam("ref") String ref) {
        return save(ref, (incident, typed) -> {
            List<DraftView.Point> points = drafts.checklist(incident);
            for (DraftView.Point point : points) {
                boolean done = typed.has("tick", String.valueOf(point.no()));
                if (done != point.done()) {
                    drafts.tick(incident, point.no(), done);
                }
            }
            return "#review";
        });
    }

    @POST
    @Path("/postmortem/reviews/settlement")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response settleReview(@PathParam("ref") String ref) {
        return save(ref, (incident, typed) -> settleReview(incident, number(typed, "settled"), true));
    }

    @POST
    @Path("/postmortem/reviews/reopening")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response reopenReview(@PathParam("ref") String ref) {
        return save(ref, (incident, typed) -> settleReview(incident, number(typed, "opened"), false));
    }

    private String settleReview(Incident incident, int no, boolean settled) {
        ReviewView review = drafts.settleReview(incident, no, settled);
        return review.section() == null ? "#review" : "#section-" + review.section();
    }

    /** The number of the review that a button is about. */
    private static int number(Form typed, String button) {
        String no = typed.value(button);
        if (!no.matches("[0-9]{1,9}")) {
            throw Problem.invalid(button, "is needed: the number of a comment");
        }
        return Integer.parseInt(no);
    }

    /** Sends one reply; the button says to what. */
    @POST
    @Path("/postmortem/reviews/replies")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response reply(@PathParam("ref") String ref) {
        Form typed = submitted.form();
        return attempt(ref, typed, (incident, sheets) -> {
            List<String> merged = drafts.write(incident, sheets);
            int no = number(typed, "answered");
            String field = "reply." + no;
            drafts.reply(incident, no, reply(typed, field));
            return back(incident, merged, "#comment-" + no, unsent(typed.with(field, "")));
        });
    }

    private NewReply reply(Form typed, String field) {
        try {
            return forms.read(Form.EMPTY.with("comment", typed.value(field)), NewReply.class, ZoneOffset.UTC);
        } catch (Problem refused) {
            throw Problem.invalid(refused.violations().stream()
                    .map(fault -> new Violation(field, fault.message()))
                    .toList());
        }
    }

    @POST
    @Path("/postmortem/reviews")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response review(@PathParam("ref") String ref) {
        Form typed = submitted.form();
        return attempt(ref, typed, (incident, sheets) -> {
            if (typed.has("verdict", Verdict.APPROVED.name())) {
                drafts.refuseUnread(incident, sheets);
            }
            List<String> merged = drafts.write(incident, sheets);
            NewReview review = forms.read(typed.split("reviewers", "[,;\\s]+"), NewReview.class, ZoneOffset.UTC);
            drafts.review(incident, review, null);
            return back(incident, merged, "#review", unsent(typed.with("comment", "")));
        });
    }

    /** What was begun on a desk and is sent by another button than was pressed: a review, and replies. */
    private static Form unsent(Form typed) {
        Stream<String> review = typed.value("comment").isBlank() ? Stream.empty() : REVIEW.stream();
        Stream<String> replies = typed.parts("reply").stream()
                .map(no -> "reply." + no)
                .filter(field -> !typed.value(field).isBlank());
        return Stream.concat(review, replies)
                .reduce(Form.EMPTY, (form, field) -> form.with(field, typed.value(field)), (form, same) -> form);
    }

    /** The desk is one form: whichever of its buttons is pressed, what was written is saved with it. */
    private Response save(String ref, BiFunction<Incident, Form, String> verb) {
        Form typed = submitted.form();
        return attempt(ref, typed, (incident, sheets) -> {
            List<String> merged = drafts.write(incident, sheets);
            String place = verb.apply(incident, typed);
            return back(incident, merged, place, unsent(typed));
        });
    }

    private Response attempt(String ref, Form typed, BiFunction<Incident, List<Sheet>, Response> verb) {
        return typed.attempt(() -> verb.apply(incidents.toChange(ref), sheets(typed)), refused -> desk(ref, refused));
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

    /** Back to a place on the desk; to the desk with what was begun there and is not sent, if there is any. */
    private Response back(Incident incident, List<String> merged, String fragment, Form unsent) {
        if (!unsent.values().isEmpty()) {
            return Response.ok(
                            desk(incident.ref(), unsent, merged).render(),
                            MediaType.TEXT_HTML_TYPE.withCharset("UTF-8"))
                    .build();
        }
        UriBuilder desk = UriBuilder.fromPath("/incidents/{ref}/postmortem");
        merged.forEach(key -> desk.queryParam("merged", key));
        return Response.seeOther(URI.create(desk.build(incident.ref()) + fragment))
                .build();
    }
}
