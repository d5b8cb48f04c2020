package org.hindsight.pulse;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.vertx.core.http.HttpHeaders;
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
import java.util.Locale;
import java.util.Objects;
import org.hindsight.account.Caller;
import org.hindsight.incident.Platform;
import org.hindsight.platform.idempotency.Idempotent;
import org.hindsight.platform.problem.Problem;
import org.hindsight.platform.web.Choice;
import org.hindsight.platform.web.ClientAddress;
import org.hindsight.platform.web.Form;
import org.hindsight.platform.web.Forms;
import org.hindsight.platform.web.SubmittedForm;
import org.hindsight.platform.web.Wording;
import org.jspecify.annotations.Nullable;

/** Is it me or is it them: the page of a service, and "I have a problem too" in two taps. */
@Path("/services")
@PermitAll
@Transactional
@Idempotent
@Produces(MediaType.TEXT_HTML)
class ReportPages {

    @CheckedTemplate(basePath = "pulse")
    static class Templates {
        private Templates() {}

        /** For somebody who is signed in: with what people wrote. */
        static native TemplateInstance service(Portrait portrait, List<Comments.Comment> comments);

        /** For everybody: the same bytes. */
        static native TemplateInstance everybody(Portrait portrait);

        static native TemplateInstance report(Asked asked, Form form);

        static native TemplateInstance thanks(Offer offer, boolean counted);
    }

    /** What is asked of somebody who reports. */
    record Asked(Offer offer, List<Choice> platforms, List<Choice> regions) {}

    private final Portraits portraits;
    private final Comments comments;
    private final Reception reception;
    private final Forms forms;
    private final SubmittedForm submitted;
    private final ClientAddress addresses;
    private final HttpServerRequest request;
    private final Caller caller;

    ReportPages(
            Portraits portraits,
            Comments comments,
            Reception reception,
            Forms forms,
            SubmittedForm submitted,
            ClientAddress addresses,
            @Context HttpServerRequest request,
            Caller caller) {
        this.portraits = portraits;
        this.comments = comments;
        this.reception = reception;
        this.forms = forms;
        this.submitted = submitted;
        this.addresses = addresses;
        this.request = request;
        this.caller = caller;
    }

    @GET
    @Path("{slug}")
    public TemplateInstance service(@PathParam("slug") String slug) {
        Offer offer = readable(slug);
        Portrait portrait = portraits.of(offer);
        return caller.signedIn() ? Templates.service(portrait, comments.newest(offer)) : Templates.everybody(portrait);
    }

    /** One that the reader may look at: open to everybody, or to those who are signed in. */
    private Offer readable(String slug) {
        return Offers.of(slug)
                .filter(offer -> offer.open() || caller.signedIn())
                .orElseThrow(this::unknown);
    }

    /** A stranger does not learn whether there is such a service. */
    private Problem unknown() {
        return caller.signedIn() ? Problem.notFound("There is no such service.") : Problem.unauthorized();
    }

    /** The second tap: what is it? */
    @GET
    @Path("{slug}/report")
    public TemplateInstance ask(@PathParam("slug") String slug) {
        return ask(reportable(slug), Form.EMPTY);
    }

    private Offer reportable(String slug) {
        return Offers.of(slug)
                .filter(offer -> offer.anonymous() || caller.signedIn())
                .orElseThrow(this::unknown);
    }

    private TemplateInstance ask(Offer offer, Form form) {
        List<Choice> platforms = offer.platforms().stream()
                .map(platform -> new Choice(platform.name(), Wording.words(platform)))
                .toList();
        List<Choice> regions = offer.regions().stream()
                .map(region -> new Choice(region, region))
                .toList();
        return Templates.report(
                new Asked(offer, platforms, regions),
                form.values().isEmpty() ? Form.EMPTY.with("platform", guess(offer)) : form);
    }

    /** A browser on a telephone says so; whoever has one in hand most likely speaks of it. */
    private String guess(Offer offer) {
        String browser = Objects.requireNonNullElse(request.getHeader(HttpHeaders.USER_AGENT), "")
                .toLowerCase(Locale.ROOT);
        return browser.contains("mobile") && offer.platforms().contains(Platform.MOBILE) ? Platform.MOBILE.name() : "";
    }

    @POST
    @Path("{slug}/report")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response report(@PathParam("slug") String slug) {
        Form typed = submitted.form();
        return typed.attempt(
                () -> {
                    boolean counted = reception.counts(
                            reportable(slug),
                            Sender.of(request, addresses),
                            () -> forms.read(typed, NewReport.class, ZoneOffset.UTC));
                    return Response.seeOther(URI.create("/services/" + slug + "/thanks?counted=" + counted))
                            .build();
                },
                refused -> ask(reportable(slug), refused));
    }

    /** What became of it. */
    @GET
    @Path("{slug}/thanks")
    public TemplateInstance thanks(@PathParam("slug") String slug, @QueryParam("counted") @Nullable Boolean counted) {
        return Templates.thanks(reportable(slug), !Boolean.FALSE.equals(counted));
    }
}
