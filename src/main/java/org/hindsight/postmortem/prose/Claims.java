package org.hindsight.postmortem.prose;

import java.util.List;
import org.hindsight.postmortem.prose.Prose.Block;
import org.hindsight.postmortem.prose.Prose.Sentence;

/** Sentences that say why something happened, in a paragraph that says nowhere how anybody knows. */
final class Claims {

    private static final WordList CAUSES = WordList.named("causes");
    private static final WordList DOUBT = WordList.named("doubt");

    private Claims() {}

    /** One finding for a sentence: it makes one claim, in however many words. */
    static void judge(Block block, Sentence sentence, List<Finding> findings) {
        if (block.cited() || sentence.judged().strip().endsWith("?")) {
            return;
        }
        List<WordList.Hit> causes = CAUSES.in(sentence.judged());
        if (!causes.isEmpty() && !DOUBT.anyIn(sentence.judged())) {
            findings.add(Writing.found(Concern.UNSUPPORTED_CLAIM, sentence, causes.get(0)));
        }
    }
}
