package org.hindsight.incident;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hindsight.platform.time.Precision;
import org.jspecify.annotations.Nullable;

/**
 * A figure that follows from two milestones, with its formula.
 *
 * @param key how it is called in prose and API, for example {@code time-to-mitigate}
 * @param seconds from the first milestone to the second; negative when they stand in the wrong order;
 *     null when one is missing
 * @param formula in words: "mitigated − impact started"
 * @param from the milestone it counts from
 * @param to the milestone it counts to
 * @param missing the milestones without which it cannot be told
 * @param about whether one of its ends is known only about, or to the hour or the day
 */
@Schema(name = "Duration")
public record Duration(
        String key,
        @Nullable Long seconds,
        String formula,
        MilestoneName from,
        MilestoneName to,
        List<MilestoneName> missing,
        boolean about) {

    private static final Set<Precision> EXACT = EnumSet.of(Precision.SECOND, Precision.MINUTE);

    private record Definition(String key, MilestoneName from, MilestoneName to) {}

    private static final List<Definition> DEFINITIONS = List.of(
            new Definition("time-to-detect", MilestoneName.IMPACT_STARTED, MilestoneName.DETECTED),
            new Definition("time-to-acknowledge", MilestoneName.DETECTED, MilestoneName.ACKNOWLEDGED),
            new Definition("time-to-inform", MilestoneName.IMPACT_STARTED, MilestoneName.FIRST_PUBLIC_UPDATE),
            new Definition("time-to-mitigate", MilestoneName.IMPACT_STARTED, MilestoneName.MITIGATED),
            new Definition("time-to-resolve", MilestoneName.IMPACT_STARTED, MilestoneName.RESOLVED));

    /** All durations, as far as these milestones tell them. */
    public static List<Duration> of(Map<MilestoneName, MilestoneView> milestones) {
        return DEFINITIONS.stream().map(d -> of(d, milestones)).toList();
    }

    private static Duration of(Definition definition, Map<MilestoneName, MilestoneView> milestones) {
        MilestoneView from = milestones.get(definition.from());
        MilestoneView to = milestones.get(definition.to());
        List<MilestoneName> missing = Stream.of(definition.from(), definition.to())
                .filter(name -> !milestones.containsKey(name))
                .toList();
        Long seconds = from == null || to == null ? null : seconds(from.at(), to.at());
        String formula = definition.to().spoken() + " − " + definition.from().spoken();
        boolean about = Stream.of(from, to).anyMatch(end -> end != null && !EXACT.contains(end.precision()));
        return new Duration(definition.key(), seconds, formula, definition.from(), definition.to(), missing, about);
    }

    private static long seconds(Instant from, Instant to) {
        return java.time.Duration.between(from, to).toSeconds();
    }
}
