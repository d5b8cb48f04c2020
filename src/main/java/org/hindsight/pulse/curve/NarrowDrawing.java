package org.hindsight.pulse.curve;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import org.hindsight.platform.drawing.Letters;
import org.hindsight.platform.web.Wording;

/** The picture for phones: marks have numbers, which are explained below; the peak has its label where there is room. */
final class NarrowDrawing extends Drawing {

    private static final Shape SHAPE = new Shape("narrow", 340, 168, 13, 12, 170, 5);
    private static final double ROW = 16;
    private static final double LIST_ROW = 19;
    private static final double LIST_X = 22;

    /** Between the curve and the numbers, for the label of the peak. */
    private static final double HEADROOM = 22;

    private record Pin(int number, Curve.Mark mark, double x, int row) {}

    private final List<Pin> pins = new ArrayList<>();

    NarrowDrawing(Curve curve, String key) {
        super(curve, key, SHAPE);
        List<Curve.Mark> marks = curve.marksWithin();
        for (int i = marks.size() - 1; i >= 0; i--) {
            double x = x(marks.get(i).at());
            double to = x + 4 + Letters.boldWidth(Integer.toString(i + 1), SHAPE.small()) + 4;
            int row = pins.stream()
                    .filter(other -> to > other.x())
                    .mapToInt(other -> other.row() + 1)
                    .max()
                    .orElse(0);
            pins.add(0, new Pin(i + 1, marks.get(i), x, row));
        }
    }

    @Override
    double right() {
        return Math.min(room(), SHAPE.width() - 20);
    }

    @Override
    double top() {
        int rows = pins.stream().mapToInt(pin -> pin.row() + 1).max().orElse(0);
        return HEAD + ROW * rows + HEADROOM;
    }

    @Override
    void point(Pen pen) {
        for (Pin pin : pins) {
            double y = top() - HEADROOM - ROW * pin.row();
            pen.upright(MARK, pin.x(), base(), y - 9);
            pen.strong(pin.x() + 4, y, "start", SHAPE.small(), Integer.toString(pin.number()), "");
        }
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
                .filter(from -> pins.stream().noneMatch(pin -> from - 4 < pin.x() && pin.x() < from + length + 4))
                .findFirst();
    }

    private boolean peakIsListed() {
        return curve.peak().isPresent() && peakX().isEmpty();
    }

    @Override
    double footHeight() {
        int lines = pins.size() + (peakIsListed() ? 1 : 0);
        return lines == 0 ? 0 : 8 + LIST_ROW * lines;
    }

    @Override
    void foot(Pen pen, double footY) {
        double y = footY + 17;
        for (Pin pin : pins) {
            String time = days.label(pin.mark().at());
            double room = SHAPE.width() - LIST_X - Letters.boldWidth(time + " ", SHAPE.size());
            pen.strong(4, y, "start", SHAPE.size(), Integer.toString(pin.number()), "");
            pen.strong(
                    LIST_X,
                    y,
                    "start",
                    SHAPE.size(),
                    time,
                    " " + Letters.within(pin.mark().label(), SHAPE.size(), room));
            y += LIST_ROW;
        }
        if (peakIsListed()) {
            Curve.Step peak = curve.greatest();
            pen.node(8, y - 4.5);
            pen.strong(
                    LIST_X,
                    y,
                    "start",
                    SHAPE.size(),
                    Wording.grouped(peak.count()),
                    " " + Words.per(curve.step()) + days.beside(peak.at()));
        }
    }
}
