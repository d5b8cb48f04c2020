package org.hindsight.postmortem;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hindsight.incident.MilestoneName;
import org.hindsight.postmortem.prose.ActionTitle;
import org.hindsight.timeline.Occurrence;
import org.hindsight.timeline.Silence;

/** What the record itself lacks for a post-mortem. */
final class RecordChecks {

    /** More are not worth more. */
    private static final int MOST_SILENCES = 3;

    private RecordChecks() {}

    /** @param timeline when what occurred, whoever may read it: a silence is one for every audience */
    static List<Check> of(Facts facts, List<Occurrence> timeline) {
        List<Check> checks = new ArrayList<>();
        String room = room(facts);
        milestones(facts, checks);
        silences(facts, timeline, checks);
        for (Facts.Impact impact : facts.impacts()) {
            if (impact.outOf() == null
                    && !impact.unit().strip().startsWith("%")
                    && !Told.SPANS.contains(impact.unit().strip())) {
                checks.add(Check.hint(
                                "IMPACT_WITHOUT_DENOMINATOR",
                                null,
                                "“" + impact.name()
                                        + "” has no denominator: say out of how many, so that readers can weigh it.")
                        .at(room + "/impacts/" + impact.no()));
            }
        }
        for (Facts.Impact impact : facts.impacts()) {
            BigDecimal most = impact.value() == null ? impact.high() : impact.value();
            if (most != null && impact.outOf() != null && most.compareTo(impact.outOf()) > 0) {
                checks.add(Check.warn(
                                "IMPACT_EXCEEDS_WHOLE",
                                null,
                                "“" + impact.name() + "” is larger than what it is a part of: look at both figures.")
                        .at(room + "/impacts/" + impact.no()));
            }
        }
        facts.actions().forEach(action -> action(action, room + "/actions/" + action.no(), checks));
        if (facts.actions().isEmpty()) {
            checks.add(Check.hint(
                            "NO_ACTIONS",
                            null,
                            "No action is recorded: add what will be done, or say why nothing will.")
                    .at(room + "#actions"));
        }
        return checks;
    }

    private static String room(Facts facts) {
        return "/incidents/" + facts.incident().ref();
    }

    private static void action(Facts.Action action, String page, List<Check> checks) {
        String cited = "[action " + action.no() + "]";
        boolean open = action.state().equals("OPEN") || action.state().equals("IN_PROGRESS");
        if (action.owner() == null && !action.state().equals("WONT_DO")) {
            checks.add(Check.warn(
                            "ACTION_WITHOUT_OWNER",
                            null,
                            cited + " has no owner: name a team or a person, or it will not be done.")
                    .at(page));
        }
        if (action.dueOn() == null && open) {
            checks.add(Check.warn(
                            "ACTION_WITHOUT_DUE_DATE",
                            null,
                            cited + " has no day by which it is due: set one, so that it can be seen when it is late.")
                    .at(page));
        }
        if (open) {
            ActionTitle.vague(action.title())
                    .ifPresent(why -> checks.add(
                            Check.hint("VAGUE_ACTION", null, cited + ": " + why).at(page)));
        }
    }

    /** The longest silences between the beginning and the end; as long as the end is not known, nobody can tell. */
    private static void silences(Facts facts, List<Occurrence> timeline, List<Check> checks) {
        Optional<Instant> resolved = facts.at(MilestoneName.RESOLVED);
        if (resolved.isEmpty()) {
            return;
        }
        Instant began =
                facts.at(MilestoneName.IMPACT_STARTED).orElse(facts.incident().declaredAt());
        Silence.of(timeline, began, resolved.get()).stream()
                .sorted(Comparator.comparing(Silence::lasting).reversed())
                .limit(MOST_SILENCES)
                .map(silence -> Check.warn(
                                "SILENT_INTERVAL",
                                null,
                                silence.inWords() + " Log what was going on, or say in the text that nothing was.")
                        .at(room(facts) + "#entry-" + silence.after()))
                .forEach(checks::add);
    }

    private static void milestones(Facts facts, List<Check> checks) {
        List<MilestoneName> missing = Stream.of(
                        MilestoneName.IMPACT_STARTED,
                        MilestoneName.DETECTED,
                        MilestoneName.MITIGATED,
                        MilestoneName.RESOLVED)
                .filter(name -> !facts.milestones().containsKey(name))
                .toList();
        if (!missing.isEmpty()) {
            String names =
                    Wording.list(missing.stream().map(MilestoneName::spoken).toList());
            checks.add(Check.warn(
                            "MISSING_MILESTONE",
                            null,
                            Wording.sentence(names) + (missing.size() == 1 ? " is" : " are")
                                    + " not set: set " + (missing.size() == 1 ? "it" : "them")
                                    + " on the incident, or the lengths that follow from "
                                    + (missing.size() == 1 ? "it" : "them") + " stay unknown.")
                    .at(room(facts) + "#milestones"));
        }
    }
}
