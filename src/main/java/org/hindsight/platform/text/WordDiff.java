package org.hindsight.platform.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.jgit.diff.Edit;

/** A text before and after, with the words that differ; sentences that stayed are not taken apart. */
public record WordDiff(List<Run> runs) {

    /** Where one sentence has more words than this, and they changed, it is told as a whole: nobody would follow. */
    private static final int MOST_WORDS = 4000;

    /** What became of a piece of text. */
    public enum Fate {
        KEPT,
        REMOVED,
        ADDED
    }

    /** A piece of text that stands on both sides, or only before, or only after. */
    public record Run(Fate fate, String text) {
        public boolean changed() {
            return fate != Fate.KEPT;
        }
    }

    /** Fewer words than these that stayed amid changed ones are told with them: a sentence in shreds cannot be read. */
    private static final int FEW_WORDS = 3;

    /** What differs, told so that people can read it. */
    public static WordDiff of(String before, String after) {
        List<Run> exact = exact(before, after).runs();
        List<Run> runs = new ArrayList<>();
        for (int i = 0; i < exact.size(); i++) {
            Run run = exact.get(i);
            boolean amid = i > 0 && i < exact.size() - 1 && !run.text().contains("\n");
            if (run.fate() == Fate.KEPT && amid && words(run.text()) < FEW_WORDS) {
                add(runs, Fate.REMOVED, run.text());
                add(runs, Fate.ADDED, run.text());
            } else {
                add(runs, run.fate(), run.text());
            }
        }
        return new WordDiff(List.copyOf(runs));
    }

    /**
     * The same for two texts of several parts, such as the rows of a table: each part is compared with the one in its
     * place, where there are as many of them.
     */
    static WordDiff byPart(String before, String after, String separator) {
        List<String> old = List.of(before.split(Pattern.quote(separator), -1));
        List<String> now = List.of(after.split(Pattern.quote(separator), -1));
        if (old.size() != now.size()) {
            return of(before, after);
        }
        List<Run> runs = new ArrayList<>();
        for (int i = 0; i < old.size(); i++) {
            if (i > 0) {
                add(runs, Fate.KEPT, separator);
            }
            of(old.get(i), now.get(i)).runs().forEach(run -> add(runs, run.fate(), run.text()));
        }
        return new WordDiff(List.copyOf(runs));
    }

    /** What differs, to the word. */
    static WordDiff exact(String before, String after) {
        List<Run> runs = new ArrayList<>();
        Pieces old = Pieces.sentences(before);
        Pieces now = Pieces.sentences(after);
        int kept = 0;
        for (Edit edit : old.editsTo(now)) {
            add(runs, Fate.KEPT, old.join(kept, edit.getBeginA()));
            words(runs, old.join(edit.getBeginA(), edit.getEndA()), now.join(edit.getBeginB(), edit.getEndB()));
            kept = edit.getEndA();
        }
        add(runs, Fate.KEPT, old.join(kept, old.size()));
        return new WordDiff(List.copyOf(runs));
    }

    private static void words(List<Run> runs, String before, String after) {
        Pieces old = Pieces.words(before);
        Pieces now = Pieces.words(after);
        if (old.size() > MOST_WORDS || now.size() > MOST_WORDS) {
            add(runs, Fate.REMOVED, before);
            add(runs, Fate.ADDED, after);
            return;
        }
        int kept = 0;
        for (Edit edit : old.editsTo(now)) {
            add(runs, Fate.KEPT, old.join(kept, edit.getBeginA()));
            add(runs, Fate.REMOVED, old.join(edit.getBeginA(), edit.getEndA()));
            add(runs, Fate.ADDED, now.join(edit.getBeginB(), edit.getEndB()));
            kept = edit.getEndA();
        }
        add(runs, Fate.KEPT, old.join(kept, old.size()));
    }

    /** What was removed and what was added side by side is told once each, removed first. */
    private static void add(List<Run> runs, Fate fate, String text) {
        if (text.isEmpty()) {
            return;
        }
        for (int i = runs.size() - 1; i >= 0 && i >= runs.size() - 2; i--) {
            Run known = runs.get(i);
            if (known.fate() == fate) {
                runs.set(i, new Run(fate, known.text() + text));
                return;
            }
            if (fate == Fate.KEPT || !known.changed()) {
                break;
            }
        }
        boolean late = fate == Fate.REMOVED
                && !runs.isEmpty()
                && runs.get(runs.size() - 1).fate() == Fate.ADDED;
        runs.add(late ? runs.size() - 1 : runs.size(), new Run(fate, text));
    }

    /** What stood before, its removed words marked. */
    public List<Run> before() {
        return without(Fate.ADDED);
    }

    /** What stands now, its new words marked. */
    public List<Run> after() {
        return without(Fate.REMOVED);
    }

    private List<Run> without(Fate fate) {
        return runs.stream().filter(run -> run.fate() != fate).toList();
    }

    /** How many words are new, and how many are gone: "+12 −3". */
    public String balance() {
        return "+" + words(Fate.ADDED) + " −" + words(Fate.REMOVED);
    }

    private long words(Fate fate) {
        return words(
                runs.stream().filter(run -> run.fate() == fate).map(Run::text).collect(Collectors.joining(" ")));
    }

    private static long words(String text) {
        return text.isBlank() ? 0 : text.strip().split("\\s+").length;
    }
}
