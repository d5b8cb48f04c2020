package org.hindsight.platform.drawing;

import java.util.ArrayList;
import java.util.List;

/** The marks of a narrow drawing: numbers above the plot, each beside its line, and a list of them below it. */
public final class Pins {

    private static final Shape SHAPE = Shape.NARROW;
    private static final double ROW = 16;
    private static final double LIST_ROW = 19;
    private static final double LIST_X = 22;

    private record Pin(int number, Mark mark, double x, int row) {}

    private final List<Pin> pins = new ArrayList<>();
    private final Days days;

    /** @param marks in order, within the axis */
    public Pins(List<Mark> marks, TimeAxis axis, Days days) {
        this.days = days;
        for (int i = marks.size() - 1; i >= 0; i--) {
            double x = axis.x(marks.get(i).at());
            double to = x + 4 + Letters.boldWidth(Integer.toString(i + 1), SHAPE.small()) + 4;
            int row = pins.stream()
                    .filter(other -> to > other.x())
                    .mapToInt(other -> other.row() + 1)
                    .max()
                    .orElse(0);
            pins.add(0, new Pin(i + 1, marks.get(i), x, row));
        }
    }

    public double height() {
        return ROW * pins.stream().mapToInt(pin -> pin.row() + 1).max().orElse(0);
    }

    /**
     * Draws the numbers with their lines.
     *
     * @param y where the lowest numbers stand
     */
    public void draw(Pen pen, double base, double y) {
        for (Pin pin : pins) {
            double pinY = y - ROW * pin.row();
            pen.upright(Pen.MARK, pin.x(), base, pinY - 9);
            pen.strong(pin.x() + 4, pinY, "start", SHAPE.small(), Integer.toString(pin.number()), "");
        }
    }

    /** Whether the line of one goes through what stands here. */
    public boolean cross(double from, double to) {
        return pins.stream().anyMatch(pin -> from < pin.x() && pin.x() < to);
    }

    /**
     * How much room the list takes.
     *
     * @param more how many lines come after those of the marks
     */
    public double listHeight(int more) {
        int lines = pins.size() + more;
        return lines == 0 ? 0 : 8 + LIST_ROW * lines;
    }

    /** The list; answers where what comes after it stands. */
    public double list(Pen pen, double top) {
        double y = top + 17;
        for (Pin pin : pins) {
            String time = days.label(pin.mark().at());
            double room = SHAPE.width() - LIST_X - Letters.boldWidth(time + " ", SHAPE.size());
            pen.strong(4, y, "start", SHAPE.size(), Integer.toString(pin.number()), "");
            line(pen, y, time, " " + Letters.within(pin.mark().label(), SHAPE.size(), room));
            y += LIST_ROW;
        }
        return y;
    }

    /** A line of the list that says what a node in the plot is; answers where the next stands. */
    public static double node(Pen pen, double y, String strong, String rest) {
        pen.node(8, y - 4.5);
        line(pen, y, strong, rest);
        return y + LIST_ROW;
    }

    private static void line(Pen pen, double y, String strong, String rest) {
        pen.strong(LIST_X, y, "start", SHAPE.size(), strong, rest);
    }
}
