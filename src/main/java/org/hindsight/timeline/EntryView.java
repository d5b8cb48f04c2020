package org.hindsight.timeline;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hindsight.account.Person;
import org.hindsight.incident.Audience;
import org.hindsight.incident.Derived;
import org.hindsight.platform.Markdown;
import org.hindsight.platform.SafeHtml;
import org.hindsight.platform.time.Precision;
import org.jspecify.annotations.Nullable;

/**
 * A timeline entry as the API and the pages tell it.
 *
 * @param no its number within the incident
 * @param text Markdown, as written
 * @param zone the zone in which {@code occurredAt} was typed: an IANA name or an offset
 * @param recordedAt when it was first recorded
 * @param author who wrote it; null when the application did
 * @param note a remark that is internal whatever the audience is
 * @param edited whether it was changed after it was recorded
 * @param retractedBecause why it was retracted
 * @param version counts the changes of its own words and facts; its ETag
 * @param attachments the files at it, in the order in which they were added
 */
@Schema(name = "Entry")
public record EntryView(
        int no,
        EntryKind kind,
        String text,
        Instant occurredAt,
        @Nullable Instant endedAt,
        Precision precision,
        @Nullable Integer plusMinusMinutes,
        String zone,
        Instant recordedAt,
        @Nullable Person author,
        @Nullable Source source,
        @Nullable String note,
        Audience audience,
        boolean starred,
        boolean edited,
        boolean retracted,
        @Nullable String retractedBecause,
        int version,
        List<AttachmentView> attachments) {

    /** The journal also holds entries from before there were attachments. */
    public EntryView {
        attachments = Objects.requireNonNullElse(attachments, List.of());
    }

    /** The text as sanitised HTML. */
    @Derived
    @JsonProperty("html")
    @Schema(implementation = String.class)
    public SafeHtml html() {
        return Markdown.line(text);
    }

    /** How long after it happened it was recorded; never negative. */
    public Duration delay() {
        return occurrence().delay();
    }

    public boolean loggedLate() {
        return occurrence().loggedLate();
    }

    /** The same entry without its words. */
    public Occurrence occurrence() {
        return new Occurrence(
                no,
                occurredAt,
                endedAt,
                recordedAt,
                source == null ? null : source.name(),
                source == null ? null : source.externalId());
    }

    /** The same entry with those attachments marked that were removed since. */
    EntryView withRemoved(Set<Integer> removed) {
        return new EntryView(
                no,
                kind,
                text,
                occurredAt,
                endedAt,
                precision,
                plusMinusMinutes,
                zone,
                recordedAt,
                author,
                source,
                note,
                audience,
                starred,
                edited,
                retracted,
                retractedBecause,
                version,
                attachments.stream()
                        .map(attachment -> removed.contains(attachment.id()) ? attachment.asRemoved() : attachment)
                        .toList());
    }
}
