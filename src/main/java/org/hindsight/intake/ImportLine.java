package org.hindsight.intake;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hindsight.account.Person;
import org.jspecify.annotations.Nullable;

/**
 * An import in the list of them, without its items.
 *
 * @param createdAt when the file was brought
 * @param by who brought it
 * @param fileName what the file was called; null where that was not kept
 */
@Schema(name = "ImportLine")
record ImportLine(
        long id,
        ImportFormat format,
        ImportView.State state,
        Instant createdAt,
        Person by,
        @Nullable String fileName,
        ImportView.Counts counts) {

    /** What became of the things in it, or would. */
    public String told() {
        return counts.told(state == ImportView.State.DONE);
    }
}
