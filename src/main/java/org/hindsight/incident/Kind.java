package org.hindsight.incident;

import java.util.Locale;

/** Which kind of thing below an incident a change is about. */
public enum Kind {
    INCIDENT,
    STATUS,
    MILESTONE,
    ROLE,
    PROMISE,
    ENTRY,
    SYMPTOM,
    CAUSE,
    IMPACT,
    WORKAROUND,
    SIGNAL,
    ACTION;

    /** As programs read it: {@code entry}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
