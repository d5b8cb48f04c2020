package org.hindsight.postmortem;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hindsight.incident.Duration;
import org.hindsight.incident.MilestoneName;
import org.hindsight.incident.MilestoneView;

/**
 * Figures that prose cites within a sentence, as <code>{{time-to-mitigate}}</code>. Each is plain text,
 * worked out from the facts every time it is shown.
 */
final class Figures {

    private static final Map<String, MilestoneName> SHORT = Map.of(
            "started", MilestoneName.IMPACT_STARTED,
            "detected", MilestoneName.DETECTED,
            "declared", MilestoneName.DECLARED,
            "acknowledged", MilestoneName.ACKNOWLEDGED,
            "informed", MilestoneName.FIRST_PUBLIC_UPDATE,
            "mitigated", MilestoneName.MITIGATED,
            "resolved", MilestoneName.RESOLVED);

    /**
     * What a figure says.
     *
     * @param missing what the record lacks so that it cannot be told, as a sentence; empty when it can
     */
    record Figure(String text, Optional<String> missing) {
        static Figure of(String text) {
            return new Figure(text, Optional.empty());
        }
    }

    private static final Set<String> PLAIN = Set.of(
            "severity",
            "status",
            "services",
            "title",
            "ref",
            "reports.total",
            "reports.peak",
            "count.entries",
            "count.symptoms",
            "count.causes",
            "count.impacts",
            "count.workarounds",
            "count.signals",
            "count.actions");

    private Figures() {}

    /** Whether an incident may have a figure of that name. */
    static boolean named(String name) {
        return name.startsWith("impact.")
                || milestone(name).isPresent()
                || PLAIN.contains(name)
                || Duration.of(Map.of()).stream()
                        .anyMatch(duration -> duration.key().equals(name));
    }

    /** The short words for milestones, in the usual order of these. */
    static List<String> milestones() {
        return SHORT.entrySet().stream()
                .sorted(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The milestone behind a short word or {@code milestone.detected}. */
    static Optional<MilestoneName> milestone(String name) {
        return Optional.ofNullable(SHORT.get(name))
                .or(() -> Stream.of(MilestoneName.values())
                        .filter(known -> name.equals("milestone." + key(known)))
                        .findFirst());
    }

    /** The figure of that name; empty when there is none. */
    static Optional<Figure> of(Facts facts, String name) {
        if (name.startsWith("impact.")) {
            return impact(facts, name.substring("impact.".length()));
        }
        if (name.startsWith("milestone.")) {
            return milestone(facts, name.substring("milestone.".length()));
        }
        if (SHORT.containsKey(name)) {
            return Optional.of(milestone(facts, SHORT.get(name)));
        }
        Optional<Duration> duration = facts.durations().stream()
                .filter(known -> known.key().equals(name))
                .findFirst();
        return duration.isPresent()
                ? duration.map(Figures::duration)
                : Optional.ofNullable(plain(facts).get(name)).map(Figure::of);
    }

    /** All figures of an incident with what they say, to be offered to writers. */
    static Map<String, String> all(Facts facts) {
        Map<String, String> all = new LinkedHashMap<>();
        facts.durations().forEach(duration -> all.put(duration.key(), Wording.length(duration)));
        for (Facts.Impact impact : facts.impacts()) {
            all.put("impact." + impact.key(), impact.figure());
            if (impact.figureOfAll() != null) {
                all.put("impact." + impact.key() + ".of", impact.figureOfAll());
            }
        }
        for (MilestoneName name : facts.milestones().keySet()) {
            all.put("milestone." + key(name), milestone(facts, name).text());
        }
        all.putAll(plain(facts));
        return all;
    }

    private static Figure duration(Duration duration) {
        Long seconds = duration.seconds();
        if (seconds == null) {
            return new Figure(
                    Wording.length(duration), Optional.of(Wording.sentence(Wording.missing(duration.missing())) + "."));
        }
        return seconds < 0
                ? new Figure(
                        Wording.length(duration),
                        Optional.of(Wording.sentence(duration.to().spoken()) + " lies before "
                                + duration.from().spoken() + "."))
                : Figure.of(Wording.length(duration));
    }

    private static Optional<Figure> milestone(Facts facts, String key) {
        for (MilestoneName name : MilestoneName.values()) {
            if (key(name).equals(key)) {
                return Optional.of(milestone(facts, name));
            }
        }
        return Optional.empty();
    }

    private static Figure milestone(Facts facts, MilestoneName name) {
        MilestoneView milestone = facts.milestones().get(name);
        return milestone == null
                ? new Figure(
                        "not known (" + name.spoken() + " is missing)",
                        Optional.of(Wording.sentence(name.spoken()) + " is missing."))
                : Figure.of(Wording.moment(milestone.at(), milestone.precision()));
    }

    private static Optional<Figure> impact(Facts facts, String key) {
        for (Facts.Impact impact : facts.impacts()) {
            if (key.equals(impact.key())) {
                return Optional.of(Figure.of(impact.figure()));
            }
            if (key.equals(impact.key() + ".of")) {
                return Optional.of(
                        impact.figureOfAll() == null
                                ? new Figure(
                                        impact.figure() + " (out of how many is not known)",
                                        Optional.of("“" + impact.name() + "” has no denominator."))
                                : Figure.of(impact.figureOfAll()));
            }
        }
        return Optional.empty();
    }

    private static Map<String, String> plain(Facts facts) {
        Facts.Head incident = facts.incident();
        Map<String, String> plain = new LinkedHashMap<>();
        plain.put("severity", incident.severity().name());
        plain.put("status", incident.status().name().toLowerCase(Locale.ROOT));
        plain.put(
                "services", incident.services().isEmpty() ? "no service is named" : Wording.list(incident.services()));
        plain.put("title", incident.title());
        plain.put("ref", incident.ref());
        plain.putAll(reports(facts));
        plain.put("count.entries", count(facts.entries().size()));
        plain.put("count.symptoms", count(facts.symptoms().size()));
        plain.put("count.causes", count(facts.causes().size()));
        plain.put("count.impacts", count(facts.impacts().size()));
        plain.put("count.workarounds", count(facts.workarounds().size()));
        plain.put("count.signals", count(facts.signals().size()));
        plain.put("count.actions", count(facts.actions().size()));
        return plain;
    }

    /** Of several services the peak is that of the one with the highest. */
    private static Map<String, String> reports(Facts facts) {
        Map<String, String> figures = new LinkedHashMap<>();
        facts.reports().stream()
                .min(Comparator.comparingLong(
                                (Facts.UserReports reports) -> reports.peak().count())
                        .reversed())
                .ifPresent(most -> {
                    long total = facts.reports().stream()
                            .mapToLong(Facts.UserReports::total)
                            .sum();
                    figures.put("reports.total", Wording.number(BigDecimal.valueOf(total)));
                    figures.put(
                            "reports.peak",
                            Wording.number(BigDecimal.valueOf(most.peak().count())) + " "
                                    + most.curve().per());
                });
        return figures;
    }

    private static String count(int number) {
        return Wording.number(BigDecimal.valueOf(number));
    }

    private static String key(MilestoneName name) {
        return name.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
