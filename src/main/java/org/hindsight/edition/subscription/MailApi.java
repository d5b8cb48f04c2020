package org.hindsight.edition.subscription;

import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hindsight.platform.idempotency.Idempotent;

/** How mail is set up, for admins. */
@Path("/api/v1/mail")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("ADMIN")
@Transactional
@Idempotent
@Tag(name = "Subscriptions")
class MailApi {

    /** @param to who gets the mail */
    @Schema(name = "TestMail")
    record Sent(String to) {}

    private final MailDesk desk;

    MailApi(MailDesk desk) {
        this.desk = desk;
    }

    @GET
    public MailDesk.State state() {
        return desk.state();
    }

    /** Sends a test mail to the caller, and answers once the mail server has it (502 when it has not). */
    @POST
    @Path("/tests")
    @Transactional(Transactional.TxType.NOT_SUPPORTED)
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Sent.class)))
    public Response test() {
        return Response.ok(new Sent(desk.test())).build();
    }
}
