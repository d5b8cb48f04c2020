package org.hindsight.incident;

/** Knows which timeline entries there are; the timeline room answers. */
public interface EntryNumbers {

    /** Whether the incident has an entry of that number. */
    boolean exist(Incident incident, int no);

    /** Whether it has one that was not retracted. */
    boolean stand(Incident incident, int no);
}
