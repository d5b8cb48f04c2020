package org.hindsight.edition.subscription;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A subscription as admins see it.
 *
 * @param report the slug of one report; null for all of them
 * @param lastMailAt when the mail server took the last mail; null before the first
 * @param waiting how many mails are still to be sent
 * @param resting whether nothing is sent any more, because three mails in a row were refused for good
 * @param failure what went wrong with the last mail; null when nothing did
 */
@Schema(name = "Subscription")
record SubscriptionView(
        long id,
        String email,
        @Nullable String report,
        Instant confirmedAt,
        @Nullable Instant lastMailAt,
        long waiting,
        boolean resting,
        @Nullable String failure) {

    static SubscriptionView of(Subscription subscription, long waiting) {
        return new SubscriptionView(
                subscription.id,
                subscription.email,
                subscription.toAll() ? null : subscription.report,
                subscription.confirmedAt,
                subscription.lastMailAt,
                waiting,
                subscription.resting(),
                subscription.failure);
    }
}
