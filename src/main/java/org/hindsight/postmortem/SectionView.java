package org.hindsight.postmortem;

import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hindsight.account.Person;
import org.hindsight.incident.Audience;
import org.hindsight.platform.SafeHtml;
import org.jspecify.annotations.Nullable;

/**
 * A section of a draft as the API and the desk tell it.
 *
 * @param markdown as written
 * @param html how it reads internally
 * @param revision its ETag
 * @param written whether a person has changed what the template began with
 * @param savedBy who wrote it; null when the application filled it
 * @param stale citations whose fact changed since the text was written
 */
@Schema(name = "PostmortemSection")
record SectionView(
        String key,
        String title,
        String markdown,
        @Schema(implementation = String.class) SafeHtml html,
        Audience audience,
        int revision,
        boolean written,
        Instant savedAt,
        @Nullable Person savedBy,
        List<Stale> stale) {

    /** A citation that no longer says what it said when the sentence was written. */
    @Schema(name = "StaleCitation")
    record Stale(String cites, String before, String after) {}

    static SectionView of(Section section, SafeHtml html) {
        return new SectionView(
                section.key,
                section.title,
                section.markdown,
                html,
                section.audience,
                section.revision,
                section.written,
                section.savedAt,
                Person.of(section.savedBy),
                List.of());
    }
}
