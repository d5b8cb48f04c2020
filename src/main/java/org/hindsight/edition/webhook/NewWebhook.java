package org.hindsight.edition.webhook;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.List;
import org.hindsight.platform.json.SelfChecked;
import org.hindsight.platform.problem.Violation;
import org.jspecify.annotations.Nullable;

/**
 * Whom to tell, or what to change about them.
 *
 * @param url where messages go, {@code https:} or {@code http:}
 * @param active true when left out
 * @param events what they want to hear of ({@code edition.published} …); all of it when left out
 */
record NewWebhook(
        @NotBlank(message = "is needed") @Size(max = 2000, message = "may have at most 2,000 characters") String url,

        @Size(max = 200, message = "may have at most 200 characters") @Nullable String description,

        @Nullable Boolean active,

        @Size(min = 1, max = 10, message = "must name at least one") @Nullable List<@NotNull String> events)
        implements SelfChecked {

    static NewWebhook of(Webhook webhook) {
        return new NewWebhook(webhook.url, webhook.description, webhook.active, List.copyOf(webhook.events));
    }

    boolean wantsActive() {
        return active == null || active;
    }

    List<String> eventsOrAll() {
        return events == null ? Topic.words() : events;
    }

    @Override
    public List<Violation> faults() {
        List<Violation> faults = new ArrayList<>();
        if (url != null && !url.isBlank()) {
            Targets.fault(url.strip()).ifPresent(fault -> faults.add(new Violation("url", fault)));
        }
        for (String event : events == null ? List.<String>of() : events) {
            if (event != null && !Topic.words().contains(event)) {
                faults.add(
                        new Violation("events", "has no " + event + "; there are " + String.join(", ", Topic.words())));
            }
        }
        return faults;
    }
}
