package org.hindsight.investigation;

import java.time.Instant;

/**
 * One point of a metric's series.
 *
 * @param value finite, in the metric's unit
 */
public record Sample(Instant at, double value) {}
