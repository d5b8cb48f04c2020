package org.hindsight.pulse.curve;

import static org.hindsight.platform.drawing.Svg.number;

import java.time.Instant;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.hindsight.platform.drawing.Letters;
import org.jspecify.annotations.Nullable;

/** A window as a line below the curve, with an end wherever the window ends within the picture, and its name. */
record Bracket(
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

    /** Nothing where there is no window within the picture. */
    static Optional<Bracket> of(Curve curve, ToDoubleFunction<Instant> x, double width, double size) {
        Curve.@Nullable Window window = curve.window();
        if (window == null
                || !window.from().isBefore(curve.end())
                || (window.to() != null && !window.to().isAfter(curve.start()))) {
            return Optional.empty();
        }
        boolean begins = !window.from().isBefore(curve.start());
        Instant to = window.to() == null || window.to().isAfter(curve.end()) ? curve.end() : window.to();
        double left = x.applyAsDouble(begins ? window.from() : curve.start());
        double right = x.applyAsDouble(to);
        String label = Letters.within(window.label(), size, 0.75 * width);
        double length = Letters.width(label, size);
        double labelX = right + GAP + length <= width ? right + GAP : left - GAP - length;
        boolean beside = labelX >= 0;
        return Optional.of(new Bracket(
                left,
                right,
                begins,
                to.equals(window.to()),
                label,
                beside ? labelX : Math.max(0, Math.min(left, width - length)),
                beside,
                size));
    }

    double height() {
        return beside ? ROW : ROW + LABEL_ROW;
    }

    void draw(Pen pen, double top) {
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
