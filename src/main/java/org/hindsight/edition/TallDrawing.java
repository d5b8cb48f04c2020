package org.hindsight.edition;

import static org.hindsight.platform.drawing.Svg.number;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.hindsight.platform.drawing.TimeTicks.Tick;

/** The picture standing, for narrow screens: the axis runs down, labels to its right, pushed apart where they would touch. */
final class TallDrawing extends Drawing {

    private static final double WIDTH = 340;
    private static final double TOP = 14;
    private static final double BOTTOM = 20;
    private static final double AXIS = 380;
    private static final double BAND_X = 46;
    private static final double BAND = 20;
    private static final double LABEL_X = BAND_X + BAND + 31;
    private static final double LABEL_ROW = 25;

    /** How far the curve of user reports leans from the band towards the labels. */
    private static final double RIDGE = 25;

    TallDrawing(Overview picture) {
        super(picture);
    }

    private double y(Instant at) {
        return TOP + AXIS * share(at);
    }

    private List<Double> labelHeights() {
        List<Double> heights = new ArrayList<>();
        double next = TOP;
        for (Overview.Mark mark : picture.marks) {
            double y = Math.max(y(mark.at()), next);
            heights.add(y);
            next = y + LABEL_ROW;
        }
        return heights;
    }

    @Override
    void draw(StringBuilder svg) {
        List<Double> heights = labelHeights();
        double last = heights.get(heights.size() - 1);
        boolean moment = picture.start.equals(picture.end);
        open(svg, "tall", WIDTH, Math.max(moment ? TOP : TOP + AXIS, last) + BOTTOM);
        ticks().forEach(tick -> draw(svg, tick));
        if (picture.ridge != null) {
            double base = BAND_X + BAND;
            String outline = picture.ridge.outline(
                    share -> Ridge.to('V', TOP + AXIS * share), height -> Ridge.to('H', base + RIDGE * height));
            reports(svg, "M" + number(base) + " " + number(TOP) + outline);
        }
        picture.marks.forEach(mark -> drawAbout(svg, mark));
        picture.stretches.forEach(stretch ->
                band(svg, stretch.phase(), BAND_X, y(stretch.from()), BAND, y(stretch.to()) - y(stretch.from())));
        picture.stretches.forEach(stretch -> drawName(svg, stretch, heights));
        for (int i = 0; i < heights.size(); i++) {
            draw(svg, picture.marks.get(i), heights.get(i));
        }
        svg.append("</svg>\n");
    }

    private void draw(StringBuilder svg, Tick tick) {
        double y = y(tick.at());
        quiet(svg, BAND_X - 7, y + 4, "end", 12, tick.label());
        svg.append("<line class=\"ov-grid\" x1=\"")
                .append(number(BAND_X - 5))
                .append("\" y1=\"")
                .append(number(y))
                .append("\" x2=\"")
                .append(number(BAND_X))
                .append("\" y2=\"")
                .append(number(y))
                .append("\" stroke=\"#d9dee3\"/>");
    }

    private void drawAbout(StringBuilder svg, Overview.Mark mark) {
        if (mark.plusMinusMinutes() != null) {
            Duration off = Duration.ofMinutes(mark.plusMinusMinutes());
            double from = Math.max(2, y(mark.at().minus(off)));
            double to = Math.min(TOP + AXIS + BOTTOM - 2, y(mark.at().plus(off)));
            about(svg, BAND_X + 6, from, BAND - 12, to - from);
        }
    }

    /** The name of a phase stands beside it only where no milestone needs the place. */
    private void drawName(StringBuilder svg, Overview.Stretch stretch, List<Double> heights) {
        double from = y(stretch.from());
        double to = y(stretch.to());
        double middle = (from + to) / 2;
        for (double shift : new double[] {0, 12, -12, 24, -24, 36, -36, 48, -48}) {
            double y = middle + shift;
            boolean inside = from + 10 < y && y < to - 6;
            if (inside && heights.stream().noneMatch(label -> Math.abs(label - y) < 20)) {
                quiet(svg, LABEL_X, y + 4, "start", 12.5, stretch.phase().spoken() + ", " + stretch.length());
                return;
            }
        }
    }

    private void draw(StringBuilder svg, Overview.Mark mark, double labelY) {
        double x = BAND_X + BAND;
        double y = y(mark.at());
        leader(
                svg,
                "M" + number(x) + " " + number(y) + "L" + number(x + 22) + " " + number(labelY) + "H" + number(x + 27));
        node(svg, x, y);
        milestone(svg, LABEL_X, labelY + 5, picture.time(mark), mark.label());
    }
}
