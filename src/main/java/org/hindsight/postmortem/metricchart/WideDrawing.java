package org.hindsight.postmortem.metricchart;

import java.util.ArrayList;
import java.util.List;
import org.hindsight.investigation.Sample;
import org.hindsight.platform.drawing.Pen;
import org.hindsight.platform.drawing.Pointers;
import org.hindsight.platform.drawing.Pointers.Pointer;
import org.hindsight.platform.drawing.Shape;
import org.hindsight.platform.drawing.TimeAxis;

/** The picture for wide places: milestones, the highest and the lowest have their labels above the line. */
final class WideDrawing extends Drawing {

    private static final double AIR = 16;

    private final Pointers pointers;

    WideDrawing(MetricChart chart, Scale scale, Amounts amounts, Gaps gaps) {
        super(chart, Shape.WIDE, scale, amounts, gaps);
        List<Pointer> pointedAt = new ArrayList<>();
        chart.marksWithin().forEach(mark -> pointedAt.add(Pointer.at(mark, days)));
        if (!chart.level()) {
            pointedAt.add(pointer(chart.highest(), "highest"));
            pointedAt.add(pointer(chart.lowest(), "lowest"));
        }
        this.pointers = new Pointers(pointedAt, room(shape.width() - AIR));
    }

    private Pointer pointer(Sample sample, String word) {
        return new Pointer(
                sample.at(), amounts.again(sample.value()), " " + word + days.beside(sample.at()), sample.value());
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
        // Everything stands above the line.
    }
}
