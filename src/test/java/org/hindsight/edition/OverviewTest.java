package org.hindsight.edition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.hindsight.edition.Overview.Mark;
import org.hindsight.edition.Overview.Turn;
import org.hindsight.incident.MilestoneName;
import org.hindsight.incident.MilestoneView;
import org.hindsight.incident.Status;
import org.hindsight.platform.time.Precision;
import org.hindsight.pulse.curve.Curve;
import org.hindsight.pulse.detection.State;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

@Tag("plain")
class OverviewTest {

    private static final Instant START = Instant.parse("2026-11-17T14:00:00Z");
    private static final List<Turn> TURNS = List.of(
            new Turn(Status.IDENTIFIED, START.plusSeconds(95 * 60)),
            new Turn(Status.MONITORING, START.plusSeconds(185 * 60)),
            new Turn(Status.RESOLVED, START.plusSeconds(280 * 60)));

    @Test
    void drawsTheModelIncidentAsItWas() {
        String html = picture(marks(0, 8, 20, null, 44, 185, 280), TURNS, null);
        assertTrue(html.contains("4 h 40 min to resolve"), html);
        assertTrue(html.contains("<li data-phase=\"IDENTIFIED\">Identified <data>1 h 30 min</data></li>"), html);
        assertTrue(html.contains("Impact started 14:00, Detected 14:08, Declared 14:20"), html);
        assertTrue(html.contains("All times are UTC, 17 November 2026."), html);
        check(html);
    }

    @Test
    void drawsNothingWithoutMilestones() {
        assertTrue(Overview.of(List.of(), List.of(), List.of(), null, null).isEmpty());
    }

    @Test
    void drawsASingleMoment() {
        String html = picture(marks(null, null, 0, null, null, null, null), List.of(), null);
        assertFalse(html.contains("data-phase"), html);
        check(html);
    }

    @Test
    void endsNowWhileTheIncidentLasts() {
        String html = picture(marks(0, 8, 20, null, null, null, null), List.of(), START.plus(Duration.ofHours(30)));
        assertTrue(html.contains("Investigating <data>1 d 5 h</data>"), html);
        assertTrue(html.contains("It was not over yet."), html);
        check(html);
    }

    @Test
    void drawsMilestonesThatFellTogether() {
        check(picture(marks(0, 0, 0, 0, 0, 0, 0), List.of(), null));
        check(picture(marks(0, 5, 5, 5, 5, 5, 5), List.of(), null));
        check(picture(marks(0, 0, 0, 0, 600, 600, 600), List.of(), null));
    }

    @Test
    void leavesOutWhatCannotBeInOddOrder() {
        String html = picture(marks(300, 8, 500, 0, 2, 100, 40), List.of(), null);
        assertFalse(html.contains("data-phase=\"NOTICED\""), html);
        assertFalse(html.contains("to detect"), html);
        check(html);
    }

    @Test
    void saysThePlaceOfRoughMilestones() {
        List<Mark> marks = List.of(
                new Mark(MilestoneName.IMPACT_STARTED, START, Precision.ABOUT, 5),
                new Mark(MilestoneName.DETECTED, START.plusSeconds(480), Precision.MINUTE, null),
                new Mark(MilestoneName.RESOLVED, START.plusSeconds(9000), Precision.DAY, null));
        String html = html(marks, List.of(), null);
        assertTrue(html.contains("~14:00") && html.contains("± 5 min") && html.contains("ov-about"), html);
        assertTrue(html.contains("17 November 2026, that day"), html);
        check(html);
    }

    @Test
    void showsAReopenedIncidentWithItsGap() {
        List<Turn> turns = List.of(
                new Turn(Status.RESOLVED, START.plusSeconds(3600)),
                new Turn(Status.INVESTIGATING, START.plusSeconds(7200)),
                new Turn(Status.RESOLVED, START.plusSeconds(14400)));
        String html = picture(marks(0, 8, 20, null, null, null, 240), turns, null);
        assertEquals(2, html.split("<li data-phase=\"INVESTIGATING\"", -1).length - 1, html);
        check(html);
    }

