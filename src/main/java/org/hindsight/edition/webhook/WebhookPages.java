package org.hindsight.edition.webhook;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateData;
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
import org.hindsight.account.ShownOnce;
import org.hindsight.platform.Listing;
import org.hindsight.platform.idempotency.Idempotent;
import org.hindsight.platform.web.Choice;
import org.hindsight.platform.web.Form;
import org.hindsight.platform.web.Forms;
import org.hindsight.platform.web.SubmittedForm;
import org.jspecify.annotations.Nullable;

/** Webhooks, for admins: who is told, what they were told, and what they answered. */
@Path("/")
@RolesAllowed("ADMIN")
@Transactional
@Idempotent
@Produces(MediaType.TEXT_HTML)
class WebhookPages {

    private static final String SECRET = "webhook";

    @CheckedTemplate(basePath = "edition")
    static class Templates {
        private Templates() {}

        static native TemplateInstance webhooks(List<WebhookView> webhooks, Form form, String done);

        static native TemplateInstance webhook(One page, Form form);
    }

    /**
     * The page of one webhook.
     *
     * @param secret one that was just made, shown this once; empty otherwise
     * @param done what was just done, to be said once
     * @param older where the log goes on
     */
    @TemplateData
    record One(
            WebhookView webhook,
            int version,
            List<DeliveryView> log,
            @Nullable String older,
            String secret,
            String done) {}

    /** What there is to choose from in the forms of webhooks, and how their log says things. */
    @TemplateExtension(namespace = "hooks")
    static final class Choices {
        private Choices() {}

        static List<Choice> events() {
            return Topic.offered().stream()
                    .map(topic -> new Choice(topic.word, topic.meaning))
                    .toList();
        }

        /** What an event means; itself where that is not known. */
        static String meaning(String event) {
            return Topic.of(event).map(topic -> topic.meaning).orElse(event);
        }

        /** Whether a box is ticked: all of them on a form that nobody filled in yet. */
        static boolean ticked(Form form, String event) {
            return form.values().isEmpty() || form.has("events", event);
        }
    }

    private final Webhooks webhooks;
    private final ShownOnce shownOnce;
    private final SubmittedForm submitted;
    private final Forms forms;

    WebhookPages(Webhooks webhooks, ShownOnce shownOnce, SubmittedForm submitted, Forms forms) {
        this.webhooks = webhooks;
        this.shownOnce = shownOnce;
        this.submitted = submitted;
        this.forms = forms;
    }

    /**
     * All of them with a form for another one.
     *
     * @param done what was just done, to be said once
     */
    @GET
    @Path("settings/webhooks")
    public TemplateInstance list(@QueryParam("done") @Nullable String done) {
        return Templates.webhooks(webhooks.all(), Form.EMPTY, done == null ? "" : done);
    }

    @POST
    @Path("settings/webhooks")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response add() {
        Form typed = submitted.form();
        return typed.attempt(
                () -> {
                    WebhookView made = webhooks.add(read(typed));
                    return to(made.id(), "added")
                            .cookie(shownOnce.onItsWay(SECRET, String.valueOf(made.secret())))
                            .build();
                },
                refused -> Templates.webhooks(webhooks.all(), refused, ""));
    }

    /**
     * One of them with its log.
     *
     * @param cursor where the log goes on
     * @param done what was just done, to be said once
     */
    @GET
    @Path("settings/webhooks/{id}")
    public Response one(
            @PathParam("id") long id,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("done") @Nullable String done) {
        return shownOnce.shownOn(SECRET, secret -> page(id, Form.EMPTY, cursor, secret, done == null ? "" : done));
    }

    @POST
    @Path("settings/webhooks/{id}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response change(@PathParam("id") long id) {
        Form typed = submitted.form();
        return typed.attempt(
                () -> {
                    Webhook webhook = webhooks.toChange(id, null);
                    typed.mustBeAbout(webhook.version);
                    webhooks.change(webhook, read(typed));
                    return to(id, "changed").build();
                },
                refused -> page(id, refused, null, "", ""));
    }

    /** A form without ticks sends nothing about them: then nothing is ticked. */
    private NewWebhook read(Form typed) {
        Form whole = typed.with("active", typed.has("active", "true") ? "true" : "false");
        return forms.read(
                typed.values().containsKey("events") ? whole : whole.with("events", ""),
                NewWebhook.class,
                ZoneOffset.UTC);
    }

    @POST
    @Path("settings/webhooks/{id}/secret")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response rotate(@PathParam("id") long id) {
        WebhookView rotated = webhooks.rotate(webhooks.toChange(id, null));
        return to(id, "rotated")
                .cookie(shownOnce.onItsWay(SECRET, String.valueOf(rotated.secret())))
                .build();
    }

    @POST
    @Path("settings/webhooks/{id}/test")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response test(@PathParam("id") long id) {
        webhooks.test(webhooks.toChange(id, null));
        return to(id, "tested").build();
    }

    @POST
    @Path("settings/webhooks/{id}/removal")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response remove(@PathParam("id") long id) {
        webhooks.remove(webhooks.toChange(id, null));
        return Response.seeOther(URI.create("/settings/webhooks?done=removed")).build();
    }

    @POST
    @Path("settings/webhooks/{id}/deliveries/{no}/redelivery")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response redeliver(@PathParam("id") long id, @PathParam("no") int no) {
        return submitted
                .form()
                .named("log")
                .attempt(
                        () -> {
                            webhooks.redeliver(webhooks.toChange(id, null), no);
                            return to(id, "redelivered").build();
                        },
                        refused -> page(id, refused, null, "", ""));
    }

    @POST
    @Path("settings/webhooks/{id}/deliveries/{no}/cancellation")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response cancel(@PathParam("id") long id, @PathParam("no") int no) {
        return submitted
                .form()
                .named("log")
                .attempt(
                        () -> {
                            webhooks.cancel(webhooks.toChange(id, null), no);
                            return to(id, "cancelled").build();
                        },
                        refused -> page(id, refused, null, "", ""));
    }

    private TemplateInstance page(long id, Form form, @Nullable String cursor, String secret, String done) {
        Webhook webhook = webhooks.toRead(id);
        Listing<DeliveryView> log = webhooks.log(webhook, null, cursor);
        boolean typed = form.name().isEmpty() && !form.values().isEmpty();
        Form shown = typed ? form : form.withValuesOf(forms.fill(NewWebhook.of(webhook)));
        return Templates.webhook(
                new One(
                        webhooks.view(webhook),
                        webhook.version,
                        log.items(),
                        log.next() == null ? null : "/settings/webhooks/" + id + "?cursor=" + log.next(),
                        secret,
                        done),
                shown.named(""));
    }

    private static Response.ResponseBuilder to(long id, String done) {
        return Response.seeOther(URI.create("/settings/webhooks/" + id + "?done=" + done));
    }
}
