package org.hindsight.edition.subscription;

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
import org.hindsight.platform.Listing;
import org.hindsight.platform.idempotency.Idempotent;
import org.hindsight.platform.web.Form;
import org.hindsight.platform.web.SubmittedForm;
import org.jspecify.annotations.Nullable;

/** How mail is set up, and who gets reports by it, for admins. */
@Path("/settings/mail")
@RolesAllowed("ADMIN")
@Transactional
@Idempotent
@Produces(MediaType.TEXT_HTML)
class MailPages {

    @CheckedTemplate(basePath = "edition/subscription")
    static class Templates {
        private Templates() {}

        static native TemplateInstance mail(
                MailDesk.State state, Listing<SubscriptionView> subscriptions, Asked asked, Form form, String done);
    }

    /** Which part of the list is shown. */
    record Asked(String email, boolean later) {}

    private final MailDesk desk;
    private final Subscriptions subscriptions;
    private final SubmittedForm submitted;

    MailPages(MailDesk desk, Subscriptions subscriptions, SubmittedForm submitted) {
        this.desk = desk;
        this.subscriptions = subscriptions;
        this.submitted = submitted;
    }

    /**
     * How things are, and a page of subscribers.
     *
     * @param done what was just done, to be said once
     * @param email some letters of the address that is looked for
     * @param after where the list goes on
     */
    @GET
    public TemplateInstance mail(
            @QueryParam("done") @Nullable String done,
            @QueryParam("email") @Nullable String email,
            @QueryParam("after") @Nullable String after) {
        return page(email, after, Form.EMPTY, done == null ? "" : done);
    }

    private TemplateInstance page(@Nullable String email, @Nullable String after, Form form, String done) {
        Asked asked = new Asked(email == null ? "" : email, after != null);
        return Templates.mail(desk.state(), subscriptions.page(null, after, email), asked, form, done);
    }

    @POST
    @Path("test")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Transactional(Transactional.TxType.NOT_SUPPORTED)
    public Response test() {
        return submitted
                .form()
                .attempt(
                        () -> {
                            desk.test();
                            return done("tested");
                        },
                        refused -> page(null, null, refused, ""));
    }

    @POST
    @Path("subscriptions/{id}/end")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response end(@PathParam("id") long id) {
        subscriptions.end(id);
        return done("ended");
    }

    @POST
    @Path("subscriptions/{id}/resumption")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response takeUp(@PathParam("id") long id) {
        subscriptions.takeUp(id);
        return done("resumed");
    }

    private static Response done(String what) {
        return Response.seeOther(URI.create("/settings/mail?done=" + what)).build();
    }
}
