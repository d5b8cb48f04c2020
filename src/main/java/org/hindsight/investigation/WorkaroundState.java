package org.hindsight.investigation;

/** What is known of a piece of advice. */
public enum WorkaroundState {
    PROPOSED,
    VERIFIED,
    /** It makes things worse: said so that nobody does it. */
    HARMFUL,
    WITHDRAWN
}
