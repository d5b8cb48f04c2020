package org.hindsight.pulse.detection;

/** What the knowledge of what is normal rests on, the best first. */
public enum Basis {
    /** The same time of the week, in earlier weeks. */
    WEEKS,
    /** The same time of the day, on the days before. */
    DAYS,
    /** The last hours, whatever the time of day. */
    HOURS,
    /** A guess, the same for every service: too little is known yet. */
    NOTHING
}
