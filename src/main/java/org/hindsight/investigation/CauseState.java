package org.hindsight.investigation;

import java.util.Locale;

/** How far the work on a suspected cause has come. */
public enum CauseState {
    SUSPECTED,
    INVESTIGATING,
    CONFIRMED,
    RULED_OUT;

    /** As people say it: "ruled out". */
    public String spoken() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
