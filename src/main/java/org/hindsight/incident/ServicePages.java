package org.hindsight.incident;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateExtension;
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
import java.util.List;
import org.hindsight.platform.idempotency.Idempotent;
import org.hindsight.platform.problem.Problem;
import org.hindsight.platform.web.Choice;
import org.hindsight.platform.web.Form;
import org.hindsight.platform.web.Forms;
import org.hindsight.platform.web.SubmittedForm;
import org.jspecify.annotations.Nullable;

/** The catalogue of services, for admins. */
@Path("/")
@RolesAllowed("ADMIN")
@Transactional
@Idempotent
@Produces(MediaType.TEXT_HTML)
class ServicePages {

    @CheckedTemplate(basePath = "incident")
    static class Templates {
        private Templates() {}

        static native TemplateInstance services(List<NewService> services, Form form, String done);

        static native TemplateInstance service(NewService service, int version, Form form);
    }

    /** What there is to choose from in the forms of services. */
    @TemplateExtension(namespace = "catalogue")
    static final class Choices {
        private Choices() {}

        static List<Choice> platforms() {
            return Choice.of(Platform.values());
        }
    }

    private final Catalogue catalogue;
    private final SubmittedForm submitted;
    private final Forms forms;

    ServicePages(Catalogue catalogue, SubmittedForm submitted, Forms forms) {
        this.catalogue = catalogue;
        this.submitted = submitted;
        this.forms = forms;
    }

    /**
     * The catalogue with a form for another service.
     *
     * @param done what was just done, to be said once
     */
    @GET
    @Path("settings/services")
    public TemplateInstance services(@QueryParam("done") @Nullable String done) {
        return list(Form.EMPTY, done == null ? "" : done);
    }

    @POST
    @Path("settings/services")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response add() {
        Form typed = submitted.form();
        return typed.attempt(
                () -> {
                    catalogue.add(forms.read(listed(typed), NewService.class, ZoneOffset.UTC));
                    return done("added");
                },
                refused -> list(refused, ""));
    }

    private static TemplateInstance list(Form form, String done) {
        return Templates.services(
                Service.catalogue().stream().map(NewService::of).toList(), form, done);
    }

    @GET
    @Path("settings/services/{slug}")
    public TemplateInstance service(@PathParam("slug") String slug) {
        return page(slug, Form.EMPTY);
    }

    @POST
    @Path("settings/services/{slug}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response change(@PathParam("slug") String slug) {
        Form typed = submitted.form();
        return typed.attempt(
                () -> {
                    Service service = known(slug);
                    typed.mustBeAbout(service.version);
                    Form form = listed(typed).with("slug", service.slug);
                    catalogue.change(service, forms.read(form, NewService.class, ZoneOffset.UTC));
                    return done("changed");
                },
                refused -> page(slug, refused));
    }

    @POST
    @Path("settings/services/{slug}/removal")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response remove(@PathParam("slug") String slug) {
        Form typed = submitted.form().named("removal");
        return typed.attempt(
                () -> {
                    catalogue.remove(known(slug));
                    return done("removed");
                },
                refused -> page(slug, refused));
    }

    private TemplateInstance page(String slug, Form form) {
        Service service = known(slug);
        Form saved = forms.fill(NewService.of(service));
        for (String list : List.of("regions", "symptoms")) {
            saved = saved.with(list, String.join("\n", saved.values().getOrDefault(list, List.of())));
        }
        boolean typed = form.name().isEmpty() && !form.values().isEmpty();
        return Templates.service(
                NewService.of(service),
                service.version,
                typed ? form : form.withValuesOf(saved).named(""));
    }

    private static Form listed(Form typed) {
        return typed.split("regions", "\n").split("symptoms", "\n");
    }

    private static Service known(String slug) {
        return Service.of(slug).orElseThrow(() -> Problem.notFound("There is no such service."));
    }

    private static Response done(String what) {
        return Response.seeOther(URI.create("/settings/services?done=" + what)).build();
    }
}
