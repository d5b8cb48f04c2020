package org.hindsight.timeline;

import io.quarkus.hibernate.orm.panache.PanacheEntity;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.hindsight.account.Person;
import org.hindsight.account.User;
import org.hindsight.incident.Audience;
import org.hindsight.incident.Incident;
import org.hindsight.platform.problem.Problem;
import org.hindsight.platform.time.Precision;
import org.jspecify.annotations.Nullable;

/** A line of an incident's timeline. Never deleted: edited with a trail, or retracted with a reason. */
@Entity
@Table(name = "timeline_entry")
public class TimelineEntry extends PanacheEntity {

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "incident_id")
    public Incident incident;

    /** Its number within the incident, from 1. */
    @Column(name = "entry_no")
    public int no;

    @Enumerated(EnumType.STRING)
    @Column(name = "kind")
    public EntryKind kind;

    /** Markdown. */
    @Column(name = "text")
    public String text;

    @Column(name = "occurred_at")
    public Instant occurredAt;

    @Column(name = "ended_at")
    public @Nullable Instant endedAt;

    @Enumerated(EnumType.STRING)
    @Column(name = "known_to")
    public Precision precision;

    @Column(name = "plus_minus_minutes")
    public @Nullable Integer plusMinusMinutes;

    /** The zone in which the time was typed: an IANA name or an offset. */
    @Column(name = "zone")
    public String zone;

    @Column(name = "recorded_at")
    public Instant recordedAt;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "author_id")
    public @Nullable User author;

    @Column(name = "source_name")
    public @Nullable String sourceName;

    @Column(name = "source_url")
    public @Nullable String sourceUrl;

    @Column(name = "source_external_id")
    public @Nullable String sourceExternalId;

    /** Internal whatever the audience is: the note that came with a change of status or role. */
    @Column(name = "note")
    public @Nullable String note;

    @Enumerated(EnumType.STRING)
    @Column(name = "audience")
    public Audience audience;

    @Column(name = "starred")
    public boolean starred;

    @Column(name = "retracted_because")
    public @Nullable String retractedBecause;

    /** How many attachments stand at it. */
    @Column(name = "attachments")
    public int attachmentCount;

    /** All that were ever added, in that order, also those that were removed. */
    @OneToMany(mappedBy = "entry")
    @OrderBy("no")
    public List<Attachment> attachments = new ArrayList<>();

    /** Counts the changes of its own words and facts from 1; what is attached to it does not count. */
    @Column(name = "version")
    public int version;

    static TimelineEntry log(Incident incident, int no, NewEntry input, @Nullable User author, Instant now) {
        TimelineEntry entry = new TimelineEntry();
        entry.incident = incident;
        entry.no = no;
        entry.author = author;
        entry.recordedAt = now;
        Source source = input.source();
        if (source != null) {
            entry.sourceName = source.name().strip();
            entry.sourceUrl = source.url();
            entry.sourceExternalId = source.externalId();
        }
        entry.zone = incident.zone;
        entry.occurredAt = now;
        entry.take(input);
        entry.persist();
        return entry;
    }

    void edit(NewEntry input) {
        if (retracted()) {
            throw Problem.refused("Entry #" + no + " was retracted; it cannot be edited any more. Log a new one.");
        }
        if (!Objects.equals(input.source(), source())) {
            throw Problem.invalid("source", "tells where the entry came from and cannot be changed");
        }
        take(input);
    }

    private void take(NewEntry input) {
        text = input.text().strip();
        kind = Objects.requireNonNullElse(input.kind(), EntryKind.NOTE);
        OffsetDateTime typed = input.occurredAt();
        if (typed != null && !typed.toInstant().equals(occurredAt)) {
            occurredAt = typed.toInstant();
            zone = zoneOf(typed);
        }
        if (input.endedAt() != null && input.endedAt().isBefore(occurredAt)) {
            throw Problem.invalid("endedAt", "must not lie before occurredAt");
        }
        endedAt = input.endedAt();
        precision = input.meantPrecision();
        plusMinusMinutes = input.plusMinusMinutes();
        audience = Objects.requireNonNullElse(input.audience(), Audience.INTERNAL);
        starred = Objects.requireNonNullElse(input.starred(), false);
        version++;
    }

    /** The incident's own zone where the typed offset is the one that held there, else the offset. */
    private String zoneOf(OffsetDateTime typed) {
        ZoneId own = incident.zoneId();
        if (own.getRules().getOffset(typed.toInstant()).equals(typed.getOffset())) {
            return own.getId();
        }
        return typed.getOffset().equals(ZoneOffset.UTC)
                ? "UTC"
                : typed.getOffset().getId();
    }

    void retract(String reason) {
        if (retracted()) {
            throw Problem.refused("Entry #" + no + " was retracted already.");
        }
        retractedBecause = reason.strip();
        version++;
    }

    public boolean retracted() {
        return retractedBecause != null;
    }

    @Nullable Source source() {
        return sourceName == null ? null : new Source(sourceName, sourceUrl, sourceExternalId);
    }

    /** What this entry would be logged with as it stands: the starting point of a patch. */
    NewEntry asInput() {
        return new NewEntry(
                text,
                kind,
                occurredAt.atZone(ZoneId.of(zone)).toOffsetDateTime(),
                endedAt,
                precision,
                plusMinusMinutes,
                audience,
                starred,
                source());
    }

    public EntryView view() {
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
                Person.of(author),
                source(),
                note,
                audience,
                starred,
                version > 1 && !(version == 2 && retracted()),
                retracted(),
                retractedBecause,
                version,
                standingAttachments());
    }

    private List<AttachmentView> standingAttachments() {
        return attachmentCount == 0
                ? List.of()
                : attachments.stream()
                        .filter(attachment -> !attachment.removed())
                        .map(Attachment::view)
                        .toList();
    }

    static Optional<TimelineEntry> of(Incident incident, int no) {
        return find("incident = ?1 and no = ?2", incident, no).firstResultOptional();
    }

    static Optional<TimelineEntry> ofSource(Incident incident, Source source) {
        if (source.externalId() == null) {
            return Optional.empty();
        }
        return find(
                        "incident = ?1 and sourceName = ?2 and sourceExternalId = ?3",
                        incident,
                        source.name().strip(),
                        source.externalId())
                .firstResultOptional();
    }
}
