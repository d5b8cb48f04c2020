package org.hindsight.edition.webhook;

import io.quarkus.qute.TemplateData;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A message as the log tells of it.
 *
 * @param no counts the messages to this webhook
 * @param id its {@code webhook-id}
 * @param tries how often it was begun
 * @param nextTryAt when it is sent or sent again; null when it is not, when its webhook is off, or while it waits for another
 * @param after the message that must be settled before this one is sent
 * @param body what is sent, as text
 */
@TemplateData
@Schema(name = "WebhookDelivery")
record DeliveryView(
        int no,
        String id,
        String event,
        Instant orderedAt,
        Delivery.State state,
        int tries,
        @Nullable Instant nextTryAt,
        @Nullable Integer after,
        @Nullable Try lastTry,
        String body) {

    /**
     * What came of the last try.
     *
     * @param status of the answer; null where none came
     * @param millis how long it took
     * @param answer its first 1,024 characters
     * @param fault what went wrong, unless the status says it
     */
    @TemplateData
    @Schema(name = "WebhookTry")
    record Try(
            Instant at,
            @Nullable Integer status,
            @Nullable Integer millis,
            @Nullable String answer,
            @Nullable String fault) {}

    /** @param first the first that waits for the same webhook, if any does */
    static DeliveryView of(Delivery delivery, @Nullable Delivery first) {
        boolean waits = delivery.state == Delivery.State.WAITING && delivery.retried && delivery.askedAt == null;
        Integer after = waits && first != null && first.no < delivery.no ? first.no : null;
        Instant next = waits && after == null && delivery.webhook.active ? delivery.dueAt : delivery.askedAt;
        Instant at = delivery.triedAt;
        return new DeliveryView(
                delivery.no,
                delivery.messageId,
                delivery.event,
                delivery.orderedAt,
                delivery.state,
                delivery.tries,
                next,
                after,
                at == null ? null : new Try(at, delivery.status, delivery.millis, delivery.answer, delivery.fault),
                new String(delivery.body, StandardCharsets.UTF_8));
    }

    /** Whether it can be given up. */
    public boolean waiting() {
        return state == Delivery.State.WAITING;
    }
}
