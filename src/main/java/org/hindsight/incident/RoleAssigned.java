package org.hindsight.incident;

import java.time.Instant;
import java.util.Optional;

/** A role in the response went to a person; observed in the same transaction. */
public record RoleAssigned(
        Incident incident,
        String role,
        String person,
        Optional<String> before,
        Optional<String> note,
        Instant recordedAt) {}
