package org.hindsight.postmortem;

/** What a reviewer says about a draft. */
public enum Verdict {
    /** Asks others to review it. */
    REQUESTED,
    COMMENTED,
    CHANGES_REQUESTED,
    APPROVED
}
