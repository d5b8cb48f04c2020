package org.hindsight.incident;

import java.time.Instant;

/** A person set a milestone; observed in the same transaction. */
public record MilestoneMoved(Incident incident, MilestoneName name, MilestoneView milestone, Instant recordedAt) {}
