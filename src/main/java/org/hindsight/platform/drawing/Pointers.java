package org.hindsight.platform.drawing;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/** What a wide drawing points at: each has a label above the plot, with a line down to it. */
public final class Pointers {

    private static final Shape SHAPE = Shape.WIDE;
    private static final double ROW = 20;
    private static final double LONGEST = 280;

    /**
     * Something to point at.
     *
     * @param value to which the line goes down; null where it goes down to the axis
     */
    public record Pointer(
            Instant at,
            String strong,
            String rest,
            @Nullable Double value) {

        /** A moment with a name. */
        public static Pointer at(Mark mark, Days days) {
            return new Pointer(
                    mark.at(), days.label(mark.at()), " " + Letters.within(mark.label(), SHAPE.size(), LONGEST), null);
        }

        private double length() {
            return Letters.boldWidth(strong, SHAPE.size()) + Letters.width(rest, SHAPE.size());
        }
    }

    private final List<Pointer> pointers;
    private final List<Double> lengths;
    private final List<Flags.Flag> flags;
    private TimeAxis axis;

    /** @param room the longest axis that there is room for */
    public Pointers(List<Pointer> pointers, TimeAxis room) {
        this.pointers =
                pointers.stream().sorted(Comparator.comparing(Pointer::at)).toList();
        this.lengths = this.pointers.stream().map(Pointer::length).toList();
        this.axis = room;
        this.flags = flags();
    }

    /** Where labels cannot stand on both sides, the plot ends early enough for all to stand to the right. */
    private List<Flags.Flag> flags() {
        Optional<List<Flags.Flag>> placed = Flags.place(xs(), lengths, SHAPE.width());
        if (placed.isPresent()) {
            return placed.get();
        }
        for (Pointer pointer : pointers) {
            double share = axis.share(pointer.at());
            if (share > 0) {
                double most = SHAPE.width() - Flags.GAP - pointer.length();
                axis = axis.endingAt(Math.min(axis.right(), axis.left() + (most - axis.left()) / share));
            }
        }
        return Flags.toTheRight(xs(), lengths);
    }

    private List<Double> xs() {
        return pointers.stream().map(pointer -> axis.x(pointer.at())).toList();
    }

    /** The axis that leaves room for the labels. */
    public TimeAxis axis() {
        return axis;
    }

    public double height() {
        return ROW * flags.stream().mapToInt(flag -> flag.row() + 1).max().orElse(0) + 4;
    }

    /**
     * Draws the labels with their lines.
     *
     * @param y where a value stands between the top and the base of the plot
     */
    public void draw(Pen pen, double top, double base, DoubleUnaryOperator y) {
        for (int i = 0; i < flags.size(); i++) {
            draw(pen, pointers.get(i), flags.get(i), top, base, y);
        }
    }

    private static void draw(
            Pen pen, Pointer pointer, Flags.Flag flag, double top, double base, DoubleUnaryOperator y) {
        double labelY = top - 9 - ROW * flag.row();
        if (pointer.value() == null) {
            pen.upright(Pen.MARK, flag.x(), base, labelY - 10);
        } else {
            double foot = y.applyAsDouble(pointer.value());
            pen.upright(Pen.LEADER, flag.x(), foot, labelY - 10);
            pen.node(flag.x(), foot);
        }
        double x = flag.left() ? flag.x() - Flags.GAP : flag.x() + Flags.GAP;
        pen.strong(x, labelY, flag.left() ? "end" : "start", SHAPE.size(), pointer.strong(), pointer.rest());
    }
}
