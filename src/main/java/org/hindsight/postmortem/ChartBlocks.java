package org.hindsight.postmortem;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateData;
import io.quarkus.qute.TemplateInstance;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hindsight.incident.MilestoneName;
import org.hindsight.investigation.Sample;
import org.hindsight.platform.drawing.Mark;
import org.hindsight.postmortem.metricchart.Figure;
import org.hindsight.postmortem.metricchart.MetricChart;
import org.jspecify.annotations.Nullable;

/** The blocks that draw the samples behind impact metrics. */
final class ChartBlocks {

    @CheckedTemplate(basePath = "postmortem")
    static class Templates {
        private Templates() {}

        static native TemplateInstance charts$metrics(List<Charted> charts);
    }

    /**
     * The chart of a metric.
     *
     * @param where of which part of the world it tells, and when; may be empty
     * @param origin how its figure came about, and who says so
     */
    @TemplateData
    record Charted(String name, String where, Figure figure, String origin) {

        String markdown() {
            List<String> head = Stream.concat(
                            Stream.of("Time, UTC"), figure.head().stream().map(Wording::literal))
                    .toList();
            List<List<String>> rows = figure.rows().stream()
                    .map(row -> Stream.concat(Stream.of(row.time()), row.values().stream())
                            .toList())
                    .toList();
            return "**" + Wording.literal(name) + "**" + (where.isEmpty() ? "" : " (" + Wording.literal(where) + ")")
                    + "\n\n" + Wording.literal(figure.sentence() + " " + origin) + "\n\n" + Blocks.written(head, rows);
        }
    }

    static final String ALL = "metric-charts";

    private static final Pattern ONE = Pattern.compile(ALL + "\\.(.*)");
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,8}");

    private final Facts facts;

    /** How many charts are shown so far: each has a name of its own. */
    private int charts;

    ChartBlocks(Facts facts) {
        this.facts = facts;
    }

    /** The number of the metric whose chart a block is; empty when it is no such block. */
    static OptionalInt metric(String name) {
        Matcher one = ONE.matcher(name);
        return one.matches() && NUMBER.matcher(one.group(1)).matches()
                ? OptionalInt.of(Integer.parseInt(one.group(1)))
                : OptionalInt.empty();
    }

    /** What a name that was meant as such a block should have been, as a sentence; empty when it was not meant so. */
    static Optional<String> fault(String name) {
        Matcher one = ONE.matcher(name);
        return one.matches()
                ? Optional.of("“" + one.group(1) + "” is not the number of an impact figure: after “" + ALL
                        + ".” stands one, as in “" + ALL + ".2”.")
                : Optional.empty();
    }

    /** The charts of all metrics that have samples; empty while none has. */
    Optional<Blocks.Block> all() {
        return block(facts.impacts().stream()
                .filter(impact -> impact.series() != null)
                .toList());
    }

    /** The chart of one metric; empty while it has no samples. */
    Optional<Blocks.Block> of(int no) {
        return block(facts.impacts().stream()
                .filter(impact -> impact.no() == no && impact.series() != null)
                .toList());
    }

    /** Why there is no chart of a metric, as a sentence. */
    String otherwise(int no) {
        return facts.impacts().stream().anyMatch(impact -> impact.no() == no)
                ? "Impact figure " + no + " has no series of samples."
                : "There is no impact figure " + no + ".";
    }

    private Optional<Blocks.Block> block(List<Facts.Impact> impacts) {
        if (impacts.isEmpty()) {
            return Optional.empty();
        }
        List<Charted> charted = impacts.stream().map(this::charted).toList();
        return Optional.of(new Blocks.Block(
                Blocks.html(Templates.charts$metrics(charted)),
                charted.stream().map(Charted::markdown).collect(Collectors.joining("\n\n"))));
    }

    private Charted charted(Facts.Impact impact) {
        charts++;
        List<Sample> samples = Objects.requireNonNull(impact.series());
        MetricChart chart =
                new MetricChart(impact.name(), impact.unit(), samples, marks(), incident(), counted(impact));
        return new Charted(
                impact.name(),
                Told.where(impact),
                chart.figure("metric-" + charts),
                Wording.sentence(impact.basis()) + "; "
                        + (impact.source() == null ? "its source is not named." : "source: " + ended(impact.source())));
    }

    /** What somebody wrote, with a point at its end unless there is one. */
    private static String ended(String words) {
        return words.matches("(?s).*\\p{Punct}[”’»]?") ? words : words + ".";
    }

    private List<Mark> marks() {
        List<Mark> marks = new ArrayList<>();
        facts.milestones().forEach((name, milestone) -> marks.add(milestone.mark(name)));
        return marks;
    }

    /** From when users felt it until they did not any more, as far as the milestones tell it in this order. */
    private MetricChart.@Nullable Window incident() {
        Instant from = first(MilestoneName.IMPACT_STARTED, MilestoneName.DETECTED, MilestoneName.DECLARED)
                .orElse(facts.incident().declaredAt());
        Optional<Instant> to = first(MilestoneName.MITIGATED, MilestoneName.RESOLVED);
        return to.isPresent() && !to.get().isAfter(from)
                ? null
                : new MetricChart.Window(from, to.orElse(null), facts.incident().ref());
    }

    private Optional<Instant> first(MilestoneName... names) {
        return Stream.of(names).flatMap(name -> facts.at(name).stream()).findFirst();
    }

    private static MetricChart.@Nullable Window counted(Facts.Impact impact) {
        return impact.from() == null && impact.to() == null
                ? null
                : new MetricChart.Window(impact.from(), impact.to(), "Time of the figure");
    }
}
