package org.hindsight.pulse.curve;

import java.util.List;
import java.util.stream.Stream;
import org.hindsight.platform.drawing.Pen;
import org.hindsight.platform.drawing.Pointers;
import org.hindsight.platform.drawing.Pointers.Pointer;
import org.hindsight.platform.drawing.Shape;
import org.hindsight.platform.drawing.TimeAxis;
import org.hindsight.platform.web.Wording;

/** The picture for wide places: what is pointed at stands above the curve, each with a line to its label. */
final class WideDrawing extends Drawing {

    private final Pointers pointers;

    WideDrawing(Curve curve, String key) {
        super(curve, key, Shape.WIDE);
        List<Pointer> pointedAt = Stream.concat(
                        curve.marksWithin().stream().map(mark -> Pointer.at(mark, days)),
                        curve.peak().stream().map(this::pointer))
                .toList();
        this.pointers = new Pointers(pointedAt, room());
    }

    private Pointer pointer(Curve.Step peak) {
        String rest = " " + Words.per(curve.step()) + days.beside(peak.at());
        return new Pointer(middle(curve, peak), Wording.grouped(peak.count()), rest, (double) peak.count());
    }

    @Override
    TimeAxis axis() {
        return pointers.axis();
    }

    @Override
    double top() {
        return HEAD + pointers.height();
    }

    @Override
    void point(Pen pen) {
        pointers.draw(pen, top(), base(), this::y);
    }

    @Override
    double footHeight() {
        return 0;
    }

    @Override
    void foot(Pen pen, double y) {
        // Everything stands above the curve.
    }
}
