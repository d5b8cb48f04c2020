package org.hindsight.edition;

import java.util.Locale;

/** What an edition claims to be. */
public enum Label {
    /** Facts may still change. */
    PRELIMINARY,
    /** Approved. */
    FINAL,
    /** Says what was wrong in an earlier one. */
    CORRECTION;

    /** As people say it. */
    public String spoken() {
        return name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT);
    }
}
