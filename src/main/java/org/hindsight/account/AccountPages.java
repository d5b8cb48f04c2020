package org.hindsight.account;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
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
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.hindsight.platform.idempotency.Idempotent;
import org.hindsight.platform.problem.Problem;
import org.hindsight.platform.web.Form;
import org.hindsight.platform.web.Forms;
import org.hindsight.platform.web.SubmittedForm;
import org.jspecify.annotations.Nullable;

/** One's own account: name, password, tokens. */
@Path("/")
@RolesAllowed("VIEWER")
@Transactional
@Produces(MediaType.TEXT_HTML)
class AccountPages {

    @CheckedTemplate(basePath = "account")
    static class Templates {
        private Templates() {}

        static native TemplateInstance account(Account page, Form form);
    }

    /**
     * One's own account.
     *
     * @param secret a token that was just made, shown this once; empty otherwise
     * @param done what was just done, to be said once
     */
    record Account(UserView user, List<TokenLine> tokens, String secret, String done) {}

    record Name(
            @NotBlank(message = "is needed") @Size(max = 100, message = "may have at most 100 characters") String name) {}

    record NewPassword(
            @NotBlank(message = "is needed") String current,

            @NotNull(message = "is needed") @Password String password) {}

    record TokenForm(
            @NotBlank(message = "is needed") @Size(max = 100, message = "may have at most 100 characters") String name,

            @Nullable LocalDate expiresOn) {}

    private final Caller caller;
    private static final String TOKEN = "token";

    private final SessionCookie cookie;
    private final ShownOnce shownOnce;
    private final RoutingContext exchange;
    private final SubmittedForm submitted;
    private final Forms forms;
    private final Clock clock;

    AccountPages(
            Caller caller,
            SessionCookie cookie,
            ShownOnce shownOnce,
            RoutingContext exchange,
            SubmittedForm submitted,
            Forms forms,
            Clock clock) {
        this.caller = caller;
        this.cookie = cookie;
        this.shownOnce = shownOnce;
        this.exchange = exchange;
        this.submitted = submitted;
        this.forms = forms;
        this.clock = clock;
    }

    @GET
    @Path("account")
    public Response account(@QueryParam("done") @Nullable String done) {
        return shownOnce.shownOn(TOKEN, secret -> page(Form.EMPTY, secret, done == null ? "" : done));
    }

    @POST
    @Path("account/name")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Idempotent
    public Response rename() {
        return attempt("name", (typed, me) -> {
            me.rename(forms.read(typed, Name.class, ZoneOffset.UTC).name());
            return done("renamed").build();
        });
    }

    @POST
    @Path("account/password")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response changePassword() {
        return attempt("password", (typed, me) -> {
            NewPassword input = forms.read(typed, NewPassword.class, ZoneOffset.UTC);
            if (!me.hasPassword(input.current())) {
                throw Problem.invalid("current", "is not your password");
            }
            me.takePassword(input.password());
            me.version++;
            Session.endAllOf(me);
            String secret = Secrets.fresh();
            Session.begin(me, secret, clock.instant());
            return done("password").cookie(cookie.forSession(secret, exchange)).build();
        });
    }

    @POST
    @Path("account/tokens")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Idempotent
    public Response makeToken() {
        return attempt("token", (typed, me) -> {
            TokenForm input = forms.read(typed, TokenForm.class, ZoneOffset.UTC);
            Instant now = clock.instant();
            Instant expires = input.expiresOn() == null
                    ? null
                    : input.expiresOn().atStartOfDay(ZoneOffset.UTC).toInstant();
            if (expires != null && !expires.isAfter(now)) {
                throw Problem.invalid("expiresOn", "lies in the past");
            }
            String secret = "hs_" + Secrets.fresh();
            ApiToken.of(me, input.name(), secret, expires, now);
            return done("token").cookie(shownOnce.onItsWay(TOKEN, secret)).build();
        });
    }

    @POST
    @Path("account/tokens/{id}/removal")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Idempotent
    public Response revoke(@PathParam("id") long id) {
        return attempt("revoke", (typed, me) -> {
            if (!ApiToken.revoke(me, id)) {
                throw Problem.notFound("There is no such token.");
            }
            return done("revoked").build();
        });
    }

    /** What a form on this page does for the person who sent it. */
    private interface Verb {
        Response apply(Form typed, User me);
    }

    private Response attempt(String form, Verb verb) {
        Form typed = submitted.form().named(form);
        return typed.attempt(
                () -> verb.apply(typed, me()),
                refused -> page(refused.with("current", "").with("password", ""), "", ""));
    }

    private TemplateInstance page(Form form, String secret, String done) {
        User me = me();
        return Templates.account(
                new Account(
                        UserView.of(me),
                        ApiToken.of(me).stream().map(TokenLine::of).toList(),
                        secret,
                        done),
                form);
    }

    private User me() {
        return User.of(caller.person().email).orElseThrow(Problem::unauthorized);
    }

    private static Response.ResponseBuilder done(String what) {
        return Response.seeOther(URI.create("/account?done=" + what));
    }
}
