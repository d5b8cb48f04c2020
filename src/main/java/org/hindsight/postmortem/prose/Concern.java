package org.hindsight.postmortem.prose;

/** Why a passage deserves a second look. The names are codes of the API; {@code docs/checks.md} explains each. */
public enum Concern {
    HINDSIGHT(false),
    BLAME(true),
    PERSON_NAMED(true),
    TIME_WITHOUT_ZONE(true),
    FIGURE_WITHOUT_DENOMINATOR(false),
    VAGUE_QUANTITY(false),
    UNSUPPORTED_CLAIM(false);

    private final boolean grave;

    Concern(boolean grave) {
        this.grave = grave;
    }

    /** Whether readers are misled or somebody is hurt if it stays; else it is a hint. */
    public boolean grave() {
        return grave;
    }
}
