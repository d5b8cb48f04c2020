package org.hindsight.incident.chapter;

import java.util.List;
import org.hindsight.incident.Incident;

/**
 * A part of an incident's record as its room writes it into an archive and restores it from one, without loss: what is
 * restored is written again as the same bytes. Told by each room that keeps something of an incident.
 */
public interface Chapter {

    /** The field of the archive that holds it. */
    String name();

    /** What there is to keep, as values that become JSON; derived facts are left out. Wants a transaction. */
    Object kept(Incident incident);

    /** The bytes that it speaks of by their SHA-256. */
    default List<Content> contents(Incident incident) {
        return List.of();
    }

    /**
     * Restores it below an incident that was begun just now. What cannot be is refused with its place in the archive; what
     * follows from other chapters was restored before. Writes no line of the journal: that is a chapter of its own.
     */
    void restore(Incident incident, Leaf leaf);
}
