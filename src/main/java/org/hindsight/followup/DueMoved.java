package org.hindsight.followup;

import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hindsight.platform.web.Wording;

/**
 * That an action got another due date than it had, or none.
 *
 * @param times how often
 * @param firstDueOn when it was due before that ever happened
 */
@Schema(name = "DueMoved")
public record DueMoved(int times, LocalDate firstDueOn) {

    DueMoved again() {
        return new DueMoved(times + 1, firstDueOn);
    }

    /** moved twice, first due 1 December 2026 */
    public String words() {
        String often = times == 1 ? "once" : times == 2 ? "twice" : times + " times";
        return "moved " + often + ", first due " + Wording.longDate(firstDueOn);
    }
}
