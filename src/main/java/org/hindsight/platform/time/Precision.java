package org.hindsight.platform.time;

/** How exactly a moment is known. */
public enum Precision {
    SECOND,
    MINUTE,
    /** Give or take some minutes. */
    ABOUT,
    HOUR,
    DAY
}
