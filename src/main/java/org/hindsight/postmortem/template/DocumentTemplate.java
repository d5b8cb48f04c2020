package org.hindsight.postmortem.template;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hindsight.incident.Audience;
import org.jspecify.annotations.Nullable;

/**
 * What a post-mortem is made of: its sections, and what a fresh draft begins with.
 *
 * @param key how the API calls it
 * @param readers for whom it is meant, in a few words
 * @param checklist what reviewers go through before they approve
 */
@Schema(name = "DocumentTemplate")
public record DocumentTemplate(
        String key,
        String title,
        @Nullable String description,
        @Nullable String readers,
        List<Section> sections,
        List<String> checklist) {

    /**
     * A section as the template plans it.
     *
     * @param markdown what a fresh draft begins with: prompts, blocks, places to fill
     */
    @Schema(name = "DocumentTemplateSection")
    public record Section(
            String key,
            String title,
            Audience audience,
            @JsonIgnore String markdown) {}
}
