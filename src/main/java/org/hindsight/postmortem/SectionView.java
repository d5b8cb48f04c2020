package org.hindsight.postmortem;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hindsight.account.Person;
import org.hindsight.incident.Audience;
import org.hindsight.platform.Digests;
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

    /**
     * A citation that no longer says what it said when the sentence was written.
     *
     * @param cites {@code #7}, {@code cause 3} or <code>{{time-to-mitigate}}</code>
     * @param before what the record said of it then, in plain words
     * @param after what it says now, or that it was retracted and why
     */
    @Schema(name = "StaleCitation")
    record Stale(String cites, String before, String after, boolean retracted) {

        /** As a check says it. */
        String sentence() {
            return label() + " was “" + Wording.shortened(before, 120) + "” when its sentence was written, and is “"
                    + Wording.shortened(after, 120) + "” now. Say that it is still true, or change the sentence.";
        }

        /** Tells what it says now from what it will say later, in a form. */
        String mark() {
            return mark(after);
        }

        static String mark(String after) {
            return Digests.sha256(after.getBytes(StandardCharsets.UTF_8)).substring(0, 16);
        }

        /** As it is typed. */
        String label() {
            return cites.startsWith("{") ? cites : "[" + cites + "]";
        }

        static Stale of(String cites, String before, String after, Optional<String> takenBack) {
            if (!after.isEmpty()) {
                return new Stale(cites, before, after, false);
            }
            return takenBack
                    .map(reason -> new Stale(cites, before, "Retracted: " + reason, true))
                    .orElseGet(() -> new Stale(cites, before, "Not on the record any more", true));
        }
    }

    static SectionView of(Section section, SafeHtml html, Said said) {
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
                section.stale(said));
    }
}
