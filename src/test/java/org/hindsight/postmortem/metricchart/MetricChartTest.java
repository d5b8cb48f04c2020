package org.hindsight.postmortem.metricchart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Stream;
import org.hindsight.investigation.Sample;
import org.hindsight.platform.drawing.Mark;
import org.hindsight.platform.drawing.SheetCheck;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

@Tag("plain")
class MetricChartTest {

    private static final Instant NOON = Instant.parse("2026-11-17T12:00:00Z");
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final MetricChart.Window INCIDENT =
            new MetricChart.Window(NOON.plusSeconds(1800), NOON.plusSeconds(7200), "INC-12");

    private static List<Sample> samples(int count, Duration step, IntToDoubleFunction value) {
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            samples.add(new Sample(NOON.plus(step.multipliedBy(i)), value.applyAsDouble(i)));
        }
        return samples;
    }

    private static MetricChart chart(String unit, List<Sample> samples) {
        return new MetricChart("Successful sign-ins", unit, samples, List.of(), null, null);
    }

    private static MetricChart chart(double... values) {
        return chart("%", samples(values.length, MINUTE, i -> values[i]));
    }

    private static Figure drawn(MetricChart chart) {
        Figure figure = chart.figure("metric-1");
        SheetCheck.check(figure.wide(), figure.narrow());
        return figure;
    }

    private static List<SheetCheck> sheets(Figure figure) {
        return List.of(
                new SheetCheck(figure.wide().html()),
                new SheetCheck(figure.narrow().html()));
    }

    private static List<String> words(Figure figure) {
        return new SheetCheck(figure.wide().html())
                .texts.stream().map(SheetCheck.Box::what).toList();
    }

    private static String line(SheetCheck sheet) {
        List<Element> lines = sheet.paths("cv-line");
        assertEquals(1, lines.size());
        return lines.get(0).getAttribute("d");
    }

    /** How low and how high the line goes, from the lowest tick, nought, to the highest, one. */
    private static double[] reach(SheetCheck sheet) {
        double[] levels = Stream.of("cv-grid", "cv-axis")
                .flatMap(name -> sheet.paths(name).stream())
                .filter(path -> path.getAttribute("d").contains("H"))
                .filter(path -> sheet.paths("cv-window").isEmpty()
                        || sheet.points(path).get(0)[1]
                                < sheet.points(sheet.paths("cv-window").get(0)).get(0)[1])
                .mapToDouble(path -> sheet.points(path).get(0)[1])
                .sorted()
                .toArray();
        double top = levels[0];
        double base = levels[levels.length - 1];
        double[] ys = sheet.points(sheet.paths("cv-line").get(0)).stream()
                .mapToDouble(point -> (base - point[1]) / (base - top))
                .sorted()
                .toArray();
        return new double[] {ys[0], ys[ys.length - 1]};
    }

    @Test
    void drawsAnOutageWithItsMilestonesAndItsWindows() {
        MetricChart chart = new MetricChart(
                "Successful sign-ins",
                "% of tries",
                samples(180, MINUTE, i -> i < 32 || i > 118 ? 99.5 : i == 50 ? 12.25 : 40),
                List.of(
                        new Mark(NOON.plusSeconds(1800), "Impact started"),
                        new Mark(NOON.plusSeconds(2280), "Detected"),
                        new Mark(NOON.plusSeconds(7200), "Mitigated"),
                        new Mark(NOON.plusSeconds(90_000), "Resolved")),
                INCIDENT,
                new MetricChart.Window(NOON.plusSeconds(2400), NOON.plusSeconds(6000), "Time of the figure"));
        Figure figure = drawn(chart);
        List<String> words = words(figure);
        assertTrue(words.contains("% of tries, 17 Nov 2026, UTC"), words::toString);
        assertTrue(words.containsAll(List.of("0", "20", "40", "60", "80", "100")), words::toString);
        assertTrue(words.containsAll(List.of("12:00", "13:00", "14:00")), words::toString);
        assertTrue(words.contains("12:30 Impact started") && words.contains("14:00 Mitigated"), words::toString);
        assertTrue(words.contains("99.5 highest at 12:00"), words::toString);
        assertTrue(words.contains("12.25 lowest at 12:50"), words::toString);
        assertTrue(words.containsAll(List.of("INC-12", "Time of the figure")), words::toString);
        assertTrue(words.stream().noneMatch(word -> word.contains("Resolved")), words::toString);
        assertEquals(
                "Lowest 12.25\u00a0% of tries at 12:50 UTC, highest 99.5 at 12:00; 99.5 at the start (12:00), 99.5 at the end"
                        + " (14:59).",
                figure.sentence());
        for (SheetCheck sheet : sheets(figure)) {
            List<double[]> shade = sheet.points(sheet.paths("cv-shade").get(0));
            List<double[]> bracket = sheet.points(sheet.paths("cv-window").get(0));
            assertEquals(bracket.get(0)[0], shade.get(0)[0], 0.01);
            assertEquals(0.1225, reach(sheet)[0], 0.01);
            assertEquals(0.995, reach(sheet)[1], 0.01);
        }
        String svg = figure.narrow().html();
        assertTrue(svg.contains("INC-12 from 12:30 to 14:00. Time of the figure from 12:40 to 13:40."), svg);
        assertTrue(svg.contains("The axis of values holds 0: it goes from 0 to 100\u00a0% of tries."), svg);
    }

    @Test
    void keepsTheExtremesOfManySamplesInASmallPicture() {
        Random random = new Random(7);
        Figure figure = drawn(chart(
                "ms",
                samples(
                        50_000,
                        Duration.ofSeconds(2),
                        i -> i == 23_456 ? 1000 : i == 23_457 ? -500 : 200 + random.nextInt(100))));
        for (SheetCheck sheet : sheets(figure)) {
            assertEquals(0, reach(sheet)[0], 0.005);
            assertEquals(1, reach(sheet)[1], 0.005);
        }
        assertTrue(
                figure.sentence()
                        .startsWith("Lowest −500\u00a0ms at 01:01 UTC on 18 Nov, highest 1,000\u00a0ms at 01:01;"),
                figure.sentence());
        assertEquals("50,000 samples.", figure.caption());
        assertTrue(figure.rows().size() <= 30, () -> figure.rows().toString());
        assertEquals(
                1,
                figure.rows().stream()
                        .filter(row -> row.values().equals(List.of("−500", "1,000")))
                        .count());
        assertEquals(List.of("Lowest, ms", "Highest"), figure.head());
    }

    @Test
    void leadsNoLineAcrossAGap() {
        List<Sample> samples = samples(100, MINUTE, i -> i);
        samples.removeIf(sample -> sample.value() > 40 && sample.value() < 60);
        samples.removeIf(sample -> sample.value() == 10 || sample.value() == 11);
        Figure figure = drawn(chart("reports", samples));
        for (SheetCheck sheet : sheets(figure)) {
            assertEquals(2, line(sheet).split("M", -1).length - 1, () -> line(sheet));
        }
        assertTrue(figure.caption().endsWith("Where the line is broken, samples are missing."), figure.caption());
        assertTrue(
                figure.wide().html().contains("One gap in the samples, from 12:40 to 13:00."),
                figure.wide().html());
        Figure whole = drawn(chart("reports", samples(100, MINUTE, i -> i)));
        assertEquals(1, line(sheets(whole).get(0)).split("M", -1).length - 1);
        assertEquals("100 samples.", whole.caption());
    }

    @Test
    void showsASampleThatStandsAlone() {
        List<Sample> samples = samples(60, MINUTE, i -> i);
        samples.removeIf(sample -> sample.value() != 30 && sample.value() > 20 && sample.value() < 40);
        String line = line(sheets(drawn(chart("reports", samples))).get(0));
        assertTrue(line.matches(".*M(\\S+) \\S+H\\1M.*"), line);
    }

    @Test
    void staysSmallWhereSamplesComeInBursts() {
        List<Sample> samples = new ArrayList<>();
        Random random = new Random(3);
        Instant at = NOON;
        for (int i = 0; i < 50_000; i++) {
            at = at.plusSeconds(i % 4 == 0 ? 60 : 1);
            samples.add(new Sample(at, random.nextDouble() * 1e6));
        }
        Figure figure = drawn(chart("bytes", samples));
        assertTrue(figure.wide().html().contains("12,499 gaps in the samples, the longest from"), figure.sentence());
    }

    @Test
    void saysWhatASingleSampleIs() {
        Figure figure = drawn(chart(412.5));
        assertEquals("One sample: 412.5\u00a0% at 12:00 UTC.", figure.sentence());
        assertEquals("", figure.caption());
        assertEquals(List.of(new Row(NOON, "12:00", List.of("412.5"))), figure.rows());
        assertEquals(List.of("Value, %"), figure.head());
        for (SheetCheck sheet : sheets(figure)) {
            assertEquals(1, sheet.paths("cv-dots").size());
        }
        assertTrue(
                words(figure).containsAll(List.of("11:30", "12:00", "12:25")),
                () -> words(figure).toString());
    }

    @Test
    void pointsAtNothingWhereAllIsLevel() {
        Figure figure = drawn(chart(7, 7, 7));
        assertEquals("7\u00a0% throughout, from 12:00 to 12:02 UTC.", figure.sentence());
        assertFalse(figure.wide().html().contains("cv-node")
                || figure.narrow().html().contains("cv-node"));
        assertEquals(0.7, reach(sheets(figure).get(0))[0], 0.2);
        assertEquals(0, reach(sheets(drawn(chart(0, 0))).get(0))[0], 0.01);
    }

    @Test
    void namesTheDayWhereThereAreSeveralAndTheSecondWhereItMatters() {
        Figure week = drawn(chart("reports", samples(169, Duration.ofHours(1), i -> i)));
        assertEquals(
                "Lowest 0\u00a0reports at 12:00 UTC on 17 Nov, highest 168 at 12:00 on 24 Nov; 0 at the start (12:00 on"
                        + " 17 Nov), 168 at the end (12:00 on 24 Nov).",
                week.sentence());
        assertTrue(
                words(week).contains("168 highest, 24 Nov 12:00"),
                () -> words(week).toString());
        assertTrue(
                week.rows().get(0).time().startsWith("17 Nov"),
                () -> week.rows().toString());
        Figure brief = drawn(chart("ms", samples(8, Duration.ofSeconds(15), i -> i)));
        assertEquals("12:01:45", brief.rows().get(7).time());
        assertTrue(brief.sentence().contains("highest 7\u00a0ms at 12:01:45"), brief.sentence());
    }

    @Test
    void saysWhereItsAxisDoesNotBeginAtNought() {
        Figure far = drawn(chart(99.91, 99.95, 99.93));
        assertTrue(far.caption().contains("The axis does not begin at 0."), far.caption());
        assertTrue(
                far.wide().html().contains("The axis of values does not hold 0: it goes from 99.91 to 99.95\u00a0%."),
                far.wide().html());
        assertTrue(
                words(far).contains("99.93") && !words(far).contains("0"),
                () -> words(far).toString());
        assertFalse(drawn(chart(60, 99)).caption().contains("axis"));
        assertTrue(drawn(chart(-101, -100)).caption().contains("The axis does not begin at 0."));
    }

    @Test
    void holdsNegativeValuesAndNought() {
        Figure figure = drawn(chart(-20, 5, -3));
        assertEquals(
                "Lowest −20\u00a0% at 12:00 UTC, highest 5\u00a0% at 12:01; −20\u00a0% at the start (12:00), −3\u00a0% at the"
                        + " end (12:02).",
                figure.sentence());
        assertTrue(
                words(figure).containsAll(List.of("−20", "0", "5")),
                () -> words(figure).toString());
        SheetCheck sheet = sheets(figure).get(0);
        assertTrue(
                sheet.paths("cv-axis").stream()
                        .anyMatch(path -> path.getAttribute("d").contains("H")),
                "a line stands at nought");
    }

    @Test
    void drawsWhateverNumbersThereAre() {
        double[] odd = {
            0,
            -0.0,
            1e-9,
            -1e-9,
            Double.MIN_VALUE,
            1e15,
            1e15 + 0.125,
            1e22,
            -1e22,
            Double.MAX_VALUE,
            -Double.MAX_VALUE,
            0.1,
            1e9
        };
        for (double one : odd) {
            drawn(chart(one));
            for (double other : odd) {
                drawn(chart(one, other, one / 2));
            }
        }
        assertTrue(drawn(chart("bytes", samples(2, MINUTE, i -> i * 1.5e12)))
                .sentence()
                .contains("highest 1.5×10¹² at"));
    }

    @Test
    void keepsEveryLabelApartAndInsideWhateverTheChart() {
        Random random = new Random(11);
        for (int round = 0; round < 400; round++) {
            drawn(anything(random));
        }
    }

    private static MetricChart anything(Random random) {
        int count = 1 + random.nextInt(random.nextBoolean() ? 40 : 3000);
        double scale = Math.pow(10, random.nextInt(16) - 6);
        double base = random.nextBoolean() ? 0 : scale * random.nextInt(20) * (random.nextBoolean() ? 1 : -1);
        int most = 1 + random.nextInt(3_600_000);
        List<Sample> samples = new ArrayList<>();
        Instant at = NOON.plusSeconds(60L * random.nextInt(1440));
        for (int i = 0; i < count; i++) {
            at = at.plusMillis(1 + random.nextInt(random.nextInt(50) == 0 ? 20 * most : most));
            samples.add(new Sample(at, base + scale * random.nextDouble()));
        }
        Instant start = samples.get(0).at();
        long length = Duration.between(start, at).toSeconds() + 1;
        List<Mark> marks = new ArrayList<>();
        for (int i = random.nextInt(8); i > 0; i--) {
            marks.add(new Mark(
                    start.plusSeconds(random.nextLong(length)),
                    List.of("Detected", "First public update", "Up").get(i % 3)));
        }
        MetricChart.Window window = new MetricChart.Window(
                start.plusSeconds(random.nextLong(length) - length / 2),
                random.nextBoolean() ? null : start.plusSeconds(length / 2 + random.nextLong(length)),
                "INC-12");
        return new MetricChart(
                "Any",
                List.of("%", "reports", "requests that were answered too late or never, a minute")
                        .get(random.nextInt(3)),
                samples,
                marks,
                window,
                random.nextBoolean() ? null : new MetricChart.Window(null, at, "Time of the figure"));
    }

    @Test
    void escapesWhateverItIsGiven() {
        String evil = "<script>\"&'";
        MetricChart chart = new MetricChart(
                evil,
                evil,
                samples(3, MINUTE, i -> i),
                List.of(new Mark(NOON, evil)),
                new MetricChart.Window(NOON, null, evil),
                null);
        assertFalse(drawn(chart).wide().html().contains("<script>"));
        assertThrows(
                IllegalArgumentException.class,
                () -> chart.figure("\" onload=\"").wide().html());
    }

    @Test
    void givesTheSameBytesForTheSameChartAndNoneWithoutSamples() {
        assertEquals(drawn(chart(1, 2, 3)), drawn(chart(1, 2, 3)));
        assertThrows(IllegalArgumentException.class, () -> chart());
    }
}
