package org.hindsight.postmortem.prose;

/** A short piece of a text, to be quoted. */
final class Passage {

    /** The longest that is quoted, in characters. */
    static final int LONGEST = 80;

    private Passage() {}

    /** The words from start to end with as much around them as there is room for, cut between words. */
    static String of(String text, int start, int end) {
        int from = start;
        int to = end;
        if (to - from > LONGEST) {
            return text.substring(from, whole(text, from + LONGEST - 1)).strip() + "…";
        }
        int room = (LONGEST - 2 - (to - from)) / 2;
        from = room <= 0 ? from : wordAfter(text, from - room, start);
        to = room <= 0 ? to : wordBefore(text, end, to + room);
        String piece = text.substring(from, to).strip().replaceAll("\\s+", " ");
        return (blank(text, 0, from) ? "" : "…") + piece + (blank(text, to, text.length()) ? "" : "…");
    }

    private static boolean blank(String text, int from, int to) {
        int at = from;
        while (at < to && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at == to;
    }

    /** The beginning of a word, not before a place. */
    private static int wordAfter(String text, int place, int latest) {
        if (place <= 0) {
            return 0;
        }
        int at = place;
        while (at < latest && !Character.isWhitespace(text.charAt(at - 1))) {
            at++;
        }
        return at;
    }

    /** The end of a word, not after a place. */
    private static int wordBefore(String text, int earliest, int place) {
        if (place >= text.length()) {
            return text.length();
        }
        int at = place;
        while (at > earliest && !Character.isWhitespace(text.charAt(at))) {
            at--;
        }
        return at;
    }

    /** A place that does not cut a character in two. */
    private static int whole(String text, int place) {
        return Character.isLowSurrogate(text.charAt(place)) ? place - 1 : place;
    }
}
