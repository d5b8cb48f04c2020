package org.hindsight.timeline;

/** What sort of thing a timeline entry tells. */
public enum EntryKind {
    OBSERVATION,
    ALERT,
    CHANGE,
    DECISION,
    ACTION,
    COMMUNICATION,
    STATUS,
    USER_REPORT,
    NOTE;

    /** As people say it: "user report". */
    public String spoken() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    }
}
