package org.hindsight.incident;

/** Something below an incident was written. Fired in the same transaction; hear it after its success. */
public record Changed(long incident) {}
