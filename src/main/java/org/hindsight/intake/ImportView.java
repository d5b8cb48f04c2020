package org.hindsight.intake;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hindsight.account.Person;
import org.jspecify.annotations.Nullable;

/**
 * An import: first what it would do, later what it did.
 *
 * @param createdAt when the file was brought
 * @param by who brought it
 * @param fileName what the file was called; null where that was not kept
 */
@Schema(name = "Import")
public record ImportView(
        long id,
        ImportFormat format,
        State state,
        Instant createdAt,
        Person by,
        @Nullable String fileName,
        Counts counts,
        List<Item> items) {

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

        /** "1 created, 2 skipped", or before it was run "would create 1, skip 2"; what does not occur is left out. */
        String told(boolean done) {
            List<String> told = new ArrayList<>();
            told(told, create, done ? "%d created" : "create %d");
            told(told, merge, done ? "%d merged" : "merge %d");
            told(told, skip, done ? "%d skipped" : "skip %d");
            return told.isEmpty() ? "nothing in it" : (done ? "" : "would ") + String.join(", ", told);
        }

        private static void told(List<String> told, int count, String fate) {
            if (count > 0) {
                told.add(String.format(Locale.ROOT, fate, count));
            }
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
