package org.hindsight.pulse.detection;

/** How a service does, as far as the reports of its users tell. */
public enum State {
    /** As many reports as at other times like this, or too few to mean anything. */
    NORMAL,
    /** More reports than chance explains. */
    ELEVATED,
    /** A multiple of the normal number of reports, for minutes and not for a moment. */
    OUTAGE
}
