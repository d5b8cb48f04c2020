package org.hindsight.edition;

import static org.hindsight.platform.drawing.Svg.escaped;
import static org.hindsight.platform.drawing.Svg.number;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.hindsight.platform.drawing.Letters;
import org.hindsight.platform.drawing.TimeTicks.Tick;

/**
 * The picture lying: clock times on top, a dimension line for each duration, the curve of user reports, the band of phases, and below
 * it the milestones, each joined to its label.
 */
final class WideDrawing extends Drawing {

    private static final double WIDTH = 960;
    private static final double LEFT = 24;
    private static final double RIGHT = 118;
    private static final double SPANS_FROM = 30;
    private static final double SPAN_ROW = 27;
    private static final double BAND = 38;
    private static final double LABEL_ROW = 25;
    private static final double GAP = 6;

    /** The curve of user reports, with a line for what it is and one for its peak above it. */
    private static final double RIDGE = 64;

    private static final double RIDGE_HEAD = 46;

    private final double plot;
    private final double bandTop;
    private final double base;

    WideDrawing(Overview picture) {
        super(picture);
        this.plot = plot();
        double ridge = picture.ridge == null ? 0 : RIDGE_HEAD + RIDGE;
        this.bandTop = SPANS_FROM + SPAN_ROW * picture.spans.size() + 8 + ridge;
        this.base = bandTop + BAND;
    }

    /** The axis is as long as it can be with every label to the right of its milestone, inside the picture. */
    private double plot() {
        double longest = WIDTH - LEFT - RIGHT;
        for (Overview.Mark mark : picture.marks) {
            double share = share(mark.at());
            if (share > 0) {
                longest = Math.min(longest, (WIDTH - LEFT - 2 * GAP - width(mark)) / share);
            }
        }
        return longest;
    }

    private double width(Overview.Mark mark) {
        return BOLD_LETTER * picture.time(mark).length()
                + LETTER * (1 + mark.label().length());
    }

    private double x(java.time.Instant at) {
        return LEFT + plot * share(at);
    }

    /** A label and the row on which it stands. */
    private record Label(Overview.Mark mark, double from, double to, int row) {}

    /**
     * From the last milestone to the first, each label goes below those that it would run into: so no line
     * from a milestone to its label crosses another label.
     */
    private List<Label> labels() {
        List<Label> labels = new ArrayList<>();
        for (int i = picture.marks.size() - 1; i >= 0; i--) {
            Overview.Mark mark = picture.marks.get(i);
            double from = x(mark.at());
            double to = from + GAP + width(mark) + 10;
            int row = labels.stream()
                    .filter(other -> to > other.from())
                    .mapToInt(other -> other.row() + 1)
                    .max()
                    .orElse(0);
            labels.add(0, new Label(mark, from, to, row));
        }
        return labels;
    }

    @Override
    void draw(StringBuilder svg) {
        List<Label> labels = labels();
        int rows = labels.stream().mapToInt(Label::row).max().orElse(0) + 1;
        open(svg, "wide", WIDTH, base + 16 + LABEL_ROW * rows + 6);
        ticks().forEach(tick -> draw(svg, tick));
        for (int row = 0; row < picture.spans.size(); row++) {
            draw(svg, picture.spans.get(row), SPANS_FROM + SPAN_ROW * row + 12);
        }
        if (picture.ridge != null) {
            draw(svg, picture.ridge);
        }
        picture.marks.forEach(mark -> drawAbout(svg, mark));
        picture.stretches.forEach(stretch -> draw(svg, stretch));
        if (picture.stretches.isEmpty()) {
            axis(svg);
        }
        labels.forEach(label -> draw(svg, label));
        svg.append("</svg>\n");
    }

    private void draw(StringBuilder svg, Tick tick) {
        double x = x(tick.at());
        double half = SMALL_LETTER * tick.label().length() / 2;
        svg.append("<line class=\"ov-grid\" x1=\"")
                .append(number(x))
                .append("\" y1=\"18\" x2=\"")
                .append(number(x))
                .append("\" y2=\"")
                .append(number(bandTop))
                .append("\" stroke=\"#d9dee3\"/>");
        quiet(svg, Math.max(x, half), 11, "middle", 12.5, tick.label());
    }

