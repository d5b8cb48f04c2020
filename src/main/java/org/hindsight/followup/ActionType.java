package org.hindsight.followup;

/** What an action is good for. */
public enum ActionType {
    PREVENT,
    DETECT,
    MITIGATE,
    REPAIR,
    PROCESS
}
