package org.hindsight.timeline;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hindsight.account.Person;
import org.hindsight.incident.Audience;
import org.jspecify.annotations.Nullable;

/**
 * A file at a timeline entry, as the API and the pages tell it.
 *
 * @param id its number within the incident
 * @param entry the number of the entry that it belongs to
 * @param type what its bytes are, found out by the server
 * @param sha256 of its bytes, in hexadecimal digits
 * @param url where its bytes are, for whoever may read the incident
 * @param width in pixels, where it is a picture
 * @param recordedAt when it was added
 * @param author who added it
 * @param removed whether its bytes were taken away since; in the present nothing lists it any more
 */
@Schema(name = "Attachment")
public record AttachmentView(
        int id,
        int entry,
        String name,
        String type,
        long bytes,
        String sha256,
        String url,
        @Nullable Integer width,
        @Nullable Integer height,
        Audience audience,
        Instant recordedAt,
        @Nullable Person author,
        boolean removed) {

    /** More pixels than that no browser should be made to unpack for the sake of a thumbnail. */
    private static final long MOST_PIXELS = 50_000_000;

    /** Whether a page shows the picture itself, and not only its name. */
    public boolean thumbnail() {
        return width != null && height != null && !removed && (long) width * height <= MOST_PIXELS;
    }

    AttachmentView asRemoved() {
        return new AttachmentView(
                id, entry, name, type, bytes, sha256, url, width, height, audience, recordedAt, author, true);
    }
}
