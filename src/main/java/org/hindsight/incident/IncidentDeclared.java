package org.hindsight.incident;

import java.time.Instant;

/** An incident was declared; observed in the same transaction. */
public record IncidentDeclared(Incident incident, Instant recordedAt) {}
