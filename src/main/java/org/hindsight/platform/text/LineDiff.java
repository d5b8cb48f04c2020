package org.hindsight.platform.text;

import io.quarkus.qute.TemplateData;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.diff.Edit;
import org.eclipse.jgit.diff.Sequence;
import org.eclipse.jgit.diff.SequenceComparator;
import org.jspecify.annotations.Nullable;

/** Two texts beside each other, line by line: lines that were reworded stand side by side, with the words that differ. */
public record LineDiff(List<Change> changes) {

    /** What became of a line: one side is null where the line stands on the other side only. */
    @TemplateData
    public record Change(
            @Nullable TextLine before, @Nullable TextLine after, WordDiff words) {

        private static Change of(@Nullable TextLine before, @Nullable TextLine after) {
            boolean rows = before != null && before.kind() == TextLine.Kind.ROW;
            String was = before == null ? "" : before.text();
            String is = after == null ? "" : after.text();
            return new Change(before, after, rows ? WordDiff.byPart(was, is, TextLine.CELL) : WordDiff.of(was, is));
        }

        private static Change alike(TextLine line) {
            return new Change(line, line, new WordDiff(List.of(new WordDiff.Run(WordDiff.Fate.KEPT, line.text()))));
        }

        /** Whether the line reads the same on both sides. */
        public boolean alike() {
            return before != null && before.equals(after);
        }

        /** The line itself, of the side that has it; as it stands now where both have. */
        public TextLine line() {
            return Optional.ofNullable(after)
                    .or(() -> Optional.ofNullable(before))
                    .orElseThrow(() -> new IllegalStateException("A change without a line"));
        }
    }

    /** Two lines that share so much of their words are one line that was reworded. */
    private static final double REWORDED = 0.4;

    /** Beyond so many pairs of changed lines none is looked for: each is told as gone or as new. */
    private static final int MOST_PAIRS = 400_000;

    /** What differs between two texts. */
    public static LineDiff of(List<TextLine> before, List<TextLine> after) {
        Lines old = new Lines(before);
        Lines now = new Lines(after);
        List<Change> changes = new ArrayList<>();
        int kept = 0;
        for (Edit edit : Pieces.ALGORITHM.diff(Lines.EQUAL, old, now)) {
            before.subList(kept, edit.getBeginA()).forEach(line -> changes.add(Change.alike(line)));
            changes.addAll(paired(
                    before.subList(edit.getBeginA(), edit.getEndA()), after.subList(edit.getBeginB(), edit.getEndB())));
            kept = edit.getEndA();
        }
        before.subList(kept, before.size()).forEach(line -> changes.add(Change.alike(line)));
        return new LineDiff(List.copyOf(changes));
    }

    public boolean differs() {
        return !changes.stream().allMatch(Change::alike);
    }

    /** The best way through both sides, in order, in which reworded lines meet. */
    private static List<Change> paired(List<TextLine> gone, List<TextLine> come) {
        List<Change> changes = new ArrayList<>();
        if (gone.isEmpty() || come.isEmpty() || (long) gone.size() * come.size() > MOST_PAIRS) {
            gone.forEach(line -> changes.add(Change.of(line, null)));
            come.forEach(line -> changes.add(Change.of(null, line)));
            return changes;
        }
        double[][] likeness = likeness(gone, come);
        double[][] best = new double[gone.size() + 1][come.size() + 1];
        for (int i = gone.size() - 1; i >= 0; i--) {
            for (int j = come.size() - 1; j >= 0; j--) {
                best[i][j] = Math.max(
                        Math.max(best[i + 1][j], best[i][j + 1]),
                        likeness[i][j] < REWORDED ? 0 : likeness[i][j] + best[i + 1][j + 1]);
            }
        }
        int i = 0;
        int j = 0;
        while (i < gone.size() || j < come.size()) {
            boolean both = i < gone.size() && j < come.size();
            if (both && likeness[i][j] >= REWORDED && best[i][j] == likeness[i][j] + best[i + 1][j + 1]) {
                changes.add(Change.of(gone.get(i++), come.get(j++)));
            } else if (j >= come.size() || (both && best[i][j] == best[i + 1][j])) {
                changes.add(Change.of(gone.get(i++), null));
            } else {
                changes.add(Change.of(null, come.get(j++)));
            }
        }
        return changes;
    }

    private static double[][] likeness(List<TextLine> gone, List<TextLine> come) {
        List<Set<String>> old = gone.stream().map(LineDiff::words).toList();
        List<Set<String>> now = come.stream().map(LineDiff::words).toList();
        double[][] likeness = new double[gone.size()][come.size()];
        for (int i = 0; i < gone.size(); i++) {
            for (int j = 0; j < come.size(); j++) {
                if (gone.get(i).kind() == come.get(j).kind()) {
                    likeness[i][j] = likeness(old.get(i), now.get(j));
                }
            }
        }
        return likeness;
    }

    private static double likeness(Set<String> one, Set<String> other) {
        Set<String> fewer = one.size() <= other.size() ? one : other;
        Set<String> more = fewer == one ? other : one;
        long shared = fewer.stream().filter(more::contains).count();
        return fewer.isEmpty() ? 0 : 2.0 * shared / (one.size() + other.size());
    }

    private static Set<String> words(TextLine line) {
        Set<String> words = new HashSet<>();
        for (String word : line.text().split("[^\\p{L}\\p{N}]+", -1)) {
            if (!word.isEmpty()) {
                words.add(word);
            }
        }
        return words;
    }

    private static final class Lines extends Sequence {
        static final SequenceComparator<Lines> EQUAL = new SequenceComparator<>() {
            @Override
            public boolean equals(Lines a, int ai, Lines b, int bi) {
                return a.lines.get(ai).equals(b.lines.get(bi));
            }

            @Override
            public int hash(Lines of, int at) {
                return of.lines.get(at).hashCode();
            }
        };

        private final List<TextLine> lines;

        Lines(List<TextLine> lines) {
            this.lines = lines;
        }

        @Override
        public int size() {
            return lines.size();
        }
    }
}
