package org.hindsight.pulse.curve;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.hindsight.platform.drawing.Letters;
import org.hindsight.platform.web.Wording;

/** The picture for wide places: what is pointed at stands above the curve, each with a line to its label. */
final class WideDrawing extends Drawing {

    private static final Shape SHAPE = new Shape("wide", 960, 208, 14, 12.5, 450, 13);
    private static final double ROW = 20;
    private static final double LONGEST = 280;

    /** @param peak whether it is the peak of the curve, and no mark */
    private record Wish(Instant at, String strong, String rest, boolean peak) {

        double length() {
            return Letters.boldWidth(strong, SHAPE.size()) + Letters.width(rest, SHAPE.size());
        }
    }

    private final List<Wish> wishes = new ArrayList<>();
    private final List<Double> lengths;
    private final List<Flags.Flag> flags;
    private double right;

    WideDrawing(Curve curve, String key) {
        super(curve, key, SHAPE);
        curve.marksWithin().forEach(mark -> wishes.add(wish(mark)));
        curve.peak().ifPresent(peak -> wishes.add(wish(peak)));
        wishes.sort(Comparator.comparing(Wish::at));
        this.lengths = wishes.stream().map(Wish::length).toList();
        this.right = room();
        this.flags = flags();
    }

    private Wish wish(Curve.Mark mark) {
        return new Wish(
                mark.at(), days.label(mark.at()), " " + Letters.within(mark.label(), SHAPE.size(), LONGEST), false);
    }

    private Wish wish(Curve.Step peak) {
        String rest = " " + Words.per(curve.step()) + days.beside(peak.at());
        return new Wish(middle(curve, peak), Wording.grouped(peak.count()), rest, true);
    }

    /** Where labels cannot stand on both sides, the curve ends early enough for all to stand to the right. */
    private List<Flags.Flag> flags() {
        Optional<List<Flags.Flag>> placed = Flags.place(xs(), lengths, SHAPE.width());
        if (placed.isPresent()) {
            return placed.get();
        }
        for (Wish wish : wishes) {
            double share = share(wish.at());
            if (share > 0) {
                double most = SHAPE.width() - Flags.GAP - wish.length();
                right = Math.min(right, left + (most - left) / share);
            }
        }
        return Flags.toTheRight(xs(), lengths);
    }

    private List<Double> xs() {
        return wishes.stream().map(wish -> x(wish.at())).toList();
    }

    @Override
    double right() {
        return right;
    }

    @Override
    double top() {
        int rows = flags.stream().mapToInt(flag -> flag.row() + 1).max().orElse(0);
        return HEAD + ROW * rows + 4;
    }

    @Override
    void point(Pen pen) {
        for (int i = 0; i < flags.size(); i++) {
            point(pen, wishes.get(i), flags.get(i));
        }
    }

    private void point(Pen pen, Wish wish, Flags.Flag flag) {
        double y = top() - 9 - ROW * flag.row();
        double foot = wish.peak() ? y(curve.greatest()) : base();
        pen.upright(wish.peak() ? LEADER : MARK, flag.x(), foot, y - 10);
        if (wish.peak()) {
            pen.node(flag.x(), foot);
        }
        double x = flag.left() ? flag.x() - Flags.GAP : flag.x() + Flags.GAP;
        pen.strong(x, y, flag.left() ? "end" : "start", SHAPE.size(), wish.strong(), wish.rest());
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
