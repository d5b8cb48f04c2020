package org.hindsight.account;

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
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import org.hindsight.platform.idempotency.Idempotent;
import org.hindsight.platform.problem.Problem;
import org.hindsight.platform.web.Choice;
import org.hindsight.platform.web.Form;
import org.hindsight.platform.web.Forms;
import org.hindsight.platform.web.SubmittedForm;
import org.jspecify.annotations.Nullable;

/** Who has an account, for admins: welcome somebody, change them, part with them. */
@Path("/")
@RolesAllowed("ADMIN")
@Transactional
@Idempotent
@Produces(MediaType.TEXT_HTML)
class PeoplePages {

    @CheckedTemplate(basePath = "account")
    static class Templates {
        private Templates() {}

        static native TemplateInstance people(List<UserView> people, Form form, String done);

        static native TemplateInstance person(UserView person, int version, List<TokenLine> tokens, Form form);
    }

    /** What there is to choose from in the forms of accounts. */
    @TemplateExtension(namespace = "accounts")
    static final class Choices {
        private Choices() {}

        static List<Choice> roles() {
            return Choice.of(Role.values());
        }
    }

    private final SubmittedForm submitted;
    private final Forms forms;
    private final Clock clock;

    PeoplePages(SubmittedForm submitted, Forms forms, Clock clock) {
        this.submitted = submitted;
        this.forms = forms;
        this.clock = clock;
    }

    @GET
    @Path("settings")
    public Response settings() {
        return Response.seeOther(URI.create("/settings/people")).build();
    }

    /**
     * The list of accounts with a form for another one.
     *
     * @param done what was just done, to be said once
     */
    @GET
    @Path("settings/people")
    public TemplateInstance people(@QueryParam("done") @Nullable String done) {
        return list(Form.EMPTY, done == null ? "" : done);
    }

    @POST
    @Path("settings/people")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response add() {
        Form typed = submitted.form();
        return typed.attempt(
                () -> {
                    NewUser input = forms.read(typed, NewUser.class, ZoneOffset.UTC);
                    User.welcome(input.email(), input.name(), input.role(), input.password(), clock.instant());
                    return done("added");
                },
                refused -> list(refused.with("password", ""), ""));
    }

    private static TemplateInstance list(Form form, String done) {
        return Templates.people(User.present().stream().map(UserView::of).toList(), form, done);
    }

    @GET
    @Path("settings/people/{email}")
    public TemplateInstance person(@PathParam("email") String email) {
        return page(email, Form.EMPTY);
    }

    @POST
    @Path("settings/people/{email}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response change(@PathParam("email") String email) {
        Form typed = submitted.form().named("person");
        return typed.attempt(
                () -> {
                    User user = known(email);
                    typed.mustBeAbout(user.version);
                    user.change(forms.read(typed.with("email", user.email), NewUser.class, ZoneOffset.UTC));
                    return done("changed");
                },
                refused -> page(email, refused.with("password", "")));
    }

    @POST
    @Path("settings/people/{email}/removal")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response remove(@PathParam("email") String email) {
        Form typed = submitted.form().named("removal");
        return typed.attempt(
                () -> {
                    known(email).leave(clock.instant());
                    return done("removed");
                },
                refused -> page(email, refused));
    }

    @POST
    @Path("settings/people/{email}/tokens/{id}/removal")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response revoke(@PathParam("email") String email, @PathParam("id") long id) {
        if (!ApiToken.revoke(known(email), id)) {
            throw Problem.notFound("There is no such token.");
        }
        return Response.seeOther(URI.create("/settings/people/" + URLEncoder.encode(email, StandardCharsets.UTF_8)))
                .build();
    }

    private static TemplateInstance page(String email, Form form) {
        User user = known(email);
        Form shown = Form.EMPTY.named("person").with("name", user.name).with("role", user.role.name());
        return Templates.person(
                UserView.of(user),
                user.version,
                ApiToken.of(user).stream().map(TokenLine::of).toList(),
                form.name().isEmpty() ? shown : form.name().equals("person") ? form : form.withValuesOf(shown));
    }

    private static User known(String email) {
        return User.of(email).orElseThrow(() -> Problem.notFound("There is no user " + User.normalised(email) + "."));
    }

    private static Response done(String what) {
        return Response.seeOther(URI.create("/settings/people?done=" + what)).build();
    }
}
