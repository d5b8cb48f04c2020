package org.hindsight.pulse;

import java.util.List;
import java.util.Optional;
import org.hindsight.incident.Platform;
import org.hindsight.pulse.curve.Curve;
import org.hindsight.pulse.curve.Figure;
import org.jspecify.annotations.Nullable;

/**
 * What users reported of one service around an incident.
 *
 * @param service its slug
 * @param during what was counted while the incident lasted
 * @param curve the reports from an hour before until an hour after, with the incident's milestones
 * @param figure that curve, drawn
 */
public record Reported(String service, String name, Counted during, Curve curve, Figure figure) {

    /**
     * What part of the reports during an incident speaks of a symptom.
     *
     * @param services the slugs of those that have it; all where none is named
     */
    public static Optional<Counted.Portion> portion(
            List<Reported> reports,
            List<String> services,
            @Nullable Platform platform,
            List<String> regions,
            String statement) {
        return reports.stream()
                .filter(reported -> services.isEmpty() || services.contains(reported.service()))
                .map(Reported::during)
                .reduce(Counted::and)
                .flatMap(counted -> counted.portion(platform, regions, statement));
    }
}
