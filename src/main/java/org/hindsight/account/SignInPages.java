package org.hindsight.account;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.PermitAll;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.hindsight.platform.problem.Problem;
import org.hindsight.platform.web.ClientAddress;
import org.hindsight.platform.web.Form;
import org.hindsight.platform.web.Forms;
import org.hindsight.platform.web.SubmittedForm;
import org.jspecify.annotations.Nullable;

/** Signing in and out, and the first run. */
@Path("/")
@PermitAll
@Transactional
@Produces(MediaType.TEXT_HTML)
class SignInPages {

    @CheckedTemplate(basePath = "account")
    static class Templates {
        private Templates() {}

        static native TemplateInstance signIn(Form typed);

        static native TemplateInstance setUp(Form typed);
    }

    record Credentials(String email, String password) {}

    private final FirstRun firstRun;
    private final SignInTries tries;
    private final SessionCookie cookie;
    private final RoutingContext exchange;
    private final ClientAddress addresses;
    private final SubmittedForm submitted;
    private final Forms forms;
    private final Clock clock;

    SignInPages(
            FirstRun firstRun,
            SignInTries tries,
            SessionCookie cookie,
            RoutingContext exchange,
            ClientAddress addresses,
            SubmittedForm submitted,
            Forms forms,
            Clock clock) {
        this.firstRun = firstRun;
        this.tries = tries;
        this.cookie = cookie;
        this.exchange = exchange;
        this.addresses = addresses;
        this.submitted = submitted;
        this.forms = forms;
        this.clock = clock;
    }

    @GET
    @Path("sign-in")
    public TemplateInstance askForSignIn(@QueryParam("next") @Nullable String next) {
        return Templates.signIn(next == null ? Form.EMPTY : Form.EMPTY.with("next", next));
    }

    @POST
    @Path("sign-in")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response signIn() {
        Form typed = submitted.form();
        return typed.attempt(
                () -> {
                    User user = recognised(typed.value("email"), typed.value("password"));
                    return begin(user, typed.value("next"));
                },
                refused -> Templates.signIn(refused.with("password", "")));
    }

    @POST
    @Path("sign-out")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response signOut() {
        cookie.session(exchange).ifPresent(Session::end);
        return Response.seeOther(URI.create("/sign-in"))
                .cookie(cookie.forgetting(exchange))
                .build();
    }

    @GET
    @Path("set-up")
    public TemplateInstance askForSetUp() {
        if (!firstRun.pending()) {
            throw Problem.notFound("Hindsight is set up already.");
        }
        return Templates.setUp(Form.EMPTY);
    }

    @POST
    @Path("set-up")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response setUp() {
        Form typed = submitted.form();
        if (!firstRun.pending()) {
            throw Problem.notFound("Hindsight is set up already.");
        }
        return typed.attempt(
                () -> {
                    NewUser admin =
                            forms.read(typed.with("role", Role.ADMIN.name()), NewUser.class, java.time.ZoneOffset.UTC);
                    if (admin.password() == null) {
                        throw Problem.invalid("password", "is needed");
                    }
                    return begin(firstRun.create(typed.value("code"), admin), "");
                },
                refused -> Templates.setUp(refused.with("password", "")));
    }

    private User recognised(String email, String password) {
        String address = addresses.of(exchange.request()).getHostAddress();
        tries.mayTry(email, address);
        Optional<User> user = User.of(email);
        boolean right = user.map(u -> u.hasPassword(password)).orElseGet(() -> firstRun.wasteTime(password));
        if (!right || user.isEmpty()) {
            tries.failed(email, address);
            throw Problem.invalid("E-mail address or password is wrong.");
        }
        tries.succeeded(email, address);
        return user.get();
    }

    private Response begin(User user, String next) {
        cookie.session(exchange).ifPresent(Session::end);
        String secret = Secrets.fresh();
        Session.begin(user, secret, clock.instant());
        return Response.seeOther(URI.create(local(next)))
                .cookie(cookie.forSession(secret, exchange))
                .build();
    }

    /** Only addresses of this server: a link must not send a person elsewhere after signing in. */
    private static String local(String next) {
        boolean safe = next.startsWith("/")
                && !next.startsWith("//")
                && List.of("\\", "\r", "\n").stream().noneMatch(next::contains);
        try {
            return safe ? URI.create(next).toString() : "/";
        } catch (IllegalArgumentException notAnAddress) {
            return "/";
        }
    }
}
