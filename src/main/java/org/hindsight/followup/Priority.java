package org.hindsight.followup;

/** How urgent an action is; P0 comes first. */
public enum Priority {
    P0,
    P1,
    P2,
    P3
}