    private void draw(StringBuilder svg, Overview.Span span, double y) {
        double from = x(span.from());
        double to = x(span.to());
        svg.append("<path class=\"ov-span\" d=\"M")
                .append(number(from))
                .append(' ')
                .append(number(y - 5))
                .append("v10M")
                .append(number(from))
                .append(' ')
                .append(number(y))
                .append('H')
                .append(number(to))
                .append('M')
                .append(number(to))
                .append(' ')
                .append(number(y - 5))
                .append("v10\" stroke=\"#1c5f78\" stroke-width=\"1.5\" fill=\"none\"/>");
        boolean fits = to + 8 + BOLD_LETTER * span.label().length() < WIDTH;
        svg.append("<text class=\"ov-span-text\" x=\"")
                .append(number(fits ? to + 8 : to - 8))
                .append("\" y=\"")
                .append(number(fits ? y + 4.5 : y - 5))
                .append(fits ? "\"" : "\" text-anchor=\"end\"")
                .append(" font-weight=\"650\" fill=\"#1c5f78\">")
                .append(escaped(span.label()))
                .append("</text>\n");
    }

    private void draw(StringBuilder svg, Ridge ridge) {
        double top = bandTop - RIDGE;
        quiet(svg, LEFT, top - 26, "start", 12.5, Letters.within(ridge.heading(), 12.5, WIDTH - LEFT));
        String outline = ridge.outline(
                share -> Ridge.to('H', LEFT + plot * share), height -> Ridge.to('V', bandTop - RIDGE * height));
        reports(svg, "M" + number(LEFT) + " " + number(bandTop) + outline);
        double x = x(ridge.peakAt());
        node(svg, x, top);
        String said = ridge.peak() + " at " + picture.time(ridge.since());
        boolean fits = x + 9 + BOLD_LETTER * said.length() < WIDTH;
        svg.append("<text x=\"")
                .append(number(fits ? x + 9 : x - 9))
                .append("\" y=\"")
                .append(number(top - 4))
                .append(fits ? "\"" : "\" text-anchor=\"end\"")
                .append("><tspan class=\"ov-strong\" font-weight=\"650\">")
                .append(escaped(ridge.peak()))
                .append("</tspan> at ")
                .append(escaped(picture.time(ridge.since())))
                .append("</text>\n");
    }

    /** Behind a milestone that is not known exactly: as wide as it may be off. */
    private void drawAbout(StringBuilder svg, Overview.Mark mark) {
        if (mark.plusMinusMinutes() != null) {
            Duration off = Duration.ofMinutes(mark.plusMinusMinutes());
            double from = Math.max(2, x(mark.at().minus(off)));
            double to = Math.min(WIDTH - 2, x(mark.at().plus(off)));
            about(svg, from, bandTop + 12, to - from, BAND - 24);
        }
    }

    private void draw(StringBuilder svg, Overview.Stretch stretch) {
        double from = x(stretch.from());
        double width = x(stretch.to()) - from;
        String name = stretch.phase().spoken();
        band(svg, stretch.phase(), from, bandTop, width, BAND);
        if (width > LETTER * name.length() + 20) {
            svg.append("<text x=\"")
                    .append(number(from + 10))
                    .append("\" y=\"")
                    .append(number(bandTop + 24))
                    .append("\">")
                    .append(name)
                    .append("</text>\n");
        }
        if (width > LETTER * (name.length() + stretch.length().length()) + 40) {
            quiet(svg, from + width - 10, bandTop + 24, "end", 14, stretch.length());
        }
    }

    private void axis(StringBuilder svg) {
        svg.append("<line class=\"ov-grid\" x1=\"")
                .append(number(LEFT))
                .append("\" y1=\"")
                .append(number(base))
                .append("\" x2=\"")
                .append(number(LEFT + plot))
                .append("\" y2=\"")
                .append(number(base))
                .append("\" stroke=\"#d9dee3\"/>\n");
    }

    private void draw(StringBuilder svg, Label label) {
        double y = base + 33 + LABEL_ROW * label.row();
        leader(svg, "M" + number(label.from()) + " " + number(base) + "V" + number(y));
        node(svg, label.from(), base);
        milestone(
                svg,
                label.from() + GAP,
                y,
                picture.time(label.mark()),
                label.mark().label());
    }
}
