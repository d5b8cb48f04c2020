package org.hindsight.edition;

/** What an incident was to those who had to deal with it, from its first moment to its last. */
enum Phase {
    UNNOTICED,
    NOTICED,
    INVESTIGATING,
    IDENTIFIED,
    MONITORING;

    String spoken() {
        return name().charAt(0) + name().substring(1).toLowerCase(java.util.Locale.ROOT);
    }
}
