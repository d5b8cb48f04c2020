package org.hindsight.investigation;

/** Where a number comes from. */
public enum Basis {
    MEASURED,
    ESTIMATED
}
