package org.hindsight.postmortem;

import java.util.Locale;

/** How far a post-mortem is on its way to being published. */
public enum DraftState {
    DRAFT,
    IN_REVIEW,
    CHANGES_REQUESTED,
    APPROVED;

    /** As people say it: "in review". */
    public String spoken() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
