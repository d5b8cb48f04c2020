package org.hindsight.overview;

import java.util.List;
import java.util.Locale;
import org.hindsight.platform.web.Choice;
import org.hindsight.platform.web.Wording;

/** The roles that most responses have; an incident may know others by any name. */
final class Roles {

    static final List<String> USUAL = List.of("COMMANDER", "SCRIBE", "COMMUNICATIONS", "OPERATIONS");

    private Roles() {}

    static List<Choice> choices() {
        return USUAL.stream().map(role -> new Choice(role, words(role))).toList();
    }

    /** Where a role stands among others: the usual ones first. */
    static int rank(String role) {
        return USUAL.contains(role) ? USUAL.indexOf(role) : USUAL.size();
    }

    static String words(String role) {
        return USUAL.contains(role) ? Wording.words(role) : role;
    }

    /** What was typed as a role: one of the usual ones in any spelling, or a name of its own. */
    static String meant(String typed) {
        String upper = typed.strip().toUpperCase(Locale.ROOT);
        return USUAL.contains(upper) ? upper : typed.strip();
    }
}
