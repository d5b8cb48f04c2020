package org.hindsight.pulse.curve;

import static org.hindsight.pulse.curve.Stories.MINUTE;
import static org.hindsight.pulse.curve.Stories.mark;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.hindsight.platform.drawing.Mark;
import org.hindsight.platform.drawing.SheetCheck;
import org.hindsight.pulse.detection.State;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("plain")
class CurveTest {

    private static final List<State> STATES = List.of(State.NORMAL, State.ELEVATED, State.OUTAGE);
    private static final Instant NOON = Instant.parse("2026-11-17T12:00:00Z");

    @Test
    void drawsTheModelOutageWithItsMilestones() {
        List<Mark> marks = List.of(
                mark("16:00", "Impact started"),
                mark("16:08", "Detected"),
                mark("16:20", "Declared"),
                mark("16:26", "First public update"),
                mark("18:45", "Mitigated"));
        Curve.Window window = new Curve.Window(NOON.plusSeconds(4 * 3600), null, "INC-12, ongoing");
        Figure figure = Stories.outage(NOON, 480, MINUTE, marks, window).figure("room");
        check(figure);
        List<String> wide = words(figure.wide().html());
        assertTrue(wide.contains("16:26 First public update"), wide::toString);
        assertTrue(wide.contains("1,912 a minute at 16:24"), wide::toString);
        assertTrue(wide.contains("Elevated 16:02–16:04"), wide::toString);
        assertTrue(wide.contains("Outage 16:04–19:40"), wide::toString);
        assertTrue(wide.contains("INC-12, ongoing"), wide::toString);
        assertTrue(wide.contains("Reports a minute, 17 Nov 2026, UTC"), wide::toString);
        assertTrue(wide.containsAll(List.of("0", "500", "1,000", "1,500", "2,000", "usual")), wide::toString);
        List<String> narrow = words(figure.narrow().html());
        assertTrue(narrow.contains("16:26 First public update") && narrow.contains("4"), narrow::toString);
        assertTrue(narrow.contains("Outage"), narrow::toString);
    }

    @Test
    void namesTheDayWhereItChanges() {
        Figure figure = Stories.outage(Instant.parse("2026-11-16T19:00:00Z"), 1440, MINUTE)
                .figure("day");
        check(figure);
        List<String> wide = words(figure.wide().html());
        assertTrue(wide.containsAll(List.of("22:00", "17 Nov", "02:00")), wide::toString);
        assertTrue(wide.contains("Reports a minute, 16 to 17 Nov 2026, UTC"), wide::toString);
        assertTrue(wide.contains("1,912 a minute at 16:24"), wide::toString);
    }

    @Test
    void drawsAWeekInFiveMinuteSteps() {
        Curve week = Stories.outage(Instant.parse("2026-11-11T10:00:00Z"), 2016, Duration.ofMinutes(5));
        Figure figure = week.figure("week");
        check(figure);
        List<String> wide = words(figure.wide().html());
        assertTrue(wide.containsAll(List.of("12 Nov", "17 Nov", "18 Nov")), wide::toString);
        assertTrue(wide.stream().anyMatch(word -> word.endsWith(" per 5 minutes, 17 Nov 16:25")), wide::toString);
        assertTrue(wide.contains("Outage 17 Nov 16:05–19:40"), wide::toString);
    }

    @Test
    void losesNoSpikeWhereStepsAreMerged() {
        Figure figure = Stories.day(minute -> minute == 777 ? 950 : 1, null).figure("day");
        for (String svg : List.of(figure.wide().html(), figure.narrow().html())) {
            SheetCheck sheet = new SheetCheck(svg);
            double tip = highest(sheet, "cv-tips");
            double mean = highest(sheet, "cv-reports");
            double base = sheet.points(sheet.paths("cv-axis").get(0)).get(0)[1];
            double top = sheet.paths("cv-grid").stream()
                    .flatMap(path -> sheet.points(path).stream())
                    .mapToDouble(point -> point[1])
                    .min()
                    .orElseThrow();
            assertEquals(0.95, (base - tip) / (base - top), 0.01, svg);
            assertTrue(mean > tip, svg);
        }
    }

