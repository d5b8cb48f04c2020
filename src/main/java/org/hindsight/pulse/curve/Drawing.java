package org.hindsight.pulse.curve;

import static org.hindsight.platform.drawing.Svg.number;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import org.hindsight.platform.drawing.Bracket;
import org.hindsight.platform.drawing.Days;
import org.hindsight.platform.drawing.Letters;
import org.hindsight.platform.drawing.Pen;
import org.hindsight.platform.drawing.Shape;
import org.hindsight.platform.drawing.TimeAxis;
import org.hindsight.platform.web.Wording;
import org.jspecify.annotations.Nullable;

/**
 * What both drawings of a {@link Curve} share: the axes, the curve over what is usual, the band of states. Steps
 * are merged to columns about two pixels wide: the outline is their mean, the paler tips their maximum, so that a
 * drawing stays below some 40 KB however many steps there are, and no spike is lost.
 */
abstract class Drawing {

    static final double HEAD = 24;

    final Curve curve;
    final Shape shape;
    final Days days;
    final double left;
    private final String key;
    private final List<Column> columns;
    private final List<Stretch> stretches;
    private final Scale scale;

    Drawing(Curve curve, String key, Shape shape) {
        this.curve = curve;
        this.key = key;
        this.shape = shape;
        this.days = curve.days();
        this.columns = Column.of(curve, shape.columns());
        this.stretches = Stretch.of(curve, columns);
        this.scale = Scale.of(Math.max(
                (double) curve.greatest().count(),
                columns.stream()
                        .map(Column::usual)
                        .flatMapToDouble(OptionalDouble::stream)
                        .max()
                        .orElse(0)));
        this.left = 8
                + scale.ticks()
                        .mapToDouble(tick -> Letters.width(Wording.grouped(tick), shape.small()))
                        .max()
                        .orElse(0);
    }

    /** From where the curve begins to where it ends. */
    abstract TimeAxis axis();

    /** Where the curve's highest tick lies; above it is what the drawing wants to say over the curve. */
    abstract double top();

    /** What is pointed at, above the curve. */
    abstract void point(Pen pen);

    /** How much room the drawing wants below the times. */
    abstract double footHeight();

    abstract void foot(Pen pen, double y);

    /** The longest axis that there is room for: beside the curve stands what is usual. */
    final TimeAxis room() {
        double beside = curve.knowsTheUsual() ? 10 + Letters.width("usual", shape.small()) : 16;
        return new TimeAxis(curve.start(), curve.end(), left, shape.width() - beside);
    }

    final double base() {
        return top() + shape.plot();
    }

    private double right() {
        return axis().right();
    }

    final double x(Instant at) {
        return axis().x(at);
    }

    final double y(Curve.Step step) {
        return y((double) step.count());
    }

    final double y(double count) {
        return base() - shape.plot() * count / scale.top();
    }

    /** The middle of the step in which most reports came. */
    static Instant middle(Curve curve, Curve.Step step) {
        return step.at().plus(curve.step().dividedBy(2));
    }

    final String draw() {
        Strip strip = new Strip(stretches, this::x, days, shape.width(), shape.small());
        Optional<Bracket> bracket = Optional.ofNullable(curve.window())
                .flatMap(window -> Bracket.of(window.from(), window.to(), window.label(), axis(), shape));
        double ticksAt = base() + strip.height() + bracket.map(Bracket::height).orElse(0.0);
        double footAt = ticksAt + 26;
        Pen pen = new Pen();
        pen.open(shape, key, title(), description(), footAt + footHeight());
        pen.quiet(0, 12, "start", shape.small(), heading());
        strip.shade(pen, top(), base());
        grid(pen, ticksAt);
        reports(pen);
        usual(pen);
        pen.level(Pen.AXIS, left, right(), base());
        quotes(pen);
        strip.draw(pen, base(), left);
        bracket.ifPresent(one -> one.draw(pen, base() + strip.height()));
        point(pen);
        foot(pen, footAt);
        return pen.close();
    }

    private String title() {
        return "User reports: " + curve.subject();
    }

    private String description() {
        return Words.sentence(curve) + " " + Words.details(curve);
    }

    private String heading() {
        return "Reports " + Words.per(curve.step()) + ", " + days.words() + ", UTC";
    }

    private void grid(Pen pen, double ticksAt) {
        scale.ticks().filter(tick -> tick == 0 || !nothing()).forEach(tick -> {
            if (tick > 0) {
                pen.level(Pen.GRID, left, right(), y((double) tick));
            }
            pen.quiet(left - 6, y((double) tick) + 4, "end", shape.small(), Wording.grouped(tick));
        });
        axis().draw(pen, shape, top(), base(), ticksAt);
    }

    /** Nothing came and nothing was to be expected: then there is no scale to show. */
    private boolean nothing() {
        return curve.total() == 0
                && columns.stream().noneMatch(column -> column.usual().orElse(0) > 0);
    }

    private void reports(Pen pen) {
        if (curve.total() == 0) {
            sayThatNothingCame(pen);
            return;
        }
        if (merged()) {
            pen.path("class=\"cv-tips\" fill=\"#dde9ee\"", hull(Column::greatest));
        }
        pen.path(
                "class=\"cv-reports\" fill=\"#c3dae4\" stroke=\"#1c5f78\" stroke-width=\"1.25\" stroke-linejoin=\"round\"",
                hull(Column::mean));
    }

    /** Where lines might cross the words, the sentence beside the picture says them alone. */
    private void sayThatNothingCame(Pen pen) {
        if (curve.marksWithin().isEmpty()) {
            pen.quiet((left + right()) / 2, y(scale.top() * 0.4), "middle", shape.size(), "No reports");
        }
    }

    final boolean merged() {
        return columns.stream().anyMatch(column -> column.greatest() > column.mean());
    }

    private CharSequence hull(ToDoubleFunction<Column> value) {
        StringBuilder path = new StringBuilder("M" + number(left) + " " + number(base()));
        String before = number(base());
        for (int i = 0; i < columns.size(); i++) {
            String y = number(y(value.applyAsDouble(columns.get(i))));
            if (!y.equals(before)) {
                path.append(i == 0 ? "" : "H" + number(x(columns.get(i).from())))
                        .append('V')
                        .append(y);
                before = y;
            }
        }
        return path.append('H').append(number(right())).append('V').append(number(base()));
    }

    /** They stand on the axis, in front of the reports. */
    private void quotes(Pen pen) {
        for (Curve.Quote quote : curve.quotesWithin()) {
            pen.quote(x(quote.at()), base(), days.label(quote.at()) + " " + quote.source());
        }
    }

    private void usual(Pen pen) {
        StringBuilder path = new StringBuilder();
        @Nullable String before = null;
        double last = base();
        for (Column column : columns) {
            OptionalDouble usual = column.usual();
            if (usual.isEmpty()) {
                before = null;
                continue;
            }
            last = y(usual.getAsDouble());
            String y = number(last);
            if (before == null) {
                path.append('M').append(number(x(column.from()))).append(' ').append(y);
            } else if (!y.equals(before)) {
                path.append('V').append(y);
            }
            path.append('H').append(number(x(column.to())));
            before = y;
        }
        if (!path.isEmpty()) {
            pen.path(
                    "class=\"cv-usual\" fill=\"none\" stroke=\"#1d2530\" stroke-width=\"1.5\" stroke-dasharray=\"5 4\"",
                    path);
            pen.quiet(right() + 6, Math.min(last + 4, base() - 1), "start", shape.small(), "usual");
        }
    }
}
