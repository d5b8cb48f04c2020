package org.hindsight.postmortem.causemap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hindsight.postmortem.causemap.CauseMap.Arrow;
import org.hindsight.postmortem.causemap.CauseMap.Box;
import org.hindsight.postmortem.causemap.CauseMap.Shape;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Boxes stand clear of each other, and arrows lead down. */
@Tag("plain")
class LayoutTest {

    private static final List<Shape> SHAPES = List.of(Shape.values());

    private static Box box(int no, String text) {
        return new Box(
                "cause-" + no, SHAPES.get(no % SHAPES.size()), "SUSPECTED", "Cause " + no, "trigger, suspected", text);
    }

    /** Causes from 0 up, and arrows as pairs of their numbers. */
    private static CauseMap map(int boxes, int... arrows) {
        List<Arrow> joined = new ArrayList<>();
        for (int i = 0; i < arrows.length; i += 2) {
            joined.add(new Arrow("cause-" + arrows[i], "cause-" + arrows[i + 1]));
        }
        return new CauseMap(
                IntStream.range(0, boxes)
                        .mapToObj(no -> box(no, "An expired certificate ".repeat(1 + no % 4)))
                        .toList(),
                joined);
    }

    /** Maps as an incident has them, and some that are worse. */
    private static Stream<CauseMap> maps() {
        Random random = new Random(7);
        Stream<CauseMap> wild = IntStream.range(0, 40).mapToObj(i -> {
            int boxes = 2 + random.nextInt(14);
            int[] arrows = IntStream.range(0, random.nextInt(3 * boxes))
                    .map(ignored -> 1 + random.nextInt(boxes - 1))
                    .flatMap(from -> IntStream.of(from, random.nextInt(from)))
                    .toArray();
            return map(boxes, arrows);
        });
        return Stream.concat(
                Stream.of(
                        map(2, 1, 0), map(5, 4, 3, 3, 2, 2, 1, 1, 0, 4, 0), map(9, 1, 0, 2, 0, 3, 0, 4, 0, 5, 0, 6, 0)),
                wild);
    }

    @Test
    void boxesNeverOverlapAndStandWithinThePicture() {
        maps().map(Layout::of).forEach(layout -> {
            List<Layout.Place> places = layout.places();
            for (Layout.Place one : places) {
                assertTrue(one.x() >= 0 && one.x() + Layout.WIDTH <= layout.width(), "across");
                assertTrue(one.y() >= 0 && one.bottom() <= layout.height(), "down");
                for (Layout.Place other : places) {
                    boolean apart = one.equals(other)
                            || one.x() + Layout.WIDTH + 20 <= other.x()
                            || other.x() + Layout.WIDTH + 20 <= one.x()
                            || one.bottom() + 20 <= other.y()
                            || other.bottom() + 20 <= one.y();
                    assertTrue(apart, () -> one + " and " + other);
                }
            }
        });
    }

    @Test
    void everyArrowLeadsDownFromItsCauseToItsEffectPastAllOtherBoxes() {
        maps().forEach(map -> {
            Layout layout = Layout.of(map);
            List<Arrow> arrows = map.arrows().stream().distinct().toList();
            assertEquals(arrows.size(), layout.ways().size());
            for (int i = 0; i < arrows.size(); i++) {
                List<Layout.Point> way = layout.ways().get(i);
                assertEquals(
                        place(layout, arrows.get(i).from()).middle(), way.get(0).x(), 0.01);
                Layout.Point last = way.get(way.size() - 1);
                assertEquals(place(layout, arrows.get(i).to()).middle(), last.x(), 0.01);
                assertEquals(place(layout, arrows.get(i).to()).y(), last.top(), 0.01);
                for (int step = 1; step < way.size(); step++) {
                    assertTrue(way.get(step - 1).bottom() < way.get(step).top(), "down");
                }
                way.subList(1, way.size() - 1)
                        .forEach(point -> assertFalse(
                                layout.places().stream()
                                        .anyMatch(place -> place.y() == point.top()
                                                && Math.abs(place.middle() - point.x()) < Layout.WIDTH / 2 + 10),
                                "an arrow runs through a box"));
            }
        });
    }

    private static Layout.Place place(Layout layout, String id) {
        return layout.places().stream()
                .filter(place -> place.box().id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theSameMapGivesTheSamePictureWithItsWords() {
        CauseMap map = map(4, 3, 1, 2, 1, 1, 0);
        String svg = map.picture("1").svg().html();
        assertEquals(svg, map.picture("1").svg().html());
        assertEquals(2, map.picture("1").columns());
        assertTrue(svg.contains("role=\"img\" aria-labelledby=\"cause-map-1-title cause-map-1-desc\""), svg);
        assertTrue(svg.contains("Cause 1 explains Cause 0. Cause 2 explains Cause 1. Cause 3 explains Cause 1."), svg);
        assertFalse(svg.contains("style="), svg);
        assertEquals(3, svg.split("cm-head").length - 1);
    }

    @Test
    void textIsWrappedAndEscapedAndACircleIsRefused() {
        CauseMap map = new CauseMap(
                List.of(box(0, "x"), box(1, "<script> & ".repeat(60) + "w".repeat(400))),
                List.of(new Arrow("cause-1", "cause-0")));
        String svg = map.picture("1").svg().html();
        assertFalse(svg.contains("<script"), svg);
        assertTrue(svg.contains("&lt;script&gt; &amp;"), svg);
        assertTrue(svg.contains("…"), svg);
        CauseMap circle = map(2, 1, 0, 0, 1);
        assertThrows(IllegalArgumentException.class, () -> circle.picture("1"));
    }
}
