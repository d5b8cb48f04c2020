package org.hindsight.postmortem;

import io.quarkus.qute.TemplateData;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.hindsight.incident.Incident;
import org.hindsight.platform.text.WordDiff;
import org.jspecify.annotations.Nullable;

/**
 * What a section said before, newest first: of what one person saved in one go only the last text.
 *
 * @param current the revision that stands now
 * @param older where what was saved earlier begins; null when all of it is shown
 */
@TemplateData
record SectionPast(
        String ref,
        String incident,
        String key,
        String title,
        int current,
        List<Step> steps,
        @Nullable Integer older) {

    /** Whoever saves again within this time goes on writing; an editor saves every few seconds. */
    private static final Duration ONE_GO = Duration.ofMinutes(10);

    private static final int AT_ONCE = 30;

    /**
     * A text and what was changed by it.
     *
     * @param by empty when the application wrote it
     * @param readers who may read it, if that changed, else empty
     */
    @TemplateData
    record Step(int revision, Instant at, String by, String readers, WordDiff diff) {}

    static SectionPast of(Incident incident, Section section, @Nullable Integer before) {
        List<SectionVersion> goes = goes(section.versions);
        int end = goes.size();
        while (before != null && end > 0 && goes.get(end - 1).revision >= before) {
            end--;
        }
        int begin = Math.max(0, end - AT_ONCE);
        List<Step> steps = new ArrayList<>();
        for (int i = end - 1; i >= begin; i--) {
            steps.add(step(goes.get(i), i == 0 ? null : goes.get(i - 1)));
        }
        return new SectionPast(
                incident.ref(),
                incident.title,
                section.key,
                section.title,
                section.revision,
                steps,
                begin == 0 ? null : goes.get(begin).revision);
    }

    private static List<SectionVersion> goes(List<SectionVersion> versions) {
        List<SectionVersion> goes = new ArrayList<>();
        Instant begun = Instant.MIN;
        for (SectionVersion version : versions) {
            SectionVersion last = goes.isEmpty() ? null : goes.get(goes.size() - 1);
            boolean goesOn = last != null
                    && version.savedBy != null
                    && Objects.equals(version.savedBy, last.savedBy)
                    && version.savedAt.isBefore(begun.plus(ONE_GO));
            if (goesOn) {
                goes.set(goes.size() - 1, version);
            } else {
                begun = version.savedAt;
                goes.add(version);
            }
        }
        return goes;
    }

    private static Step step(SectionVersion version, @Nullable SectionVersion earlier) {
        return new Step(
                version.revision,
                version.savedAt,
                version.savedBy == null ? "" : version.savedBy.name,
                earlier != null && earlier.audience == version.audience ? "" : Wording.spoken(version.audience.name()),
                WordDiff.of(earlier == null ? "" : earlier.markdown, version.markdown));
    }
}
