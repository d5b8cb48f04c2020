package org.hindsight.edition.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.qute.TemplateData;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A webhook as the API and the pages show it.
 *
 * @param failingSince since when nothing got through
 * @param switchedOffBecause why it was switched off by itself
 * @param formerSecretUntil until when the secret before the last signs as well
 * @param waiting how many messages wait for it
 * @param secret what signs its messages; only in the answer that made it
 */
@TemplateData
@Schema(name = "Webhook")
record WebhookView(
        long id,
        String url,
        @Nullable String description,
        boolean active,
        List<String> events,
        Instant createdAt,
        @Nullable Instant lastTriedAt,
        @Nullable Instant failingSince,
        @Nullable Instant switchedOffAt,
        @Nullable String switchedOffBecause,
        @Nullable Instant formerSecretUntil,
        long waiting,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String secret) {

    static WebhookView of(Webhook webhook, long waiting, Instant now) {
        return of(webhook, waiting, now, null);
    }

    static WebhookView of(Webhook webhook, long waiting, Instant now, @Nullable Secret secret) {
        Instant until = webhook.formerUntil;
        return new WebhookView(
                webhook.id,
                webhook.url,
                webhook.description,
                webhook.active,
                List.copyOf(webhook.events),
                webhook.createdAt,
                webhook.triedAt,
                webhook.failingSince,
                webhook.switchedOffAt,
                webhook.switchedOffBecause,
                until != null && until.isAfter(now) ? until : null,
                waiting,
                secret == null ? null : secret.text());
    }
}
