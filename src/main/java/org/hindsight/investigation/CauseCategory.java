package org.hindsight.investigation;

/** Where a cause lies. */
public enum CauseCategory {
    CHANGE,
    CAPACITY,
    DEPENDENCY,
    CERTIFICATE,
    CONFIGURATION,
    DATA,
    NETWORK,
    SECURITY,
    HARDWARE,
    PROCESS,
    OTHER
}
