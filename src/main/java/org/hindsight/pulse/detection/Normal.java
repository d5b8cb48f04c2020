package org.hindsight.pulse.detection;

import java.time.Duration;

/**
 * What is normal for one step of a series, and how sure that is.
 *
 * @param rate expected reports per step
 * @param dispersion how much more the sums of a window scatter around their mean than chance alone makes them: variance
 *     divided by mean, 1 (as in a Poisson distribution) or more
 * @param spread standard deviation of the rate itself, in reports per step: how far one week, day or half hour is from
 *     another
 * @param basis what it rests on
 * @param history how much: the weeks or days compared, or, for {@code HOURS} and {@code NOTHING}, all time known so far
 *     in which there was no outage
 */
public record Normal(double rate, double dispersion, double spread, Basis basis, Duration history) {

    /** The expected sum of this many steps, in reports. */
    double expected(int steps) {
        return rate * steps;
    }

    /** The variance of the sum of this many steps: that of the counts, and that of the rate. */
    double variance(int steps) {
        double ofTheRate = spread * steps;
        return dispersion * expected(steps) + ofTheRate * ofTheRate;
    }
}
