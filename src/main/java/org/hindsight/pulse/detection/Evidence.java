package org.hindsight.pulse.detection;

/**
 * The reports of a window beside what is expected of it.
 *
 * @param seen reports
 * @param expected reports
 * @param variance of the expected
 * @param steps that were added up; 0 if too little is known of the window
 */
record Evidence(double seen, double expected, double variance, int steps) {

    /** A window of so many steps can spare its busiest one and still be a window. */
    private static final int CAN_SPARE_ONE = 3;

    /** What is known of the window that ends with this step. */
    static Evidence at(int place, Baseline baseline, Normal normal, int window) {
        int steps = 0;
        double seen = 0;
        double busiest = 0;
        for (int i = Math.max(0, place + 1 - window); i <= place; i++) {
            if (baseline.isKnown(i)) {
                double count = baseline.count(i);
                steps++;
                seen += count;
                busiest = Math.max(busiest, count);
            }
        }
        if (window >= CAN_SPARE_ONE && steps > 0) {
            // One collector that sends late, and then everything at once, is no outage.
            steps--;
            seen -= busiest;
        }
        return new Evidence(seen, normal.expected(steps), normal.variance(steps), steps);
    }

    boolean isKnown() {
        return steps > 0;
    }

    double bound(Threshold threshold) {
        return threshold.bound(expected, variance);
    }

    boolean exceeds(Threshold threshold) {
        return seen > bound(threshold);
    }
}
