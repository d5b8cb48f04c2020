package org.hindsight.postmortem;

import jakarta.validation.constraints.Size;
import java.util.Objects;
import org.hindsight.incident.Audience;
import org.jspecify.annotations.Nullable;

/**
 * A section as it came back from a writing desk, whether its writer touched it or not.
 *
 * @param revision which text of the section the desk showed
 * @param audience null where the writer may leave it as it is
 */
record Sheet(
        String key,
        int revision,

        @Size(max = NewSection.MOST, message = "may have at most 200,000 characters") @Nullable String markdown,

        @Nullable Audience audience) {

    /** What the section is to say. */
    NewSection input() {
        return new NewSection(Objects.requireNonNullElse(markdown, ""), audience);
    }
}
