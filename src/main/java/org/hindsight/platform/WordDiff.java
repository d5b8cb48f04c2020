package org.hindsight.platform;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import com.github.difflib.patch.Chunk;
import com.github.difflib.patch.DeltaType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A text before and after, with the words that differ. */
public record WordDiff(List<Run> before, List<Run> after) {

    /** Beyond so many words whole lines are compared: it costs the square of their number. */
    private static final int MOST_WORDS = 2500;

    /** A piece of text that is the same on both sides, or is not. */
    public record Run(String text, boolean changed) {}

    /** Compares word by word, or line by line where the texts are long. */
    public static WordDiff of(String before, String after) {
        boolean words = pieces(before, "\\b").size() + pieces(after, "\\b").size() <= MOST_WORDS;
        return of(pieces(before, words ? "\\b" : "(?<=\n)"), pieces(after, words ? "\\b" : "(?<=\n)"));
    }

    private static WordDiff of(List<String> before, List<String> after) {
        if (before.isEmpty() || after.isEmpty() || before.size() + after.size() > 2 * MOST_WORDS) {
            return new WordDiff(whole(before), whole(after));
        }
        List<Run> old = new ArrayList<>();
        List<Run> now = new ArrayList<>();
        for (AbstractDelta<String> delta : DiffUtils.diff(before, after, true).getDeltas()) {
            boolean changed = delta.getType() != DeltaType.EQUAL;
            add(old, delta.getSource(), changed);
            add(now, delta.getTarget(), changed);
        }
        return new WordDiff(old, now);
    }

    private static void add(List<Run> runs, Chunk<String> chunk, boolean changed) {
        String text = String.join("", chunk.getLines());
        if (!text.isEmpty()) {
            runs.add(new Run(text, changed));
        }
    }

    private static List<Run> whole(List<String> pieces) {
        return pieces.isEmpty() ? List.of() : List.of(new Run(String.join("", pieces), false));
    }

    private static List<String> pieces(String text, String between) {
        return text.isEmpty() ? List.of() : Arrays.asList(text.split(between, -1));
    }
}
