package org.hindsight.platform.text;

import java.util.Optional;
import org.eclipse.jgit.merge.MergeAlgorithm;
import org.eclipse.jgit.merge.MergeChunk;
import org.eclipse.jgit.merge.MergeResult;

/** Two people's versions of one text put together, sentence by sentence. */
public final class Merge {

    private static final MergeAlgorithm ALGORITHM = new MergeAlgorithm(Pieces.ALGORITHM);

    private Merge() {}

    /** The text with what both changed since they began from the same one; empty when both changed the same sentence. */
    public static Optional<String> of(String base, String mine, String theirs) {
        if (mine.equals(theirs) || theirs.equals(base)) {
            return Optional.of(mine);
        }
        if (mine.equals(base)) {
            return Optional.of(theirs);
        }
        MergeResult<Pieces> merged =
                ALGORITHM.merge(Pieces.EQUAL, Pieces.sentences(base), Pieces.sentences(mine), Pieces.sentences(theirs));
        if (merged.containsConflicts()) {
            return Optional.empty();
        }
        StringBuilder text = new StringBuilder();
        for (MergeChunk chunk : merged) {
            Pieces from = merged.getSequences().get(chunk.getSequenceIndex());
            text.append(from.join(chunk.getBegin(), chunk.getEnd()));
        }
        return Optional.of(text.toString());
    }
}
