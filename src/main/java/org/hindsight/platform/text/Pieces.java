package org.hindsight.platform.text;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.eclipse.jgit.diff.DiffAlgorithm;
import org.eclipse.jgit.diff.EditList;
import org.eclipse.jgit.diff.HistogramDiff;
import org.eclipse.jgit.diff.Sequence;
import org.eclipse.jgit.diff.SequenceComparator;

/** A text cut into pieces that are compared as wholes. Put together again they are the text. */
final class Pieces extends Sequence {

    /** A figure with its groups of three is one word: nobody reads half of one. */
    private static final Pattern WORD =
            Pattern.compile("\\p{N}{1,3}(?:,\\p{N}{3})+(?!\\p{N})|[\\p{L}\\p{N}_]+|\\s+|.", Pattern.DOTALL);

    static final DiffAlgorithm ALGORITHM = new HistogramDiff();

    static final SequenceComparator<Pieces> EQUAL = new SequenceComparator<>() {
        @Override
        public boolean equals(Pieces a, int ai, Pieces b, int bi) {
            return a.pieces.get(ai).equals(b.pieces.get(bi));
        }

        @Override
        public int hash(Pieces of, int at) {
            return of.pieces.get(at).hashCode();
        }
    };

    private final List<String> pieces;

    private Pieces(List<String> pieces) {
        this.pieces = pieces;
    }

    /** Words, and what stands between them. */
    static Pieces words(String text) {
        return new Pieces(WORD.matcher(text).results().map(MatchResult::group).toList());
    }

    /** Sentences, each with the space after it; a line break ends one. */
    static Pieces sentences(String text) {
        List<String> sentences = new ArrayList<>();
        BreakIterator ends = BreakIterator.getSentenceInstance(Locale.ENGLISH);
        for (int line = 0; line < text.length(); ) {
            int next = text.indexOf('\n', line) + 1;
            String whole = text.substring(line, next == 0 ? text.length() : next);
            ends.setText(whole);
            for (int from = ends.first(), to = ends.next(); to != BreakIterator.DONE; from = to, to = ends.next()) {
                sentences.add(whole.substring(from, to));
            }
            line += whole.length();
        }
        return new Pieces(sentences);
    }

    EditList editsTo(Pieces other) {
        return ALGORITHM.diff(EQUAL, this, other);
    }

    String join(int from, int to) {
        return String.join("", pieces.subList(from, to));
    }

    @Override
    public int size() {
        return pieces.size();
    }
}
