package org.hindsight.followup;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** How far an action has come. */
public enum ActionState {
    OPEN,
    IN_PROGRESS,
    DONE,
    WONT_DO;

    /** The states in which somebody still has to do something. */
    public static final Set<ActionState> PENDING = Collections.unmodifiableSet(EnumSet.of(OPEN, IN_PROGRESS));

    /** Whether somebody still has to do something. */
    public boolean pending() {
        return PENDING.contains(this);
    }

    /** As people say it: "in progress", "won't do". */
    public String spoken() {
        return this == WONT_DO ? "won't do" : name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
