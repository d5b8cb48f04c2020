package org.hindsight.account;

/** What a person may do; each role may do all that the ones before it may. */
public enum Role {
    VIEWER,
    RESPONDER,
    PUBLISHER,
    ADMIN;

    public boolean covers(Role needed) {
        return compareTo(needed) >= 0;
    }
}
