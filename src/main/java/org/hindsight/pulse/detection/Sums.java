package org.hindsight.pulse.detection;

import java.util.Arrays;

/**
 * Sums over a growing row of values of which some are missing. A stretch of any length costs the same: two places are looked
 * up and subtracted.
 */
final class Sums {

    private static final int AT_FIRST = 1 << 10;

    /** For each place, how many values are present before it. */
    private int[] before = new int[AT_FIRST];
    /** Over the present values only: the sum, and the sum of the squares, of the first so many. */
    private double[] sums = new double[AT_FIRST];

    private double[] squares = new double[AT_FIRST];
    private int size;

    void add(double value) {
        makeRoom();
        int present = before[size];
        sums[present + 1] = sums[present] + value;
        squares[present + 1] = squares[present] + value * value;
        before[++size] = present + 1;
    }

    void addMissing() {
        makeRoom();
        before[size + 1] = before[size];
        size++;
    }

    /** Takes the values from this place on for missing. */
    void drop(int from) {
        Arrays.fill(before, from, size + 1, before[from]);
    }

    int size() {
        return size;
    }

    /** How many values are present before this place. */
    int before(int place) {
        return before[Math.max(0, Math.min(place, size))];
    }

    int count(int from, int to) {
        return before(to) - before(from);
    }

    double sum(int from, int to) {
        return sums[before(to)] - sums[before(from)];
    }

    double mean(int from, int to) {
        return meanOfPresent(before(from), before(to));
    }

    double dispersion(int from, int to) {
        return dispersionOfPresent(before(from), before(to));
    }

    /** The mean of the present values from this one to that, counted without the missing ones. */
    double meanOfPresent(int from, int to) {
        return (sums[to] - sums[from]) / (to - from);
    }

    /** Variance divided by mean, at least 1; 1 too where the values are too few to tell. */
    double dispersionOfPresent(int from, int to) {
        int count = to - from;
        double sum = sums[to] - sums[from];
        if (count < 2 || sum <= 0) {
            return 1;
        }
        double mean = sum / count;
        double variance = (squares[to] - squares[from] - sum * mean) / (count - 1);
        return Math.max(1, variance / mean);
    }

    private void makeRoom() {
        if (size + 1 == before.length) {
            int larger = before.length * 2;
            before = Arrays.copyOf(before, larger);
            sums = Arrays.copyOf(sums, larger);
            squares = Arrays.copyOf(squares, larger);
        }
    }
}
