package org.hindsight.followup;

import java.util.Locale;

/** How far an action has come. */
public enum ActionState {
    OPEN,
    IN_PROGRESS,
    DONE,
    WONT_DO;

    /** Whether somebody still has to do something. */
    public boolean pending() {
        return this == OPEN || this == IN_PROGRESS;
    }

    /** As people say it: "in progress", "won't do". */
    public String spoken() {
        return this == WONT_DO ? "won't do" : name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
