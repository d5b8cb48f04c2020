package org.hindsight.pulse;

/** How a service does, as far as the reports of its users tell. */
public enum State {
    NORMAL,
    ELEVATED,
    OUTAGE
}
