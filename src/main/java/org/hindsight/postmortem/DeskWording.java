package org.hindsight.postmortem;

import io.quarkus.qute.TemplateExtension;
import java.time.Instant;
import java.time.LocalDate;

/** How the desk words values. */
@TemplateExtension
final class DeskWording {

    private DeskWording() {}

    /** "Ruled out". */
    static String inWords(Enum<?> name) {
        return Wording.sentence(name.name());
    }

    /** "23 November 2026, 19:12 UTC". */
    static String inUtc(Instant at) {
        return Wording.moment(at);
    }

    /** "23 November 2026". */
    static String asDay(LocalDate day) {
        return Wording.day(day);
    }
}
