package org.hindsight.platform.drawing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Places labels above a curve: each beside the upper end of an upright line, as low as may be, so that none
 * overlaps another and no line crosses a label.
 */
final class Flags {

    static final double GAP = 6;

    private static final double AIR = 12;

    /**
     * A label and where it stands.
     *
     * @param x of its line
     * @param left whether it stands to the left of its line
     * @param row counted upwards from nought
     */
    record Flag(double x, double length, boolean left, int row) {

        private double from() {
            return left ? x - GAP - length : x;
        }

        private double to() {
            return left ? x : x + GAP + length;
        }

        private boolean within(double width) {
            return from() >= 0 && to() <= width;
        }

        private boolean overlaps(Flag other) {
            return from() < other.to() + AIR && other.from() < to() + AIR;
        }

        /** Its line would cross the other label if it went higher. */
        private boolean mustBeBelow(Flag other) {
            return other.left ? other.from() - AIR < x && x < other.x() : other.x() < x && x < other.to() + AIR;
        }

        private Flag at(int newRow) {
            return new Flag(x, length, left, newRow);
        }
    }

    private Flags() {}

    /**
     * The first ones stand to the right of their lines, and as few as possible of the last to the left, where they
     * would leave the picture. Nothing if that cannot be done.
     *
     * @param xs in order
     */
    static Optional<List<Flag>> place(List<Double> xs, List<Double> lengths, double width) {
        for (int rights = xs.size(); rights >= 0; rights--) {
            List<Flag> flags = sides(xs, lengths, rights);
            if (flags.stream().allMatch(flag -> flag.within(width))) {
                Optional<List<Flag>> stacked = stack(flags);
                if (stacked.isPresent()) {
                    return stacked;
                }
            }
        }
        return Optional.empty();
    }

    /** All to the right of their lines, which is always possible. */
    static List<Flag> toTheRight(List<Double> xs, List<Double> lengths) {
        return stack(sides(xs, lengths, xs.size())).orElseThrow();
    }

    private static List<Flag> sides(List<Double> xs, List<Double> lengths, int rights) {
        List<Flag> flags = new ArrayList<>();
        for (int i = 0; i < xs.size(); i++) {
            flags.add(new Flag(xs.get(i), lengths.get(i), i >= rights, 0));
        }
        return flags;
    }

    /** In the order given, with their rows; nothing where two stand in the way of each other. */
    private static Optional<List<Flag>> stack(List<Flag> flags) {
        List<Flag> stacked = new ArrayList<>(flags);
        List<Integer> open = new ArrayList<>();
        for (int i = flags.size() - 1; i >= 0; i--) {
            open.add(i);
        }
        List<Flag> placed = new ArrayList<>();
        while (!open.isEmpty()) {
            Optional<Integer> next = open.stream()
                    .filter(i ->
                            open.stream().noneMatch(other -> flags.get(other).mustBeBelow(flags.get(i))))
                    .findFirst();
            if (next.isEmpty()) {
                return Optional.empty();
            }
            Flag flag = lowest(flags.get(next.get()), placed);
            placed.add(flag);
            stacked.set(next.get(), flag);
            open.remove(next.get());
        }
        return Optional.of(stacked);
    }

    private static Flag lowest(Flag flag, List<Flag> placed) {
        int floor = placed.stream()
                .filter(other -> other.mustBeBelow(flag))
                .mapToInt(other -> other.row() + 1)
                .max()
                .orElse(0);
        int row = floor;
        while (taken(row, flag, placed)) {
            row++;
        }
        return flag.at(row);
    }

    private static boolean taken(int row, Flag flag, List<Flag> placed) {
        return placed.stream().anyMatch(other -> other.row() == row && other.overlaps(flag));
    }
}
