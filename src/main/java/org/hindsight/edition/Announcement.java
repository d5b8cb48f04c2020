package org.hindsight.edition;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.hindsight.incident.Severity;
import org.jspecify.annotations.Nullable;

/**
 * That there is something new for everybody about a public edition. Fired in the transaction that made it so, so that
 * whoever passes it on loses none.
 *
 * @param at when it came about
 * @param told what everybody may know of it, as JSON tells it: a {@link Published} or a {@link Withdrawn}
 */
public record Announcement(What what, Edition edition, Instant at, Record told) {

    /** What is new. */
    public enum What {
        /** It can be read. */
        PUBLISHED,
        /** It can be read as PDF as well. */
        PDF_MADE,
        /** It was taken back. */
        WITHDRAWN
    }

    /**
     * An edition that can be read.
     *
     * @param slug the public address of the report, the same for all its editions
     * @param number counts the public editions of the incident
     * @param services names of what was affected
     * @param lead a plain sentence or two
     * @param note what changed
     * @param url where this edition is read
     * @param reportUrl where the newest edition is read
     * @param files by format
     */
    public record Published(
            String title,
            String slug,
            int number,
            Label label,
            Severity severity,
            List<String> services,
            String lead,
            @Nullable String note,
            Instant publishedAt,
            String url,
            String reportUrl,
            Map<String, File> files) {}

    /** A file that anybody may fetch; it never changes. */
    public record File(String url, String sha256, int bytes) {}

    /** An edition that was taken back. Not even its title is told any more. */
    public record Withdrawn(
            String slug,
            int number,
            Label label,
            Instant publishedAt,
            Instant withdrawnAt,
            String reason,
            String url,
            String reportUrl) {}
}
