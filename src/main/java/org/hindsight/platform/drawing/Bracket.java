package org.hindsight.platform.drawing;

import static org.hindsight.platform.drawing.Svg.number;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A window of time as a line below the plot, with an end wherever the window ends within the picture, and its name. */
public record Bracket(
        double from,
        double to,
        boolean begins,
        boolean ends,
        String label,
        double labelX,
        boolean beside,
        double size) {

    private static final double GAP = 8;
    private static final double ROW = 22;
    private static final double LABEL_ROW = 15;
    private static final String LINE = "class=\"cv-window\" stroke=\"#1c5f78\" stroke-width=\"1.5\" fill=\"none\"";

    /**
     * Nothing where no part of the window lies within the picture.
     *
     * @param from null where nobody knows when it began
     * @param to null while it lasts
     */
    public static Optional<Bracket> of(
            @Nullable Instant from, @Nullable Instant to, String name, TimeAxis axis, Shape shape) {
        if ((from != null && !from.isBefore(axis.end())) || (to != null && !to.isAfter(axis.start()))) {
            return Optional.empty();
        }
        Instant first = from == null || from.isBefore(axis.start()) ? axis.start() : from;
        Instant last = to == null || to.isAfter(axis.end()) ? axis.end() : to;
        double left = axis.x(first);
        double right = axis.x(last);
        double width = shape.width();
        double size = shape.small();
        String label = Letters.within(name, size, 0.75 * width);
        double length = Letters.width(label, size);
        double labelX = right + GAP + length <= width ? right + GAP : left - GAP - length;
        boolean beside = labelX >= 0;
        return Optional.of(new Bracket(
                left,
                right,
                first.equals(from),
                last.equals(to),
                label,
                beside ? labelX : Math.max(0, Math.min(left, width - length)),
                beside,
                size));
    }

    public double height() {
        return beside ? ROW : ROW + LABEL_ROW;
    }

    public void draw(Pen pen, double top) {
        double y = top + 12;
        String end = number(y - 5) + "v10";
        pen.path(
                LINE,
                (begins ? "M" + number(from) + " " + end : "")
                        + "M" + number(from) + " " + number(y) + "H" + number(to)
                        + (ends ? "M" + number(to) + " " + end : ""));
        pen.plain(labelX, beside ? y + 4.5 : y + 19, "start", size, label);
    }
}
