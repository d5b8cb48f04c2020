package org.hindsight.postmortem.metricchart;

import org.hindsight.investigation.Sample;
import org.hindsight.platform.drawing.Pen;
import org.hindsight.platform.drawing.Pins;
import org.hindsight.platform.drawing.Shape;
import org.hindsight.platform.drawing.TimeAxis;

/** The picture for phones: milestones have numbers, and what stands out nodes, which are explained below. */
final class NarrowDrawing extends Drawing {

    private static final double AIR = 20;
    private static final double HEADROOM = 10;

    private final TimeAxis axis;
    private final Pins pins;

    NarrowDrawing(MetricChart chart, Scale scale, Amounts amounts, Gaps gaps) {
        super(chart, Shape.NARROW, scale, amounts, gaps);
        this.axis = room(shape.width() - AIR);
        this.pins = new Pins(chart.marksWithin(), axis, days);
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
        if (!chart.level()) {
            node(pen, chart.highest());
            node(pen, chart.lowest());
        }
    }

    private void node(Pen pen, Sample sample) {
        pen.node(axis.x(sample.at()), y(sample.value()));
    }

    @Override
    double footHeight() {
        return pins.listHeight(chart.level() ? 0 : 2);
    }

    @Override
    void foot(Pen pen, double footY) {
        double y = pins.list(pen, footY);
        if (!chart.level()) {
            y = listed(pen, y, chart.highest(), "highest");
            listed(pen, y, chart.lowest(), "lowest");
        }
    }

    private double listed(Pen pen, double y, Sample sample, String word) {
        return Pins.node(pen, y, amounts.again(sample.value()), " " + word + days.beside(sample.at()));
    }
}
