package org.hindsight.pulse.detection;

/**
 * How many reports are too many: all three must be exceeded.
 *
 * @param significance standard deviations above what is expected, on the scale on which counts are nearly normally
 *     distributed
 * @param multiple of what is expected
 * @param floor reports in a window: fewer mean nothing, however quiet the service is otherwise
 */
public record Threshold(double significance, double multiple, double floor) {

    /** The largest sum that is not too many, in reports. */
    double bound(double expected, double variance) {
        double bySize = Math.max(multiple * expected, floor);
        return Math.max(bySize, upperBound(expected, variance));
    }

    boolean isAtMost(Threshold other) {
        return significance <= other.significance && multiple <= other.multiple && floor <= other.floor;
    }

    /**
     * The upper bound of Farrington et al. (1996): counts to the power of 2/3 have hardly any skew, so the bound is taken
     * there and brought back.
     */
    private double upperBound(double expected, double variance) {
        if (expected <= 0) {
            return 0;
        }
        return expected * Math.pow(1 + 2.0 / 3.0 * significance * Math.sqrt(variance) / expected, 1.5);
    }
}
