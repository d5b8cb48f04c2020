package org.hindsight.platform.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.hindsight.platform.text.WordDiff.Fate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("plain")
class TextsOfPeopleTest {

    private static String told(String before, String after) {
        return WordDiff.of(before, after).runs().stream()
                .map(run -> switch (run.fate()) {
                    case KEPT -> run.text();
                    case REMOVED -> "[-" + run.text() + "-]";
                    case ADDED -> "{+" + run.text() + "+}";
                })
                .collect(Collectors.joining());
    }

    @Test
    void whatChangedIsToldInWords() {
        assertEquals("It took [-four-]{+five+} hours.", told("It took four hours.", "It took five hours."));
        assertEquals(
                "It took [-four long-]{+five short+} hours. It is over.",
                told("It took four long hours. It is over.", "It took five short hours. It is over."));
        assertEquals(
                "[-It took four and ended at one-]{+This lasted five and was over by two+}.",
                told("It took four and ended at one.", "This lasted five and was over by two."));
        assertEquals("{+New.+}", told("", "New."));
        assertEquals("[-Old.-]", told("Old.", ""));
        assertEquals("Same.\n\nSame again.", told("Same.\n\nSame again.", "Same.\n\nSame again."));
        assertEquals("+1 −2", WordDiff.of("one two three", "one four").balance());
    }

    @Test
    void bothSidesOfADifferenceAreTheTextsWhateverTheyAre() {
        Random random = new Random(7);
        for (int round = 0; round < 300; round++) {
            String before = text(random);
            String after = text(random);
            WordDiff diff = WordDiff.of(before, after);
            assertEquals(before, joined(diff.before()));
            assertEquals(after, joined(diff.after()));
            for (int i = 1; i < diff.runs().size(); i++) {
                assertTrue(
                        diff.runs().get(i).fate() != diff.runs().get(i - 1).fate(),
                        () -> "two runs of the same fate: " + diff);
            }
        }
    }

    private static String text(Random random) {
        List<String> words = List.of("a", "b ", "c. ", "d\n", " ", "\n\n", "e, ", "ü", "[#7] ", "f! ");
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(30); i > 0; i--) {
            text.append(words.get(random.nextInt(words.size())));
        }
        return text.toString();
    }

    private static String joined(List<WordDiff.Run> runs) {
        return runs.stream().map(WordDiff.Run::text).collect(Collectors.joining());
    }

    @Test
    void longTextsAreComparedToo() {
        List<String> sentences = new ArrayList<>();
        for (int i = 0; i < 4000; i++) {
            sentences.add("Sentence number " + i + " says the same as all others do.");
        }
        String before = String.join(" ", sentences);
        sentences.set(2000, "Sentence number 2000 says something else.");
        WordDiff diff = WordDiff.of(before, String.join(" ", sentences));
        assertEquals(
                "the same as all others do",
                diff.runs().stream()
                        .filter(run -> run.fate() == Fate.REMOVED)
                        .map(WordDiff.Run::text)
                        .collect(Collectors.joining())
                        .strip());
    }

    @Test
    void changesOfDifferentSentencesArePutTogether() {
        String base = "It began at 14:00 UTC. Nobody knew. It ended at 15:00 UTC.\n\nWe will do better.\n";
        String mine = base.replace("Nobody knew.", "Nobody knew for ten minutes.");
        String theirs = base.replace("better", "two things") + "\nFirst of all, sleep.\n";
        assertEquals(Optional.of("""
                        It began at 14:00 UTC. Nobody knew for ten minutes. It ended at 15:00 UTC.

                        We will do two things.

                        First of all, sleep.
                        """), Merge.of(base, mine, theirs));
        assertEquals(Merge.of(base, mine, theirs), Merge.of(base, theirs, mine));
        assertEquals(Optional.of(mine), Merge.of(base, mine, base));
        assertEquals(Optional.of(theirs), Merge.of(base, base, theirs));
        assertEquals(Optional.of(mine), Merge.of(base, mine, mine));
    }

    @Test
    void changesOfOneSentenceAreLeftToPeople() {
        String base = "It took four hours to find.";
        assertEquals(Optional.empty(), Merge.of(base, base.replace("four", "five"), base.replace("hours", "minutes")));
        assertEquals(Optional.empty(), Merge.of("", "Mine.", "Theirs."));
        assertEquals(Optional.empty(), Merge.of(base, "", base.replace("four", "five")));
    }

    @Test
    void aPassageIsFoundAgainAfterTheTextAroundItChanged() {
        String before = "It began at noon. Many people could not stream. It ended at one.";
        Passage passage = Passage.find(before, "people could not stream", 0).orElseThrow();
        assertEquals("people could not stream", found(passage, before, "Yesterday it began. " + before + " Good."));
        assertEquals(
                "people in London could not stream",
                found(passage, before, before.replace("people could", "people in London could")));
        assertEquals("people", found(passage, before, "Many people complained."));
        assertEquals("", found(passage, before, "It began at noon. It ended at one."));
        String twice = "no. yes. no.";
        assertEquals(new Passage(9, 12), Passage.find(twice, "no.", 8).orElseThrow());
        assertEquals(Optional.empty(), Passage.find(twice, "", 0));
    }

    private static String found(Passage passage, String before, String after) {
        return passage.follow(before, after).map(place -> place.in(after)).orElse("");
    }
}
