package org.hindsight.platform.text;

import java.nio.CharBuffer;
import java.text.Normalizer;
import java.util.Arrays;

/**
 * A text reduced to its words, so that a sentence is found in it however it is dressed: letters and digits only, in one
 * case, in one form of Unicode (NFKC). An apostrophe is no end of a word: "it's" is "its".
 */
public final class Words {

    static final long FACTOR = 0x9E3779B97F4A7C15L;

    /** The words with one space between them, as far as they are read. */
    private char[] flat;

    private int length;

    /** Of each word, where it begins in the flat text. */
    private int[] starts = new int[64];

    /** Of each word, a number that is the same for the same word, and rarely for others. */
    private long[] numbers = new long[64];

    private int count;

    private Words(String text) {
        char[] typed = text.toCharArray();
        char[] signs = isNormal(typed)
                ? typed
                : Normalizer.normalize(text, Normalizer.Form.NFKC).toCharArray();
        flat = new char[signs.length];
        read(signs);
    }

    public static Words of(String text) {
        return new Words(text);
    }

    /** The words of a text with one space between them. */
    public static String flat(String text) {
        return of(text).flat();
    }

    public String flat() {
        return new String(flat, 0, length);
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
        return end <= length
                && (end == length || flat[end] == ' ')
                && phrase.contentEquals(CharBuffer.wrap(flat, start, phrase.length()));
    }

    private void read(char[] signs) {
        long word = 0;
        boolean open = false;
        for (int i = 0; i < signs.length; ) {
            int c = signs[i] < 0x80 ? signs[i] : Character.codePointAt(signs, i);
            i += Character.charCount(c);
            if (counts(c)) {
                if (!open) {
                    begin();
                    open = true;
                }
                int small = small(c);
                append(small);
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

    private void append(int c) {
        if (length + 2 > flat.length) {
            flat = Arrays.copyOf(flat, 2 * length + 2);
        }
        length += Character.toChars(c, flat, length);
    }

    private void begin() {
        if (count == starts.length) {
            starts = Arrays.copyOf(starts, 2 * count);
            numbers = Arrays.copyOf(numbers, 2 * count);
        }
        if (count > 0) {
            append(' ');
        }
        starts[count] = length;
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

    private static boolean isNormal(char[] signs) {
        for (char sign : signs) {
            if (!isNormal(sign)) {
                return false;
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
