package org.hindsight.incident;

/** How bad it is: {@code SEV1} is the worst. */
public enum Severity {
    SEV1,
    SEV2,
    SEV3,
    SEV4
}
