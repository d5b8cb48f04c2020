package org.hindsight.postmortem;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hindsight.incident.MilestoneName;
import org.hindsight.incident.MilestoneView;
import org.hindsight.timeline.EntryKind;

/**
 * A part of the timeline that a block names: the entries of one kind, <code>{{timeline.kind.decision}}</code>, or those
 * from one milestone to another, <code>{{timeline.detected..mitigated}}</code>.
 */
sealed interface TimelinePart {

    /** The entries of it, in order. */
    List<Facts.Entry> entries(Facts facts);

    /** Why there are none, as a sentence. */
    String otherwise(Facts facts);

    Pattern KIND = Pattern.compile("timeline\\.kind\\.(.*)");
    Pattern STRETCH = Pattern.compile("timeline\\.(.*?)\\.\\.(.*)");

    /** The part of that name; empty when there is none. */
    static Optional<TimelinePart> of(String name) {
        Matcher kind = KIND.matcher(name);
        if (kind.matches()) {
            return kind(kind.group(1)).map(OfKind::new);
        }
        Matcher stretch = STRETCH.matcher(name);
        return stretch.matches()
                ? Figures.milestone(stretch.group(1))
                        .flatMap(from -> Figures.milestone(stretch.group(2)).map(to -> new Between(from, to)))
                : Optional.empty();
    }

    /** What a name that was meant as such a part should have been, as a sentence; empty when it was not meant so. */
    static Optional<String> fault(String name) {
        Matcher kind = KIND.matcher(name);
        if (kind.matches()) {
            return Optional.of("“" + kind.group(1) + "” is not a kind of entry: after “timeline.kind.” may stand "
                    + Wording.list(kinds()) + ".");
        }
        Matcher stretch = STRETCH.matcher(name);
        if (stretch.matches()) {
            return Stream.of(stretch.group(1), stretch.group(2))
                    .filter(word -> Figures.milestone(word).isEmpty())
                    .findFirst()
                    .map(word -> "“" + word + "” is not a milestone: before and after “..” may stand "
                            + Wording.list(Figures.milestones()) + ".");
        }
        return name.startsWith("timeline.")
                ? Optional.of("Of the timeline there are “timeline.starred”, “timeline.all”, entries of a kind as"
                        + " “timeline.kind.decision”, and those between milestones as “timeline.detected..mitigated”.")
                : Optional.empty();
    }

    /** How blocks name the kinds of entries. */
    static List<String> kinds() {
        return Stream.of(EntryKind.values()).map(TimelinePart::key).toList();
    }

    private static Optional<EntryKind> kind(String key) {
        return Stream.of(EntryKind.values())
                .filter(kind -> key(kind).equals(key))
                .findFirst();
    }

    private static String key(EntryKind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The entries of one kind. */
    record OfKind(EntryKind kind) implements TimelinePart {

        @Override
        public List<Facts.Entry> entries(Facts facts) {
            return those(facts, entry -> entry.kind() == kind);
        }

        @Override
        public String otherwise(Facts facts) {
            return "The timeline has no entry of the kind “" + kind.spoken() + "”.";
        }
    }

    /** The entries from one milestone to another, both moments included. */
    record Between(MilestoneName from, MilestoneName to) implements TimelinePart {

        @Override
        public List<Facts.Entry> entries(Facts facts) {
            MilestoneView first = facts.milestones().get(from);
            MilestoneView last = facts.milestones().get(to);
            return first == null || last == null
                    ? List.of()
                    : those(
                            facts,
                            entry -> !entry.occurredAt().isBefore(first.at())
                                    && !entry.occurredAt().isAfter(last.at()));
        }

        @Override
        public String otherwise(Facts facts) {
            List<MilestoneName> missing = Stream.of(from, to)
                    .distinct()
                    .filter(name -> !facts.milestones().containsKey(name))
                    .toList();
            return missing.isEmpty()
                    ? "No entry of the timeline lies between " + from.spoken() + " and " + to.spoken() + "."
                    : "Which entries lie between " + from.spoken() + " and " + to.spoken() + " is not known: "
                            + Wording.missing(missing) + ".";
        }
    }

    private static List<Facts.Entry> those(Facts facts, Predicate<Facts.Entry> wanted) {
        return facts.entries().stream().filter(wanted).toList();
    }
}
