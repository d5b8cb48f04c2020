package org.hindsight.pulse.curve;

import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import org.hindsight.platform.drawing.Letters;
import org.hindsight.platform.drawing.Pen;
import org.hindsight.platform.drawing.Pins;
import org.hindsight.platform.drawing.Shape;
import org.hindsight.platform.drawing.TimeAxis;
import org.hindsight.platform.web.Wording;

/** The picture for phones: marks have numbers, which are explained below; the peak has its label where there is room. */
final class NarrowDrawing extends Drawing {

    private static final Shape SHAPE = Shape.NARROW;

    /** Between the curve and the numbers, for the label of the peak. */
    private static final double HEADROOM = 22;

    private final TimeAxis axis;
    private final Pins pins;

    NarrowDrawing(Curve curve, String key) {
        super(curve, key, SHAPE);
        this.axis = room().endingAt(Math.min(room().right(), SHAPE.width() - 20));
        this.pins = new Pins(curve.marksWithin(), axis, days);
    }

    @Override
    TimeAxis axis() {
        return axis;
    }

    @Override
    double top() {
        return HEAD + pins.height() + HEADROOM;
    }

    @Override
    void point(Pen pen) {
        pins.draw(pen, base(), top() - HEADROOM);
        curve.peak().ifPresent(peak -> {
            pen.node(x(middle(curve, peak)), y(peak));
            peakX().ifPresent(x -> pen.strong(
                    x, y(peak) - 8, "start", SHAPE.size(), Wording.grouped(peak.count()), days.beside(peak.at())));
        });
    }

    /** Where the label of the peak begins; nowhere if a line would cross it. */
    private OptionalDouble peakX() {
        Curve.Step peak = curve.greatest();
        double length = Letters.boldWidth(Wording.grouped(peak.count()), SHAPE.size())
                + Letters.width(days.beside(peak.at()), SHAPE.size());
        double x = x(middle(curve, peak));
        return DoubleStream.of(x - length / 2, x + 8, x - 8 - length)
                .map(from -> Math.max(left, Math.min(from, SHAPE.width() - length)))
                .filter(from -> !pins.cross(from - 4, from + length + 4))
                .findFirst();
    }

    private boolean peakIsListed() {
        return curve.peak().isPresent() && peakX().isEmpty();
    }

    @Override
    double footHeight() {
        return pins.listHeight(peakIsListed() ? 1 : 0);
    }

    @Override
    void foot(Pen pen, double footY) {
        double y = pins.list(pen, footY);
        if (peakIsListed()) {
            Curve.Step peak = curve.greatest();
            Pins.node(pen, y, Wording.grouped(peak.count()), " " + Words.per(curve.step()) + days.beside(peak.at()));
        }
    }
}
