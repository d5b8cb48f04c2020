package org.hindsight.investigation;

import java.util.Locale;

/** The part that a cause played in the incident. */
public enum CausePart {
    TRIGGER,
    CONTRIBUTING_FACTOR,
    LATENT_CONDITION,
    AGGRAVATOR;

    /** As people say it: "contributing factor". */
    public String spoken() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
