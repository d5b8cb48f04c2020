package org.hindsight.edition.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hindsight.platform.Etag;
import org.hindsight.platform.Listing;
import org.hindsight.platform.idempotency.Idempotent;
import org.hindsight.platform.json.MergePatch;
import org.jspecify.annotations.Nullable;

/** Webhooks, and the log of each. */
@Path("/api/v1/webhooks")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("ADMIN")
@Transactional
@Idempotent
@Tag(name = "Webhooks")
class WebhookApi {

    private final Webhooks webhooks;
    private final MergePatch patch;

    WebhookApi(Webhooks webhooks, MergePatch patch) {
        this.webhooks = webhooks;
        this.patch = patch;
    }

    @POST
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = WebhookView.class)))
    public Response add(@Valid @NotNull NewWebhook input) {
        WebhookView made = webhooks.add(input);
        return Response.created(URI.create("/api/v1/webhooks/" + made.id()))
                .entity(made)
                .header("ETag", Etag.of(webhooks.toRead(made.id()).version))
                .build();
    }

    @GET
    public Listing<WebhookView> list(
            @QueryParam("limit") @Nullable Integer limit, @QueryParam("cursor") @Nullable String cursor) {
        return webhooks.page(limit, cursor);
    }

    @GET
    @Path("/{id}")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = WebhookView.class)))
    public Response one(@PathParam("id") long id) {
        return answer(Response.ok(), webhooks.toRead(id));
    }

    @PATCH
    @Path("/{id}")
    @RequestBody(content = @Content(schema = @Schema(implementation = NewWebhook.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = WebhookView.class)))
    public Response change(@PathParam("id") long id, @HeaderParam("If-Match") @Nullable String ifMatch, JsonNode body) {
        Webhook webhook = webhooks.toChange(id, ifMatch);
        webhooks.change(webhook, patch.apply(NewWebhook.of(webhook), MergePatch.object(body), NewWebhook.class));
        return answer(Response.ok(), webhook);
    }

    @DELETE
    @Path("/{id}")
    public void remove(@PathParam("id") long id, @HeaderParam("If-Match") @Nullable String ifMatch) {
        webhooks.remove(webhooks.toChange(id, ifMatch));
    }

    /** Another secret; the last one signs beside it for 24 hours. */
    @POST
    @Path("/{id}/secret")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = WebhookView.class)))
    public Response rotate(@PathParam("id") long id) {
        Webhook webhook = webhooks.toChange(id, null);
        return Response.status(Response.Status.CREATED)
                .entity(webhooks.rotate(webhook))
                .header("ETag", Etag.of(webhook.version))
                .build();
    }

    /** A message of the type {@code webhook.test}, sent once. */
    @POST
    @Path("/{id}/test")
    @APIResponse(responseCode = "202", content = @Content(schema = @Schema(implementation = DeliveryView.class)))
    public Response test(@PathParam("id") long id) {
        return accepted(webhooks.test(webhooks.toChange(id, null)));
    }

    @GET
    @Path("/{id}/deliveries")
    public Listing<DeliveryView> log(
            @PathParam("id") long id,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return webhooks.log(webhooks.toRead(id), limit, cursor);
    }

    @GET
    @Path("/{id}/deliveries/{no}")
    public DeliveryView delivery(@PathParam("id") long id, @PathParam("no") int no) {
        return webhooks.view(webhooks.known(webhooks.toRead(id), no));
    }

    /** Sends it again now, the same bytes under the same id. */
    @POST
    @Path("/{id}/deliveries/{no}/redelivery")
    @APIResponse(responseCode = "202", content = @Content(schema = @Schema(implementation = DeliveryView.class)))
    public Response redeliver(@PathParam("id") long id, @PathParam("no") int no) {
        return accepted(webhooks.redeliver(webhooks.toChange(id, null), no));
    }

    /** Gives up a message that waits, so that those behind it go. */
    @POST
    @Path("/{id}/deliveries/{no}/cancellation")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = DeliveryView.class)))
    public Response cancel(@PathParam("id") long id, @PathParam("no") int no) {
        Delivery delivery = webhooks.cancel(webhooks.toChange(id, null), no);
        return Response.status(Response.Status.CREATED)
                .entity(webhooks.view(delivery))
                .build();
    }

    private Response accepted(Delivery delivery) {
        return Response.accepted(webhooks.view(delivery)).build();
    }

    private Response answer(Response.ResponseBuilder response, Webhook webhook) {
        return response.entity(webhooks.view(webhook))
                .header("ETag", Etag.of(webhook.version))
                .build();
    }
}
