package org.hindsight.intake;

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
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.hindsight.platform.Listing;
import org.hindsight.platform.idempotency.Idempotent;
import org.hindsight.platform.problem.Problem;
import org.hindsight.platform.problem.Violation;
import org.hindsight.platform.web.Form;
import org.hindsight.platform.web.SubmittedForm;
import org.hindsight.platform.web.Wording;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;

/** Bringing in a file by hand: nothing is written before a person saw what would be. */
@Path("/imports")
@RolesAllowed("RESPONDER")
@Transactional
@Idempotent
@Produces(MediaType.TEXT_HTML)
class ImportPages {

    @CheckedTemplate(basePath = "intake")
    static class Templates {
        private Templates() {}

        static native TemplateInstance imports(
                List<ImportLine> lines, @Nullable String older, long mostBytes, Form form);

        static native TemplateInstance brought(Preview page, Form form);
    }

    /**
     * What the page of an import shows.
     *
     * @param done whether it was run
     * @param fresh whether there is something to do, or was
     * @param told how many things meet each fate, in words
     */
    record Preview(ImportView brought, boolean done, boolean fresh, String told, List<Row> rows) {

        static Preview of(ImportView brought) {
            boolean done = brought.state() == ImportView.State.DONE;
            return new Preview(
                    brought,
                    done,
                    brought.counts().create() + brought.counts().merge() > 0,
                    brought.counts().told(done),
                    brought.items().stream().map(item -> Row.of(item, done)).toList());
        }
    }

    /**
     * One thing of the file.
     *
     * @param fate what is done with it, or was: "Create", "Created"
     * @param what the thing, as a sentence begins
     * @param known whether the incident is there to be looked at
     */
    record Row(String fate, String what, ImportView.Item item, boolean known) {

        static Row of(ImportView.Item item, boolean done) {
            String fate = switch (item.action()) {
                case CREATE -> done ? "created" : "create";
                case MERGE -> done ? "merged" : "merge";
                case SKIP -> done ? "skipped" : "skip";
            };
            return new Row(
                    Wording.words(fate),
                    item.what().substring(0, 1).toUpperCase(Locale.ROOT)
                            + item.what().substring(1),
                    item,
                    item.ref() != null && (done || item.action() != ImportView.Action.CREATE));
        }
    }

    private final Imports imports;
    private final LargeImports limits;
    private final SubmittedForm submitted;

    ImportPages(Imports imports, LargeImports limits, SubmittedForm submitted) {
        this.imports = imports;
        this.limits = limits;
        this.submitted = submitted;
    }

    @GET
    public TemplateInstance list(@QueryParam("cursor") @Nullable String cursor) {
        return page(cursor, Form.EMPTY);
    }

    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    public Response bring(@RestForm("file") @Nullable FileUpload file) {
        Form typed = submitted.form();
        return typed.attempt(
                () -> {
                    ImportFormat format = ImportFormat.named(typed.value("format"));
                    ImportView brought = atTheForm(() -> imports.preview(format, file, typed.value("incident")));
                    return Response.seeOther(URI.create("/imports/" + brought.id()))
                            .build();
                },
                refused -> page(null, refused));
    }

    /** A fault within the file is told at the field that the file came by, with its place. */
    private static ImportView atTheForm(Supplier<ImportView> verb) {
        try {
            return verb.get();
        } catch (Problem problem) {
            if (problem.status() == 404) {
                throw Problem.invalid("incident", "is not known here");
            }
            if (problem.violations().isEmpty()) {
                throw problem;
            }
            throw Problem.invalid(
                    problem.violations().stream().map(ImportPages::atTheForm).toList());
        }
    }

    private static Violation atTheForm(Violation violation) {
        return List.of("file", "incident").contains(violation.field())
                ? violation
                : new Violation("file", "has a fault: " + violation.field() + " " + violation.message());
    }

    private TemplateInstance page(@Nullable String cursor, Form form) {
        Listing<ImportLine> listed = imports.list(null, cursor);
        String older = listed.next() == null ? null : "/imports?cursor=" + Wording.inAddress(listed.next());
        return Templates.imports(listed.items(), older, limits.mostBytes(), form);
    }

    @GET
    @Path("{id}")
    public TemplateInstance one(@PathParam("id") long id) {
        return page(id, Form.EMPTY);
    }

    @POST
    @Path("{id}/run")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response run(@PathParam("id") long id) {
        return submitted
                .form()
                .attempt(
                        () -> {
                            imports.run(id);
                            return Response.seeOther(URI.create("/imports/" + id))
                                    .build();
                        },
                        refused -> page(id, refused));
    }

    private TemplateInstance page(long id, Form form) {
        return Templates.brought(Preview.of(imports.view(id)), form);
    }
}