    private static double highest(SheetCheck sheet, String name) {
        return sheet.points(sheet.paths(name).get(0)).stream()
                .mapToDouble(point -> point[1])
                .min()
                .orElseThrow();
    }

    @Test
    void drawsExactlyWhatCameWhereThereIsRoom() {
        Figure figure = Stories.outage(NOON, 360, MINUTE).figure("room");
        assertTrue(new SheetCheck(figure.wide().html()).paths("cv-tips").isEmpty());
    }

    @Test
    void saysThatNothingCame() {
        Figure figure = Stories.day(minute -> 0, null).figure("day");
        check(figure);
        assertTrue(words(figure.wide().html()).contains("No reports"));
        assertFalse(figure.wide().html().contains("cv-reports")
                || figure.wide().html().contains("cv-node"));
        check(Stories.day(minute -> 0, 0.4).figure("day"));
    }

    @Test
    void keepsASingleReportSmall() {
        Figure figure = Stories.day(minute -> minute == 500 ? 1 : 0, null).figure("day");
        check(figure);
        List<String> wide = words(figure.wide().html());
        assertTrue(wide.contains("1 a minute at 08:20") && wide.contains("4"), wide::toString);
    }

    @Test
    void pointsAtNoPeakWhereAllIsLevel() {
        Figure figure = Stories.day(minute -> 6, 6.0).figure("day");
        check(figure);
        assertFalse(figure.wide().html().contains("cv-node"));
    }

    @Test
    void namesEveryStateInWordsEvenWhereItFlickers() {
        Random random = new Random(3);
        List<Curve.Step> steps = new ArrayList<>();
        for (int i = 0; i < 2016; i++) {
            steps.add(new Curve.Step(NOON.plusSeconds(300L * i), random.nextInt(50), 6.0, STATES.get(i % 3)));
        }
        Curve curve = new Curve("Music streaming", Duration.ofMinutes(5), steps, List.of(), null);
        Figure figure = curve.figure("week");
        check(figure);
        List<State> inTurn = List.of(State.NORMAL, State.ELEVATED, State.NORMAL, State.OUTAGE);
        List<Curve.Step> slower = new ArrayList<>();
        for (Curve.Step step : steps) {
            State state = inTurn.get(slower.size() / 40 % 4);
            slower.add(new Curve.Step(step.at(), step.count(), step.baseline(), state));
        }
        Figure slow = new Curve("Music streaming", Duration.ofMinutes(5), slower, List.of(), null).figure("week");
        check(slow);
        for (String svg : List.of(slow.wide().html(), slow.narrow().html())) {
            assertTrue(words(svg).stream().anyMatch(word -> word.startsWith("Elevated")), svg);
            assertTrue(words(svg).stream().anyMatch(word -> word.startsWith("Outage")), svg);
        }
    }

    @Test
    void escapesWhateverItIsGiven() {
        String evil = "<script>\"&'";
        Curve plain = Stories.outage(NOON, 480, MINUTE);
        Curve curve = new Curve(
                evil,
                MINUTE,
                plain.steps(),
                List.of(new Mark(Stories.PEAK, evil)),
                new Curve.Window(Stories.IMPACT, Stories.OVER, evil));
        Figure figure = curve.figure("room");
        check(figure);
        assertTrue(figure.wide().html().contains("16:24</tspan> &lt;script&gt;&quot;&amp;&#39;</text>"));
        assertTrue(words(figure.wide().html()).contains("16:24 " + evil));
        assertThrows(IllegalArgumentException.class, () -> curve.figure("\" onload=\""));
    }

    @Test
    void shortensWhatIsTooLong() {
        String label = "A milestone with a name that somebody wrote at great length, ".repeat(5);
        Figure figure = Stories.outage(
                        NOON,
                        480,
                        MINUTE,
                        List.of(mark("16:24", label), mark("16:30", label)),
                        new Curve.Window(Stories.IMPACT, null, label))
                .figure("room");
        check(figure);
        assertTrue(words(figure.narrow().html()).stream().anyMatch(word -> word.endsWith("…")));
    }

