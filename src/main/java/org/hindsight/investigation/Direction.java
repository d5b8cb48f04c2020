package org.hindsight.investigation;

/** Which way a piece of evidence weighs. */
public enum Direction {
    FOR,
    AGAINST
}
