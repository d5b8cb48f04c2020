package org.hindsight.postmortem.metricchart;

import static org.hindsight.platform.drawing.Svg.number;

import java.util.List;
import java.util.stream.Collectors;
import org.hindsight.investigation.Sample;
import org.hindsight.platform.drawing.Bracket;
import org.hindsight.platform.drawing.Days;
import org.hindsight.platform.drawing.Letters;
import org.hindsight.platform.drawing.Pen;
import org.hindsight.platform.drawing.Shape;
import org.hindsight.platform.drawing.TimeAxis;
import org.jspecify.annotations.Nullable;

/**
 * What both drawings of a {@link MetricChart} share: the axes, the line through the samples, the windows. Samples are
 * merged to columns about two pixels wide, through each of which the line goes as it came in, to the lowest and the
 * highest, and as it went out, so that a drawing stays below some 40 KB however many samples there are.
 */
abstract class Drawing {

    static final double HEAD = 24;

    /** So many columns for each sample make it worth a dot. */
    private static final int APART = 8;

    private static final String SHADE = "class=\"cv-shade\" data-state=\"INCIDENT\" fill=\"#eef1f4\"";
    private static final String LINE =
            "class=\"cv-line\" fill=\"none\" stroke=\"#1c5f78\" stroke-width=\"1.5\" stroke-linejoin=\"round\" stroke-linecap=\"round\"";
    private static final String DOTS =
            "class=\"cv-dots\" fill=\"none\" stroke=\"#1c5f78\" stroke-width=\"5\" stroke-linecap=\"round\"";

    final MetricChart chart;
    final Shape shape;
    final Scale scale;
    final Amounts amounts;
    final Days days;
    private final Gaps gaps;
    private final double left;

    Drawing(MetricChart chart, Shape shape, Scale scale, Amounts amounts, Gaps gaps) {
        this.chart = chart;
        this.shape = shape;
        this.scale = scale;
        this.amounts = amounts;
        this.gaps = gaps;
        this.days = chart.days();
        this.left = 8
                + scale.ticks()
                        .map(tick -> Letters.width(amounts.number(tick), shape.small()))
                        .max()
                        .orElse(0);
    }

    /** From where the chart begins to where it ends. */
    abstract TimeAxis axis();

    /** Where the highest tick lies; above it is what the drawing points at. */
    abstract double top();

    abstract void point(Pen pen);

    /** How much room the drawing wants below the times. */
    abstract double footHeight();

    abstract void foot(Pen pen, double y);

    final TimeAxis room(double right) {
        return new TimeAxis(chart.start(), chart.end(), left, right);
    }

    final double base() {
        return top() + shape.plot();
    }

    final double y(double value) {
        return base() - shape.plot() * scale.share(value);
    }

    final String draw(String key) {
        List<Bracket> brackets = chart.windowsWithin().stream()
                .flatMap(window -> Bracket.of(window.from(), window.to(), window.name(), axis(), shape).stream())
                .toList();
        double ticksAt = base() + brackets.stream().mapToDouble(Bracket::height).sum();
        double footAt = ticksAt + 26;
        Pen pen = new Pen();
        String description = Words.sentence(chart, amounts) + " " + new Words(chart, scale, amounts, gaps).details();
        pen.open(shape, key, chart.name(), description, footAt + footHeight());
        heading(pen);
        shade(pen);
        grid(pen, ticksAt);
        line(pen);
        double y = base();
        for (Bracket bracket : brackets) {
            bracket.draw(pen, y);
            y += bracket.height();
        }
        point(pen);
        foot(pen, footAt);
        return pen.close();
    }

    private void heading(Pen pen) {
        String when = ", " + days.words() + ", UTC";
        double room = shape.width() - Letters.width(when, shape.small());
        pen.quiet(0, 12, "start", shape.small(), Letters.within(chart.unit(), shape.small(), room) + when);
    }

    private void shade(Pen pen) {
        MetricChart.@Nullable Window incident = chart.incident();
        if (incident != null && chart.windowsWithin().contains(incident)) {
            Bracket.of(incident.from(), incident.to(), incident.name(), axis(), shape)
                    .ifPresent(bracket -> pen.path(
                            SHADE,
                            "M" + number(bracket.from()) + " " + number(top()) + "H" + number(bracket.to()) + "V"
                                    + number(base()) + "H" + number(bracket.from()) + "Z"));
        }
    }

    private void grid(Pen pen, double ticksAt) {
        scale.ticks().forEach(tick -> {
            pen.level(tick == 0 ? Pen.AXIS : Pen.GRID, left, axis().right(), y(tick));
            pen.quiet(left - 6, y(tick) + 4, "end", shape.small(), amounts.number(tick));
        });
        axis().draw(pen, shape, top(), base(), ticksAt);
    }

    private void line(Pen pen) {
        TimeAxis axis = axis();
        StringBuilder path = new StringBuilder();
        @Nullable Column before = null;
        for (Column column : Column.of(chart.samples(), at -> (long) (axis.share(at) * shape.columns()))) {
            boolean begins = before == null || gaps.between(before.last(), column.first());
            List<Sample> corners = column.corners();
            for (int i = 0; i < corners.size(); i++) {
                path.append(begins && i == 0 ? 'M' : 'L').append(place(corners.get(i)));
            }
            if (begins && corners.size() == 1) {
                // Without a length, however short, a sample that stands alone would not be seen.
                path.append('H').append(number(axis.x(column.first().at())));
            }
            before = column;
        }
        pen.path(LINE, path);
        if (chart.samples().size() <= shape.columns() / APART) {
            pen.path(DOTS, dots());
        }
    }

    private String place(Sample sample) {
        return number(axis().x(sample.at())) + " " + number(y(sample.value()));
    }

    private String dots() {
        return chart.samples().stream()
                .map(sample -> "M" + place(sample) + "H" + number(axis().x(sample.at())))
                .collect(Collectors.joining());
    }
}
