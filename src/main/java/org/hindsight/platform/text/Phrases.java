package org.hindsight.platform.text;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Phrases to be looked for in texts, all at once: a text is read once, however many there are.
 */
public final class Phrases {

    private final int shortest;
    private final List<String> phrases;
    private final Map<Long, List<String>> byBeginning = new HashMap<>();

    /**
     * @param phrases as {@link Words#flat} leaves them
     * @param shortest so many words each of them has at least
     */
    public Phrases(Collection<String> phrases, int shortest) {
        this.shortest = shortest;
        this.phrases = List.copyOf(phrases);
        for (String phrase : this.phrases) {
            Words words = Words.of(phrase);
            if (words.count() < shortest) {
                throw new IllegalArgumentException("A phrase of " + words.count() + " words, not " + shortest);
            }
            byBeginning
                    .computeIfAbsent(words.run(0, shortest), beginning -> new ArrayList<>())
                    .add(phrase);
        }
    }

    /** All but those. */
    public Phrases without(Set<String> some) {
        return new Phrases(
                phrases.stream().filter(phrase -> !some.contains(phrase)).toList(), shortest);
    }

    /** Those that stand in a text, in the order in which they were given. */
    public List<String> in(Words text) {
        if (phrases.isEmpty()) {
            return List.of();
        }
        Set<String> found = new HashSet<>();
        for (int word = 0; word + shortest <= text.count(); word++) {
            for (String phrase : byBeginning.getOrDefault(text.run(word, shortest), List.of())) {
                if (text.at(word, phrase)) {
                    found.add(phrase);
                }
            }
        }
        return found.isEmpty()
                ? List.of()
                : phrases.stream().filter(found::contains).toList();
    }
}
