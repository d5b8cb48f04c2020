package org.hindsight.postmortem.prose;

import java.util.Optional;

/** The title of an action: whether anybody will be able to say that it is done. */
public final class ActionTitle {

    private static final WordList VAGUE = WordList.named("vague-verbs");
    private static final WordList RESULTS = WordList.named("results");

    private ActionTitle() {}

    /** What to say of a title that begins with a vague verb and names no result; empty for any other. */
    public static Optional<String> vague(String title) {
        String text = title.strip();
        return VAGUE.in(text).stream()
                .filter(hit -> hit.start() == 0 && !names(text.substring(hit.end())))
                .map(hit -> "“" + text.substring(0, hit.end()) + "” " + hit.advice())
                .findFirst();
    }

    private static boolean names(String rest) {
        return rest.chars().anyMatch(Character::isDigit) || RESULTS.anyIn(rest);
    }
}
