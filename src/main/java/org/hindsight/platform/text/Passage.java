package org.hindsight.platform.text;

import java.util.Optional;

/**
 * A part of a text, as places of characters in it.
 *
 * @param from the first of it
 * @param to the one after its last
 */
public record Passage(int from, int to) {

    /** The part of a text that reads so; the one that begins nearest to a place, where there are several. */
    public static Optional<Passage> find(String text, String words, int near) {
        int best = -1;
        for (int at = words.isEmpty() ? -1 : text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) {
            if (best < 0 || Math.abs(at - near) < Math.abs(best - near)) {
                best = at;
            }
        }
        return best < 0 ? Optional.empty() : Optional.of(new Passage(best, best + words.length()));
    }

    /** Where it is after the text was changed around it, or within; empty when nothing of it is left. */
    public Optional<Passage> follow(String before, String after) {
        int old = 0;
        int now = 0;
        int begin = -1;
        int end = -1;
        for (WordDiff.Run run : WordDiff.exact(before, after).runs()) {
            int length = run.text().length();
            if (run.fate() == WordDiff.Fate.KEPT) {
                int first = Math.max(from, old);
                int last = Math.min(to, old + length);
                if (first < last && !before.substring(first, last).isBlank()) {
                    begin = begin < 0 ? now + first - old : begin;
                    end = now + last - old;
                }
            }
            old += run.fate() == WordDiff.Fate.ADDED ? 0 : length;
            now += run.fate() == WordDiff.Fate.REMOVED ? 0 : length;
        }
        while (begin >= 0 && Character.isWhitespace(after.charAt(end - 1))) {
            end--;
        }
        return begin < 0 ? Optional.empty() : Optional.of(new Passage(begin, end));
    }

    public String in(String text) {
        return text.substring(from, to);
    }
}
