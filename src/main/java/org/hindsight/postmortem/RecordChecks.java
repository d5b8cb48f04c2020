package org.hindsight.postmortem;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.hindsight.incident.MilestoneName;

/** What the record itself lacks for a post-mortem. */
final class RecordChecks {

    private RecordChecks() {}

    static List<Check> of(Facts facts) {
        List<Check> checks = new ArrayList<>();
        milestones(facts, checks);
        for (Facts.Impact impact : facts.impacts()) {
            if (impact.outOf() == null
                    && !impact.unit().strip().startsWith("%")
                    && !Told.SPANS.contains(impact.unit().strip())) {
                checks.add(Check.hint(
                        "IMPACT_WITHOUT_DENOMINATOR",
                        null,
                        "“" + impact.name()
                                + "” has no denominator: say out of how many, so that readers can weigh it."));
            }
        }
        for (Facts.Impact impact : facts.impacts()) {
            BigDecimal most = impact.value() == null ? impact.high() : impact.value();
            if (most != null && impact.outOf() != null && most.compareTo(impact.outOf()) > 0) {
                checks.add(Check.warn(
                        "IMPACT_EXCEEDS_WHOLE",
                        null,
                        "“" + impact.name() + "” is larger than what it is a part of: look at both figures."));
            }
        }
        for (Facts.Action action : facts.actions()) {
            if (action.owner() == null && !action.state().equals("WONT_DO")) {
                checks.add(Check.warn(
                        "ACTION_WITHOUT_OWNER",
                        null,
                        "[action " + action.no() + "] has no owner: name a team or a person, or it will not be done."));
            }
        }
        if (facts.actions().isEmpty()) {
            checks.add(Check.hint(
                    "NO_ACTIONS", null, "No action is recorded: add what will be done, or say why nothing will."));
        }
        return checks;
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
                            + (missing.size() == 1 ? "it" : "them") + " stay unknown."));
        }
    }
}