    @Test
    void keepsEveryLabelApartAndInsideWhateverTheIncident() {
        Random random = new Random(17);
        int[] scales = {1, 30, 120, 600, 3000, 20_000, 60_000, 600_000};
        for (int round = 0; round < 2000; round++) {
            int scale = scales[round % scales.length];
            Integer[] minutes = new Integer[7];
            for (int i = 0; i < 7; i++) {
                minutes[i] = random.nextInt(4) == 0 ? null : random.nextInt(scale);
            }
            Instant now = random.nextBoolean() ? null : START.plusSeconds(60L * scale);
            minutes[2] = minutes[2] == null ? 0 : minutes[2];
            Overview.Reports reports = random.nextBoolean() ? null : reports(random, scale);
            check(html(marks(minutes), random.nextBoolean() ? TURNS : List.of(), reports, now));
        }
    }

    private static Overview.Reports reports(Random random, int scale) {
        long[] counts = new long[2 + random.nextInt(400)];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = random.nextInt(3) == 0 ? random.nextInt(2_000_000) : random.nextInt(9);
        }
        Duration step = Duration.ofSeconds(Math.max(1, 60L * scale / counts.length));
        return reports(START.minus(step.multipliedBy(random.nextInt(counts.length))), step, counts);
    }

    private static Overview.Reports reports(Instant from, Duration step, long... counts) {
        List<Curve.Step> steps = new ArrayList<>();
        for (long count : counts) {
            steps.add(new Curve.Step(from.plus(step.multipliedBy(steps.size())), count, null, State.NORMAL));
        }
        return new Overview.Reports("Music streaming", new Curve("Music streaming", step, steps, List.of(), null));
    }

    @Test
    void drawsTheUserReportsOfTheIncidentOnTheSameAxis() {
        Duration quarter = Duration.ofMinutes(15);
        String html = html(
                marks(0, 8, 20, null, null, null, 60),
                List.of(),
                reports(START.minus(quarter), quarter, 9_000, 10, 400, 100, 200, 7_000),
                null);
        assertTrue(
                html.contains("User reports of Music streaming per 15 minutes: at most 400, at 14:15."),
                "what came before and after is not drawn: " + html);
        assertTrue(html.contains("<tspan class=\"ov-strong\" font-weight=\"650\">400</tspan> at 14:15"), html);
        Element figure = parse(html);
        NodeList paths = figure.getElementsByTagName("path");
        List<String> ridges = new ArrayList<>();
        for (int i = 0; i < paths.getLength(); i++) {
            Element path = (Element) paths.item(i);
            if (path.getAttribute("class").equals("ov-reports")) {
                ridges.add(path.getAttribute("d"));
            }
        }
        assertEquals(2, ridges.size());
        double base = Double.parseDouble(ridges.get(0).replaceFirst("M[\\d.]+ ([\\d.]+)H.*", "$1"));
        List<Double> heights = new ArrayList<>();
        Matcher up = Pattern.compile("V([\\d.]+)").matcher(ridges.get(0));
        while (up.find()) {
            heights.add((base - Double.parseDouble(up.group(1))) / 64);
        }
        assertEquals(
                List.of(10 / 400.0, 1.0, 0.25, 0.5, 0.0),
                heights.stream().map(height -> Math.round(height * 400) / 400.0).toList());
        check(html);
    }

    @Test
    void drawsNoCurveWhereNobodyReportedAnything() {
        Duration minute = Duration.ofMinutes(1);
        List<Mark> marks = marks(0, 8, 20, null, null, null, 60);
        assertEquals(html(marks, List.of(), null), html(marks, List.of(), reports(START, minute, 0, 0, 0), null));
        assertEquals(
                html(marks, List.of(), null),
                html(marks, List.of(), reports(START.minusSeconds(600), minute, 5, 6, 7), null));
        check(html(marks(null, null, 0, null, null, null, null), List.of(), reports(START, minute, 5), null));
    }

    private static List<Mark> marks(Integer... minutes) {
        List<Mark> marks = new ArrayList<>();
        Iterator<Integer> next = Arrays.asList(minutes).iterator();
        for (MilestoneName name : MilestoneName.values()) {
            Integer minute = next.next();
            if (minute != null) {
                marks.add(new Mark(name, START.plusSeconds(60L * minute), Precision.SECOND, null));
            }
        }
        return marks;
    }

    private static String picture(List<Mark> marks, List<Turn> turns, Instant now) {
        return html(marks, turns, now);
    }

    private static String html(List<Mark> marks, List<Turn> turns, Instant now) {
        return html(marks, turns, null, now);
    }

    private static String html(List<Mark> marks, List<Turn> turns, Overview.Reports reports, Instant now) {
        Map<MilestoneName, MilestoneView> views = new EnumMap<>(MilestoneName.class);
        marks.forEach(mark -> views.put(mark.name(), new MilestoneView(mark.at(), mark.precision(), null)));
        return Overview.of(marks, org.hindsight.incident.Duration.of(views), turns, reports, now)
                .orElseThrow()
                .html()
                .html();
    }

    private record Box(String what, double left, double top, double right, double bottom) {
        boolean touches(Box other) {
            return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
        }
    }

    /** Well-formed, without style or script, every text inside the picture and clear of all others. */
    private static void check(String html) {
        assertFalse(html.contains("style=") || html.contains("<script"), html);
        Element figure = parse(html);
        NodeList drawings = figure.getElementsByTagName("svg");
        assertEquals(2, drawings.getLength());
        for (int i = 0; i < 2; i++) {
            checkDrawing((Element) drawings.item(i), html);
        }
    }

    private static void checkDrawing(Element svg, String html) {
        String[] view = svg.getAttribute("viewBox").split(" ", -1);
        double width = Double.parseDouble(view[2]);
        double height = Double.parseDouble(view[3]);
        List<Box> texts = new ArrayList<>();
        NodeList found = svg.getElementsByTagName("text");
        for (int i = 0; i < found.getLength(); i++) {
            texts.add(box((Element) found.item(i)));
        }
        for (int i = 0; i < texts.size(); i++) {
            Box text = texts.get(i);
            assertTrue(
                    text.left >= -0.5 && text.top >= -1 && text.right <= width + 0.5 && text.bottom <= height + 0.5,
                    () -> text + " leaves the picture of " + width + " × " + height + "\n" + html);
            for (int j = i + 1; j < texts.size(); j++) {
                Box other = texts.get(j);
                assertFalse(text.touches(other), () -> text + " touches " + other + "\n" + html);
            }
        }
        NodeList paths = svg.getElementsByTagName("path");
        for (int i = 0; i < paths.getLength(); i++) {
            Element path = (Element) paths.item(i);
            Matcher down = Pattern.compile("M([\\d.]+) ([\\d.]+)V([\\d.]+)").matcher(path.getAttribute("d"));
            if (path.getAttribute("class").equals("ov-leader") && down.matches()) {
                double x = Double.parseDouble(down.group(1));
                Box line = new Box(
                        "leader",
                        x - 0.5,
                        Double.parseDouble(down.group(2)),
                        x + 0.5,
                        Double.parseDouble(down.group(3)));
                texts.forEach(text -> assertFalse(line.touches(text), () -> line + " crosses " + text + "\n" + html));
            }
        }
    }

    private static Box box(Element text) {
        double size =
                text.getAttribute("font-size").isEmpty() ? 14 : Double.parseDouble(text.getAttribute("font-size"));
        double x = Double.parseDouble(text.getAttribute("x"));
        double y = Double.parseDouble(text.getAttribute("y"));
        String words = text.getTextContent();
        double width = words.length() * 0.52 * size;
        double left = switch (text.getAttribute("text-anchor")) {
            case "middle" -> x - width / 2;
            case "end" -> x - width;
            default -> x;
        };
        return new Box(words, left, y - 0.74 * size, left + width, y + 0.2 * size);
    }

    private static Element parse(String html) {
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new ByteArrayInputStream(
                            html.replace("data-wide", "data-wide=\"\"").getBytes(StandardCharsets.UTF_8)))
                    .getDocumentElement();
        } catch (Exception broken) {
            throw new AssertionError(html, broken);
        }
    }
}
