package org.hindsight.platform.drawing;

import java.time.Instant;

/** Says the times of a picture one after another in a text, where a day that was just said need not be said again. */
public final class Times {

    private final Days days;

    /** The day that was last said. */
    private String day = "";

    public Times(Days days) {
        this.days = days;
    }

    /** 16:24; 16:24 on 17 Nov */
    public String clock(Instant at) {
        return days.clock(at) + dayOf(at);
    }

    /** 16:24 UTC; 16:24 UTC on 17 Nov */
    public String utc(Instant at) {
        return days.clock(at) + " UTC" + dayOf(at);
    }

    private String dayOf(Instant at) {
        String now = Days.date(at);
        if (!days.several() || now.equals(day)) {
            return "";
        }
        day = now;
        return " on " + now;
    }
}
