package org.hindsight.timeline;

import io.quarkus.hibernate.orm.panache.PanacheEntity;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hindsight.account.Person;
import org.hindsight.account.User;
import org.hindsight.incident.Audience;
import org.hindsight.incident.Incident;
import org.hindsight.timeline.attachment.Arrived;
import org.hindsight.timeline.attachment.PictureSize;
import org.jspecify.annotations.Nullable;

/** A file at a timeline entry. Its bytes lie in the data folder; once it is removed, nothing but its name stays. */
@Entity
@Table(name = "attachment")
public class Attachment extends PanacheEntity {

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "incident_id")
    public Incident incident;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "entry_id")
    public TimelineEntry entry;

    /** Its number within the incident, from 1. */
    @Column(name = "attachment_no")
    public int no;

    @Column(name = "name")
    public String name;

    @Column(name = "media_type")
    public String type;

    @Column(name = "bytes")
    public long bytes;

    @Column(name = "sha256")
    public String sha256;

    @Column(name = "width")
    public @Nullable Integer width;

    @Column(name = "height")
    public @Nullable Integer height;

    @Enumerated(EnumType.STRING)
    @Column(name = "audience")
    public Audience audience;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "author_id")
    public @Nullable User author;

    @Column(name = "recorded_at")
    public Instant recordedAt;

    @Column(name = "removed_because")
    public @Nullable String removedBecause;

    static Attachment add(
            TimelineEntry entry, String name, Arrived arrived, Audience audience, @Nullable User author, Instant now) {
        Attachment attachment = new Attachment();
        attachment.incident = entry.incident;
        attachment.entry = entry;
        attachment.no = lastNo(entry.incident) + 1;
        attachment.name = name;
        attachment.take(arrived);
        attachment.audience = audience;
        attachment.author = author;
        attachment.recordedAt = now;
        attachment.persist();
        entry.attachments.add(attachment);
        entry.attachmentCount++;
        return attachment;
    }

    /** Takes over what was found out about the bytes. */
    void take(Arrived arrived) {
        type = arrived.type();
        bytes = arrived.bytes();
        sha256 = arrived.sha256();
        PictureSize size = arrived.size();
        width = size == null ? null : size.width();
        height = size == null ? null : size.height();
    }

    void remove(String reason) {
        removedBecause = reason;
        entry.attachmentCount--;
    }

    boolean removed() {
        return removedBecause != null;
    }

    AttachmentView view() {
        return new AttachmentView(
                no,
                entry.no,
                name,
                type,
                bytes,
                sha256,
                incident.address() + "/attachments/" + no + "/file",
                width,
                height,
                audience,
                recordedAt,
                Person.of(author),
                removed());
    }

    private static int lastNo(Incident incident) {
        return Attachment.<Attachment>find("incident = ?1 order by no desc", incident)
                .range(0, 0)
                .firstResultOptional()
                .map(last -> last.no)
                .orElse(0);
    }

    static Optional<Attachment> of(Incident incident, int no) {
        return find("incident = ?1 and no = ?2", incident, no).firstResultOptional();
    }

    /** Those that stand, in the order in which they were added. */
    static List<Attachment> standing(Incident incident) {
        return list(
                "from Attachment a join fetch a.entry left join fetch a.author"
                        + " where a.incident = ?1 and a.removedBecause is null order by a.no",
                incident);
    }

    /** The numbers of those that were removed. */
    static Set<Integer> removedOf(Incident incident) {
        Set<Integer> numbers = new HashSet<>();
        Attachment.<Attachment>list("incident = ?1 and removedBecause is not null", incident)
                .forEach(attachment -> numbers.add(attachment.no));
        return numbers;
    }

    /** Why those that do not stand any more were taken away, by their number: removed, or with their entry. */
    public static Map<Integer, String> takenBack(Incident incident) {
        Map<Integer, String> why = new HashMap<>();
        List<Attachment> all =
                list("from Attachment a join fetch a.entry where a.incident = ?1 order by a.no", incident);
        for (Attachment attachment : all) {
            if (attachment.removedBecause != null) {
                why.put(attachment.no, "removed: " + attachment.removedBecause);
            } else if (attachment.entry.retracted()) {
                why.put(attachment.no, "retracted with entry #" + attachment.entry.no);
            }
        }
        return why;
    }

    /** Whether anything, in any incident, still rests on a content. */
    static boolean needs(String sha256) {
        return count("sha256 = ?1 and removedBecause is null", sha256) > 0;
    }
}
