package org.hindsight.platform.text;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * The parts of words that stand in a text as typed, to rule names out before one looks for them. What stands between two
 * apostrophes is a part of its own: in "d'Ana" stands Ana.
 */
public final class WordParts {

    /** Numbers of so many bits tell the parts of a long text apart well enough. */
    private static final int BITS = 18;

    private final BitSet parts = new BitSet(1 << BITS);

    private WordParts(String text) {
        each(text, parts::set);
    }

    public static WordParts of(String text) {
        return new WordParts(text);
    }

    /** The parts of a name, to be asked for with {@link #mayHold}. */
    public static List<Integer> numbers(String name) {
        List<Integer> numbers = new ArrayList<>();
        each(name, numbers::add);
        return List.copyOf(numbers);
    }

    /** Whether a name may stand in this text, in its own or in another case: false is certain, true wants a closer look. */
    public boolean mayHold(List<Integer> name) {
        for (int part : name) {
            if (!parts.get(part)) {
                return false;
            }
        }
        return true;
    }

    private static void each(String text, IntConsumer found) {
        long part = 0;
        char[] signs = text.toCharArray();
        for (int i = 0; i < signs.length; ) {
            int c = signs[i] < 0x80 ? signs[i] : Character.codePointAt(signs, i);
            i += Character.charCount(c);
            if (Words.counts(c)) {
                part = (part + Words.small(c)) * Words.FACTOR;
            } else if (part != 0) {
                found.accept(number(part));
                part = 0;
            }
        }
        if (part != 0) {
            found.accept(number(part));
        }
    }

    private static int number(long part) {
        return (int) (part >>> (Long.SIZE - BITS));
    }
}
