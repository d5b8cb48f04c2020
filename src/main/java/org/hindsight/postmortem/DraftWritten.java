package org.hindsight.postmortem;

import org.hindsight.incident.Incident;

/** Somebody wrote a section of the draft of an incident; observed in the same transaction. */
public record DraftWritten(Incident incident) {}