    @Test
    void leavesOutWhatLiesElsewhere() {
        Figure figure = Stories.outage(
                        NOON,
                        480,
                        MINUTE,
                        List.of(mark("11:59", "Before"), mark("20:01", "After"), mark("12:00", "First")),
                        new Curve.Window(NOON.minusSeconds(600), NOON, "Earlier"))
                .figure("room");
        check(figure);
        List<String> wide = words(figure.wide().html());
        assertTrue(wide.contains("12:00 First"), wide::toString);
        assertTrue(wide.stream().noneMatch(word -> word.matches(".*(Before|After|Earlier).*")), wide::toString);
    }

    @Test
    void givesTheSameBytesForTheSameCurve() {
        Figure once = Stories.outage(NOON, 480, MINUTE).figure("room");
        assertEquals(once, Stories.outage(NOON, 480, MINUTE).figure("room"));
        assertFalse(once.wide().html().contains("curve-day"), once.wide().html());
    }

    @Test
    void refusesStepsThatDoNotFollowEachOther() {
        List<Curve.Step> steps =
                new ArrayList<>(Stories.outage(NOON, 60, MINUTE).steps());
        steps.remove(30);
        assertThrows(
                IllegalArgumentException.class, () -> new Curve("Music streaming", MINUTE, steps, List.of(), null));
        assertThrows(
                IllegalArgumentException.class, () -> new Curve("Music streaming", MINUTE, List.of(), List.of(), null));
    }

    @Test
    void refusesFiguresThatCannotBe() {
        assertThrows(IllegalArgumentException.class, () -> new Curve.Step(NOON, -1, null, State.NORMAL));
        assertThrows(IllegalArgumentException.class, () -> new Curve.Step(NOON, 1, Double.NaN, State.NORMAL));
        assertThrows(IllegalArgumentException.class, () -> new Curve.Step(NOON, 1, -0.5, State.NORMAL));
    }

    @Test
    void keepsEveryLabelApartAndInsideWhateverTheCurve() {
        Random random = new Random(17);
        List<Duration> lengths = List.of(
                MINUTE, Duration.ofMinutes(5), Duration.ofSeconds(7), Duration.ofHours(1), Duration.ofMinutes(2));
        for (int round = 0; round < 600; round++) {
            check(anything(random, lengths.get(round % lengths.size())).figure("any"));
        }
    }

    private static Curve anything(Random random, Duration step) {
        int count = random.nextInt(3) == 0 ? 1 + random.nextInt(60) : 60 + random.nextInt(2040);
        Instant start = NOON.plusSeconds(60L * random.nextInt(1440));
        long scale = (long) Math.pow(10, random.nextInt(8));
        int stays = 1 + random.nextInt(400);
        boolean known = random.nextBoolean();
        State state = State.NORMAL;
        List<Curve.Step> steps = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            state = random.nextInt(stays) == 0 ? STATES.get(random.nextInt(3)) : state;
            Double usual = known && random.nextInt(50) > 0 ? random.nextDouble() * scale / 3 : null;
            steps.add(new Curve.Step(
                    start.plus(step.multipliedBy(i)), (long) (random.nextDouble() * scale), usual, state));
        }
        long seconds = step.toSeconds() * count;
        List<Mark> marks = new ArrayList<>();
        long around = random.nextLong(seconds + 1);
        long spread = random.nextBoolean() ? seconds : seconds / 50 + 1;
        for (int i = random.nextInt(8); i > 0; i--) {
            Instant at = start.plusSeconds(around + random.nextLong(spread) - spread / 2);
            marks.add(new Mark(
                    at, List.of("Detected", "First public update", "Up").get(i % 3)));
        }
        Instant from = start.plusSeconds(random.nextLong(seconds));
        Curve.Window window = random.nextBoolean()
                ? null
                : new Curve.Window(from, random.nextBoolean() ? null : from.plusSeconds(seconds / 4 + 1), "INC-12");
        return new Curve("Music streaming", step, steps, marks, window);
    }

    private static void check(Figure figure) {
        SheetCheck.check(figure.wide(), figure.narrow());
    }

    private static List<String> words(String svg) {
        return new SheetCheck(svg).texts.stream().map(SheetCheck.Box::what).toList();
    }
}
