package org.hindsight.edition.subscription;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.ZoneOffset;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.hindsight.account.SecretAddress;
import org.hindsight.platform.idempotency.Idempotent;
import org.hindsight.platform.web.Choice;
import org.hindsight.platform.web.Form;
import org.hindsight.platform.web.Forms;
import org.hindsight.platform.web.SubmittedForm;
import org.jspecify.annotations.Nullable;

/**
 * Where readers ask for mails, confirm and end them. A link in a mail only ever shows a page with a button: programs
 * that look for dangerous mails open every link.
 */
@Path("/reports")
@PermitAll
@Transactional
@Produces(MediaType.TEXT_HTML)
class SubscriptionPages {

    @CheckedTemplate(basePath = "edition/subscription")
    static class Templates {
        private Templates() {}

        static native TemplateInstance subscribe(List<Choice> choices, String about, Form form);

        static native TemplateInstance question(Question question);

        static native TemplateInstance said(String title, String text, boolean again);
    }

    /** Something that one button does. */
    record Question(String title, String text, String button, String address) {}

    private final Subscriptions subscriptions;
    private final Letters letters;
    private final Gate gate;
    private final Forms forms;
    private final SubmittedForm submitted;
    private final HttpServerRequest request;

    SubscriptionPages(
            Subscriptions subscriptions,
            Letters letters,
            Gate gate,
            Forms forms,
            SubmittedForm submitted,
            @Context HttpServerRequest request) {
        this.subscriptions = subscriptions;
        this.letters = letters;
        this.gate = gate;
        this.forms = forms;
        this.submitted = submitted;
        this.request = request;
    }

    /**
     * The form.
     *
     * @param report the slug of the report that the reader came from, if any
     */
    @GET
    @Path("subscribe")
    @Operation(hidden = true)
    public TemplateInstance form(@QueryParam("report") @Nullable String report) {
        subscriptions.mustBeOpen();
        String about = subscriptions.title(report).isPresent() ? String.valueOf(report) : "";
        return form(about, Form.EMPTY.with("report", about));
    }

    private TemplateInstance form(String about, Form form) {
        List<Choice> choices = subscriptions
                .title(about)
                .map(title -> List.of(new Choice(about, "This report: " + title), new Choice("", "All reports")))
                .orElse(List.of());
        return Templates.subscribe(choices, about, form);
    }

    @POST
    @Path("subscribe")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Idempotent
    @Operation(hidden = true)
    public Response ask() {
        subscriptions.mustBeOpen();
        Form typed = submitted.form();
        return typed.attempt(
                () -> {
                    Form tidy = typed.with("email", typed.value("email").strip());
                    NewSubscription wanted = forms.read(tidy, NewSubscription.class, ZoneOffset.UTC);
                    gate.mayAsk(request);
                    subscriptions.ask(wanted);
                    return to("/reports/subscribe/sent");
                },
                refused -> form(refused.value("about"), refused));
    }

    @GET
    @Path("subscribe/sent")
    @Operation(hidden = true)
    public TemplateInstance sent() {
        subscriptions.mustBeOpen();
        return Templates.said(
                "Look into your mail",
                "A mail is on its way to the address you gave. Open the link in it within 48 hours to confirm; before that"
                        + " nothing else is sent. At most " + Request.A_DAY
                        + " such mails go to one address in a day.",
                false);
    }

    @GET
    @Path("subscribe/confirm/{secret}")
    @Operation(hidden = true)
    public Response question(@PathParam("secret") String secret) {
        return subscriptions
                .asked(secret)
                .map(report -> page(
                        200,
                        Templates.question(new Question(
                                "Reports by e-mail",
                                "You get " + letters.what(report)
                                        + " by e-mail: a mail with each edition that is published" + " or withdrawn.",
                                "Yes, send them to me",
                                "/reports/subscribe/confirm/" + secret))))
                .orElseGet(SubscriptionPages::tooLate);
    }

    @POST
    @Path("subscribe/confirm/{secret}")
    @SecretAddress
    @Operation(hidden = true)
    public Response confirm(@PathParam("secret") String secret) {
        return subscriptions
                .confirm(secret)
                .map(begun -> to("/reports/subscribe/confirmed"))
                .orElseGet(SubscriptionPages::tooLate);
    }

    private static Response tooLate() {
        return page(
                410,
                Templates.said(
                        "This link does not hold any more",
                        "It was used already, or it is older than 48 hours. If you do not get the reports yet, ask for them"
                                + " again.",
                        true));
    }

    @GET
    @Path("subscribe/confirmed")
    @Operation(hidden = true)
    public TemplateInstance confirmed() {
        return Templates.said(
                "Confirmed",
                "The next edition comes to you by e-mail. Each mail has a link at its end with which you end this.",
                false);
    }

    @GET
    @Path("unsubscribe/{key}")
    @Operation(hidden = true)
    public Response leave(@PathParam("key") String key) {
        return subscriptions
                .endedBy(key)
                .map(subscription -> page(
                        200,
                        Templates.question(new Question(
                                "No more mails?",
                                "You get " + letters.what(subscription.report)
                                        + " by e-mail. Once you end this your address is deleted.",
                                "End it",
                                "/reports/unsubscribe/" + key))))
                .orElseGet(SubscriptionPages::ended);
    }

    /** Also what mail programs send to (RFC 8058), without a cookie and whatever form they have. */
    @POST
    @Path("unsubscribe/{key}")
    @SecretAddress
    @Operation(hidden = true)
    public Response end(@PathParam("key") String key) {
        subscriptions.end(key);
        return ended();
    }

    private static Response ended() {
        return page(
                200,
                Templates.said(
                        "It has ended",
                        "Your address is deleted here, and no further mail comes. One that was on its way may still arrive.",
                        true));
    }

    private static Response page(int status, TemplateInstance page) {
        return Response.status(status)
                .type(MediaType.TEXT_HTML_TYPE.withCharset("UTF-8"))
                .entity(page.render())
                .build();
    }

    private static Response to(String address) {
        return Response.seeOther(URI.create(address)).build();
    }
}
