package org.hindsight.incident;

/** The instants by which an incident is measured, in their usual order. */
public enum MilestoneName {
    IMPACT_STARTED,
    DETECTED,
    DECLARED,
    ACKNOWLEDGED,
    FIRST_PUBLIC_UPDATE,
    MITIGATED,
    RESOLVED;

    /** As people say it: "impact started". */
    public String spoken() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    }
}
