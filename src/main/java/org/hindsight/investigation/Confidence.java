package org.hindsight.investigation;

/** How sure people are of a suspected cause. */
public enum Confidence {
    LOW,
    MEDIUM,
    HIGH
}
