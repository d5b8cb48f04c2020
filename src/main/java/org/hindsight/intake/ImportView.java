package org.hindsight.intake;

import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An import: first what it would do, later what it did. */
@Schema(name = "Import")
public record ImportView(
        long id, ImportFormat format, State state, Instant createdAt, Counts counts, List<Item> items) {

    /** How far an import is. */
    public enum State {
        PREVIEWED,
        RUNNING,
        DONE,
        FAILED
    }

    /** What is done with one thing of the file. */
    public enum Action {
        CREATE,
        MERGE,
        SKIP
    }

    /** How many things of the file meet each fate. */
    @Schema(name = "ImportCounts")
    public record Counts(int create, int merge, int skip) {
        static Counts of(List<Item> items) {
            return new Counts(count(items, Action.CREATE), count(items, Action.MERGE), count(items, Action.SKIP));
        }

        private static int count(List<Item> items, Action action) {
            return (int) items.stream().filter(item -> item.action() == action).count();
        }
    }

    /**
     * One thing of the file.
     *
     * @param what in words: “incident “…” with 4 updates”
     * @param ref the incident that it is or became; null while there is none
     * @param reason why it is done that way, and what could not be taken over as it stood
     */
    @Schema(name = "ImportItem")
    public record Item(
            Action action,
            String what,
            @Nullable String ref,
            @Nullable String reason) {}
}
