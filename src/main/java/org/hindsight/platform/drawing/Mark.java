package org.hindsight.platform.drawing;

import java.time.Instant;

/** A moment with a short name, such as a milestone. */
public record Mark(Instant at, String label) {}
