package org.hindsight.timeline;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.hindsight.incident.IncidentView;
import org.hindsight.incident.MilestoneName;
import org.hindsight.incident.MilestoneView;
import org.hindsight.incident.Status;

/** Looks through an incident for oddities: things in an unlikely order, missing, late, or silence. */
public final class Warnings {

    private record Pair(MilestoneName earlier, MilestoneName later) {}

    private static final List<Pair> USUAL_ORDER = List.of(
            new Pair(MilestoneName.IMPACT_STARTED, MilestoneName.DETECTED),
            new Pair(MilestoneName.IMPACT_STARTED, MilestoneName.FIRST_PUBLIC_UPDATE),
            new Pair(MilestoneName.IMPACT_STARTED, MilestoneName.MITIGATED),
            new Pair(MilestoneName.IMPACT_STARTED, MilestoneName.RESOLVED),
            new Pair(MilestoneName.DETECTED, MilestoneName.DECLARED),
            new Pair(MilestoneName.DETECTED, MilestoneName.ACKNOWLEDGED),
            new Pair(MilestoneName.DETECTED, MilestoneName.MITIGATED),
            new Pair(MilestoneName.DECLARED, MilestoneName.RESOLVED),
            new Pair(MilestoneName.ACKNOWLEDGED, MilestoneName.RESOLVED),
            new Pair(MilestoneName.MITIGATED, MilestoneName.RESOLVED));

    private Warnings() {}

    /**
     * All warnings, the gravest first.
     *
     * @param entries the timeline in order, without retracted ones
     */
    public static List<Warning> of(IncidentView incident, List<Occurrence> entries) {
        List<Warning> warnings = new ArrayList<>();
        order(incident.milestones(), warnings);
        missing(incident, warnings);
        silence(incident, entries, warnings);
        late(entries, warnings);
        missedPromises(entries, warnings);
        return warnings;
    }

    private static void order(Map<MilestoneName, MilestoneView> milestones, List<Warning> warnings) {
        for (Pair pair : USUAL_ORDER) {
            MilestoneView earlier = milestones.get(pair.earlier());
            MilestoneView later = milestones.get(pair.later());
            if (earlier != null && later != null && later.at().isBefore(earlier.at())) {
                warnings.add(new Warning(
                        Warning.Code.MILESTONE_ORDER,
                        "“" + pair.later().spoken() + "” (" + later.at() + ") lies before “"
                                + pair.earlier().spoken() + "” (" + earlier.at() + ").",
                        Stream.of(later.entry(), earlier.entry())
                                .filter(Objects::nonNull)
                                .distinct()
                                .toList()));
            }
        }
    }

    private static void missing(IncidentView incident, List<Warning> warnings) {
        Set<MilestoneName> expected = EnumSet.of(MilestoneName.IMPACT_STARTED, MilestoneName.DETECTED);
        if (incident.status() == Status.MONITORING || incident.status() == Status.RESOLVED) {
            expected.addAll(EnumSet.of(MilestoneName.ACKNOWLEDGED, MilestoneName.MITIGATED));
        }
        if (incident.status() == Status.RESOLVED) {
            expected.addAll(EnumSet.of(MilestoneName.FIRST_PUBLIC_UPDATE, MilestoneName.RESOLVED));
        }
        expected.stream()
                .filter(name -> !incident.milestones().containsKey(name))
                .forEach(name -> warnings.add(new Warning(
                        Warning.Code.MISSING_MILESTONE,
                        "Nobody has said yet when “" + name.spoken() + "” was.",
                        List.of())));
    }

    private static void silence(IncidentView incident, List<Occurrence> entries, List<Warning> warnings) {
        MilestoneView resolved = incident.milestones().get(MilestoneName.RESOLVED);
        for (Silence silence : Silence.of(entries, incident.declaredAt(), resolved == null ? null : resolved.at())) {
            warnings.add(new Warning(
                    Warning.Code.SILENT_INTERVAL, silence.inWords(), List.of(silence.after(), silence.before())));
        }
    }

    private static void missedPromises(List<Occurrence> entries, List<Warning> warnings) {
        entries.stream()
                .filter(Promises::tellsOfAMiss)
                .forEach(entry -> warnings.add(new Warning(
                        Warning.Code.PROMISE_MISSED,
                        "The update promised by " + entry.occurredAt() + " did not come (#" + entry.no() + ").",
                        List.of(entry.no()))));
    }

    private static void late(List<Occurrence> entries, List<Warning> warnings) {
        List<Integer> late = entries.stream()
                .filter(entry -> entry.sourceName() == null && entry.loggedLate())
                .map(Occurrence::no)
                .toList();
        if (!late.isEmpty()) {
            warnings.add(new Warning(
                    Warning.Code.LOGGED_LATE,
                    late.size() == 1
                            ? "Entry #" + late.get(0) + " was logged more than " + Occurrence.LATE.toMinutes()
                                    + " minutes after it happened."
                            : late.size() + " entries were logged more than " + Occurrence.LATE.toMinutes()
                                    + " minutes after they happened.",
                    late));
        }
    }
}
