package org.hindsight.platform.time;

import java.util.Locale;

/** The first line of a text, read from left to right; whoever does not find what it looks for goes back. */
final class Line {

    private static final char END = '\0';

    private final String text;
    private final int end;
    private int place;

    Line(String text) {
        int start = 0;
        while (start < text.length() && isSpace(text.charAt(start))) {
            start++;
        }
        int newline = text.indexOf('\n', start);
        this.text = text;
        this.end = newline < 0 ? text.length() : newline;
        this.place = start;
    }

    int place() {
        return place;
    }

    void back(int to) {
        place = to;
    }

    boolean atEnd() {
        return place >= end;
    }

    char peek() {
        return peek(0);
    }

    char peek(int ahead) {
        return place + ahead < end ? text.charAt(place + ahead) : END;
    }

    void skip(int characters) {
        place = Math.min(end, place + characters);
    }

    boolean spaces() {
        int before = place;
        while (place < end && isSpace(text.charAt(place))) {
            place++;
        }
        return place > before;
    }

    boolean eat(char wanted) {
        if (place < end && text.charAt(place) == wanted) {
            place++;
            return true;
        }
        return false;
    }

    boolean eat(String wanted) {
        if (text.startsWith(wanted, place) && place + wanted.length() <= end) {
            place += wanted.length();
            return true;
        }
        return false;
    }

    /** Eats one of these words, whatever its case, if it is a whole one. */
    boolean eatWord(String... words) {
        int before = place;
        String word = letters();
        for (String wanted : words) {
            if (word.equalsIgnoreCase(wanted) && atBoundary()) {
                return true;
            }
        }
        back(before);
        return false;
    }

    /** The digits from here on; empty if there are none. */
    String digits() {
        int from = place;
        while (isDigit(peek())) {
            place++;
        }
        return text.substring(from, place);
    }

    /** The letters from here on; empty if there are none. */
    String letters() {
        int from = place;
        while (place < end && Character.isLetter(text.charAt(place))) {
            place++;
        }
        return text.substring(from, place);
    }

    /** Whether no letter or digit follows at once. */
    boolean atBoundary() {
        return atEnd() || !Character.isLetterOrDigit(peek());
    }

    /** Whether nothing but space, or one of these marks, or a dash with space around it, follows. */
    boolean standsAlone(String marks) {
        int before = place;
        boolean spaced = spaces();
        char next = peek();
        boolean dash = isDash(next) && (spaced || next != '-') && (peek(1) == END || isSpace(peek(1)));
        boolean alone = atEnd() || dash || marks.indexOf(next) >= 0;
        back(before);
        return alone;
    }

    String since(int from) {
        return text.substring(from, place);
    }

    /** Everything from here on, further lines included. */
    String rest() {
        return text.substring(place);
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean isSpace(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    static boolean isDash(char c) {
        return c == '-' || c == '–' || c == '—' || c == '−';
    }

    static boolean isMinus(char c) {
        return c == '-' || c == '−';
    }

    static String lower(String word) {
        return word.toLowerCase(Locale.ROOT);
    }
}
