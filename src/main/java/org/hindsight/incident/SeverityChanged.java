package org.hindsight.incident;

import java.time.Instant;

/** An incident was found to be worse or less bad; observed in the same transaction. */
public record SeverityChanged(Incident incident, Severity before, Severity after, Instant recordedAt) {}
