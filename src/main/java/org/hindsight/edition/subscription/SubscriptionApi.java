package org.hindsight.edition.subscription;

import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hindsight.platform.Listing;
import org.hindsight.platform.idempotency.Idempotent;
import org.hindsight.platform.problem.Problem;
import org.jspecify.annotations.Nullable;

/** Public reports by mail: anybody may ask, admins see who gets them. */
@Path("/api/v1/subscriptions")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("ADMIN")
@Transactional
@Idempotent
@Tag(name = "Subscriptions")
class SubscriptionApi {

    /** @param secret the last part of the link in the mail */
    @Schema(name = "Confirmation")
    record Confirmation(
            @NotBlank(message = "is needed") @Size(max = 100, message = "may have at most 100 characters") String secret) {}

    private final Subscriptions subscriptions;
    private final Gate gate;
    private final HttpServerRequest request;

    SubscriptionApi(Subscriptions subscriptions, Gate gate, @Context HttpServerRequest request) {
        this.subscriptions = subscriptions;
        this.gate = gate;
        this.request = request;
    }

    /** Has a mail sent to an address that wants the subscription confirmed. The answer is the same for every address. */
    @POST
    @PermitAll
    @APIResponse(responseCode = "202", description = "A mail goes out, unless the address got three of them today")
    public Response ask(@Valid @NotNull NewSubscription wanted) {
        subscriptions.mustBeOpen();
        gate.mayAsk(request);
        subscriptions.ask(wanted);
        return Response.accepted().build();
    }

    /** Confirms with the secret from that mail. */
    @POST
    @Path("/confirmations")
    @PermitAll
    @APIResponse(responseCode = "204", description = "Confirmed")
    public Response confirm(@Valid @NotNull Confirmation confirmation) {
        if (subscriptions.confirm(confirmation.secret()).isEmpty()) {
            throw Problem.gone("This secret was used already, or it is older than 48 hours.");
        }
        return Response.noContent().build();
    }

    /**
     * Who gets mails, the newest first.
     *
     * @param email some letters of an address
     */
    @GET
    public Listing<SubscriptionView> list(
            @QueryParam("email") @Nullable String email,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return subscriptions.page(limit, cursor, email);
    }

    /** Ends one: its address is deleted. */
    @DELETE
    @Path("/{id}")
    public void end(@PathParam("id") long id) {
        subscriptions.end(id);
    }

    /** Sends again to an address whose server refused three mails in a row. */
    @POST
    @Path("/{id}/resumption")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = SubscriptionView.class)))
    public Response takeUp(@PathParam("id") long id) {
        return Response.ok(subscriptions.takeUp(id)).build();
    }
}
