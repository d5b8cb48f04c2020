package org.hindsight.platform.drawing;

import java.time.Duration;
import java.time.Instant;

/**
 * Where moments stand in a drawing.
 *
 * @param end later than the start
 * @param left where the start stands
 * @param right where the end stands
 */
public record TimeAxis(Instant start, Instant end, double left, double right) {

    public TimeAxis endingAt(double x) {
        return new TimeAxis(start, end, left, x);
    }

    Duration length() {
        return Duration.between(start, end);
    }

    /** How far a moment is on the way from the start to the end, from nought to one. */
    public double share(Instant at) {
        return (double) Duration.between(start, at).toMillis() / length().toMillis();
    }

    public double x(Instant at) {
        return left + (right - left) * share(at);
    }

    public boolean holds(Instant at) {
        return !at.isBefore(start) && !at.isAfter(end);
    }

    /**
     * Draws it with its times; where a day begins, a line goes through the plot.
     *
     * @param top of the plot
     * @param base of the plot
     * @param y where the axis stands
     */
    public void draw(Pen pen, Shape shape, double top, double base, double y) {
        for (TimeTicks.Tick tick : TimeTicks.of(start, end, length(), shape.ticks())) {
            double x = x(tick.at());
            double half = Letters.width(tick.label(), shape.small()) / 2;
            if (x + half <= shape.width()) {
                if (tick.beginsADay()) {
                    pen.upright(Pen.GRID, x, top, base);
                }
                pen.upright(Pen.AXIS, x, y, y + 5);
                pen.quiet(Math.max(x, half), y + 19, "middle", shape.small(), tick.label());
            }
        }
        if (y > base) {
            pen.level(Pen.GRID, left, right, y);
        }
    }
}
