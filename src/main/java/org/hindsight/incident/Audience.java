package org.hindsight.incident;

/** Who may read a part of the record. What is not labelled is internal. */
public enum Audience {
    INTERNAL,
    PUBLIC;

    /** Whether something labelled with this audience may be shown to that one. */
    public boolean readableBy(Audience reader) {
        return reader == INTERNAL || this == PUBLIC;
    }
}
