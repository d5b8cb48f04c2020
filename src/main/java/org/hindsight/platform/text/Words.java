package org.hindsight.platform.text;

import java.text.Normalizer;
import java.util.Arrays;

/**
 * A text reduced to its words, so that a sentence is found in it however it is dressed: letters and digits only, in one
 * case, in one form of Unicode (NFKC). An apostrophe is no end of a word: "it's" is "its".
 */
public final class Words {

    static final long FACTOR = 0x9E3779B97F4A7C15L;

    private final StringBuilder flat = new StringBuilder();

    /** Of each word, where it begins in the flat text. */
    private int[] starts = new int[64];

    /** Of each word, a number that is the same for the same word, and rarely for others. */
    private long[] numbers = new long[64];

    private int count;

    private Words(String text) {
        read(isNormal(text) ? text : Normalizer.normalize(text, Normalizer.Form.NFKC));
    }

    public static Words of(String text) {
        return new Words(text);
    }

    /** The words of a text with one space between them. */
    public static String flat(String text) {
        return of(text).flat();
    }

    public String flat() {
        return flat.toString();
    }

    public int count() {
        return count;
    }

    /** What runs of so many words that begin at a word have in common, wherever they stand; others rarely have it. */
    long run(int first, int length) {
        long run = 0;
        for (int i = first; i < first + length; i++) {
            run = run * FACTOR + numbers[i];
        }
        return run;
    }

    /** Whether these words stand at that word and go on there. */
    boolean at(int word, String phrase) {
        int start = starts[word];
        int end = start + phrase.length();
        if (end > flat.length() || (end < flat.length() && flat.charAt(end) != ' ')) {
            return false;
        }
        for (int i = 0; i < phrase.length(); i++) {
            if (flat.charAt(start + i) != phrase.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private void read(String text) {
        long word = 0;
        boolean open = false;
        int length = text.length();
        for (int i = 0; i < length; ) {
            int c = text.charAt(i) < 0x80 ? text.charAt(i) : text.codePointAt(i);
            i += Character.charCount(c);
            if (counts(c)) {
                if (!open) {
                    begin();
                    open = true;
                }
                int small = small(c);
                flat.appendCodePoint(small);
                word = (word + small) * FACTOR;
            } else if (open && c != '\'' && c != '’') {
                end(word);
                word = 0;
                open = false;
            }
        }
        if (open) {
            end(word);
        }
    }

    private void begin() {
        if (count == starts.length) {
            starts = Arrays.copyOf(starts, 2 * count);
            numbers = Arrays.copyOf(numbers, 2 * count);
        }
        if (count > 0) {
            flat.append(' ');
        }
        starts[count] = flat.length();
    }

    private void end(long word) {
        numbers[count++] = word ^ (word >>> 29);
    }

    /** The same for a letter in either case. */
    static int small(int c) {
        if (c < 0x80) {
            return c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c;
        }
        return Character.toLowerCase(Character.toUpperCase(c));
    }

    /** Whether it is part of a word: a letter or a digit of any script. */
    static boolean counts(int c) {
        if (c < 0x80) {
            return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
        }
        return Character.isLetterOrDigit(c)
                || Character.getType(c) == Character.LETTER_NUMBER
                || Character.getType(c) == Character.OTHER_NUMBER;
    }

    private static boolean isNormal(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isNormal(text.charAt(i))) {
                return Normalizer.isNormalized(text, Normalizer.Form.NFKC);
            }
        }
        return true;
    }

    /** What is frequent in our texts and is, among its like, NFKC already or no letter in it: most texts hold nothing else. */
    private static boolean isNormal(char c) {
        return c < 0x80
                || (c >= 'À' && c <= 'ÿ')
                || c == '\u00a0'
                || c == '·'
                || (c >= '‐' && c <= '…')
                || c == '\u202f';
    }
}
