package org.hindsight.postmortem.prose;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.hindsight.postmortem.prose.Prose.Block;
import org.hindsight.postmortem.prose.Prose.Sentence;

/** Reads a text as a careful colleague would, by rules that anybody can look up; the same text, the same remarks. */
public final class Writing {

    /** Words that are a concern by themselves, wherever they stand. */
    private record Words(Concern concern, WordList list) {}

    private static final List<Words> WORDS = List.of(
            new Words(Concern.HINDSIGHT, WordList.named("hindsight")),
            new Words(Concern.BLAME, WordList.named("blame")));

    /** In characters of the texts that are remembered. */
    private static final long MEMORY = 4_000_000;

    /** A draft is looked at far more often than a section of it is changed. */
    private static final Cache<String, List<Remark>> KNOWN = Caffeine.newBuilder()
            .maximumWeight(MEMORY)
            .weigher((String markdown, List<Remark> remarks) -> markdown.length())
            .build();

    private Writing() {}

    /** What a writer should look at in a text, in its order for each concern. */
    public static List<Remark> remarks(String markdown) {
        return KNOWN.get(markdown, text -> Remark.of(findings(text)));
    }

    static List<Finding> findings(String markdown) {
        List<Block> blocks = Prose.of(markdown);
        List<Finding> findings = new ArrayList<>();
        boolean zoneDeclared = ClockTimes.zoneDeclaredIn(blocks);
        for (Block block : blocks) {
            for (Sentence sentence : block.sentences()) {
                WORDS.forEach(words -> judge(words, sentence, findings));
                if (!zoneDeclared) {
                    ClockTimes.judge(sentence, findings);
                }
                Quantities.judge(sentence, findings);
                if (block.place() == Prose.Place.PARAGRAPH || block.place() == Prose.Place.ROW) {
                    Claims.judge(block, sentence, findings);
                }
            }
        }
        return findings;
    }

    private static void judge(Words words, Sentence sentence, List<Finding> findings) {
        for (WordList.Hit hit : words.list().in(sentence.judged())) {
            findings.add(found(words.concern(), sentence, hit));
        }
    }

    /** What a list of words found, told once for each phrase. */
    static Finding found(Concern concern, Sentence sentence, WordList.Hit hit) {
        String words = sentence.words(hit.start(), hit.end());
        return new Finding(
                concern, words, sentence.around(hit.start(), hit.end()), hit.advice(), words.toLowerCase(Locale.ROOT));
    }
}
