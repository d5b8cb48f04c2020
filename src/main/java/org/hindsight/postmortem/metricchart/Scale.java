package org.hindsight.postmortem.metricchart;

import java.util.stream.DoubleStream;
import java.util.stream.LongStream;

/**
 * The upright axis, with few round figures. It holds nought, unless all values lie so far from it that they could not be
 * told apart.
 *
 * @param step from one tick to the next
 * @param bottom the lowest tick, in steps
 * @param top the highest tick, in steps
 */
record Scale(double step, long bottom, long top) {

    private static final int MOST = 5;

    /** Values are far from nought when they are further from it than so many times their spread. */
    private static final double FAR = 2;

    /** What differs by less than such a share of it is level. */
    private static final double LEVEL = 1e-9;

    /** What is further from nought, or nearer to it, no metric has, and no number can be computed with. */
    private static final double GREATEST = 1e300;

    private static final double LEAST = 1e-300;

    static Scale of(double lowest, double highest) {
        double low = within(lowest, -GREATEST, GREATEST);
        double high = within(highest, -GREATEST, GREATEST);
        double from = Math.min(0, low);
        double to = Math.max(0, high);
        double spread = high - low;
        double away = Math.max(low, -high);
        if (away > FAR * spread && spread > LEVEL * Math.max(to, -from)) {
            return between(low, high);
        }
        return to - from < LEAST ? between(0, 1) : between(from, to);
    }

    private static double within(double value, double least, double most) {
        return Math.max(least, Math.min(value, most));
    }

    private static Scale between(double from, double to) {
        for (int power = (int) Math.floor(Math.log10((to - from) / MOST)); ; power++) {
            for (int round : new int[] {1, 2, 5}) {
                double step = round * Math.pow(10, power);
                long bottom = (long) Math.floor(from / step);
                long top = (long) Math.ceil(to / step);
                if (top - bottom <= MOST) {
                    return new Scale(step, bottom, top);
                }
            }
        }
    }

    boolean holdsNought() {
        return bottom <= 0 && top >= 0;
    }

    DoubleStream ticks() {
        return LongStream.rangeClosed(bottom, top).mapToDouble(tick -> tick * step);
    }

    /** How far up a value stands, from nought at the bottom to one at the top. */
    double share(double value) {
        return within((value / step - bottom) / (top - bottom), 0, 1);
    }

    /** The one that is furthest from nought. */
    double greatest() {
        return step * Math.max(Math.abs(bottom), Math.abs(top));
    }
}
