package org.hindsight.incident;

/** What happened to a thing in a change. */
public enum What {
    CREATED,
    EDITED,
    RETRACTED
}
