package org.hindsight.incident;

/** Where the response to an incident stands. */
public enum Status {
    INVESTIGATING,
    IDENTIFIED,
    MONITORING,
    RESOLVED,
    CANCELLED;

    public boolean ongoing() {
        return this != RESOLVED && this != CANCELLED;
    }
}
