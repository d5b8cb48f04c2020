package org.hindsight.edition.host;

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
import java.time.ZoneOffset;
import java.util.List;
import org.hindsight.platform.idempotency.Idempotent;
import org.hindsight.platform.web.Form;
import org.hindsight.platform.web.Forms;
import org.hindsight.platform.web.SubmittedForm;
import org.jspecify.annotations.Nullable;

/** Which host names are internal, for admins. */
@Path("/settings/internal-hosts")
@RolesAllowed("ADMIN")
@Transactional
@Idempotent
@Produces(MediaType.TEXT_HTML)
class InternalHostPages {

    @CheckedTemplate(basePath = "edition/host")
    static class Templates {
        private Templates() {}

        static native TemplateInstance internalHosts(List<InternalHostView> hosts, Form form, String done);
    }

    private final InternalHosts hosts;
    private final SubmittedForm submitted;
    private final Forms forms;

    InternalHostPages(InternalHosts hosts, SubmittedForm submitted, Forms forms) {
        this.hosts = hosts;
        this.submitted = submitted;
        this.forms = forms;
    }

    /**
     * All of them with a form for another one.
     *
     * @param done what was just done, to be said once
     */
    @GET
    public TemplateInstance list(@QueryParam("done") @Nullable String done) {
        return Templates.internalHosts(hosts.all(), Form.EMPTY, done == null ? "" : done);
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response add() {
        Form typed = submitted.form();
        return typed.attempt(
                () -> done(
                        hosts.add(forms.read(typed, NewInternalHost.class, ZoneOffset.UTC))
                                        .fresh()
                                ? "added"
                                : "known"),
                refused -> Templates.internalHosts(hosts.all(), refused, ""));
    }

    @POST
    @Path("{suffix}/removal")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response remove(@PathParam("suffix") String suffix) {
        hosts.remove(suffix);
        return done("removed");
    }

    private static Response done(String what) {
        return Response.seeOther(URI.create("/settings/internal-hosts?done=" + what))
                .build();
    }
}
