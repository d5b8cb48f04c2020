package org.hindsight.timeline;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hindsight.account.Person;
import org.hindsight.incident.Audience;
import org.hindsight.incident.Incident;
import org.hindsight.incident.chapter.Chapter;
import org.hindsight.incident.chapter.Content;
import org.hindsight.incident.chapter.Leaf;
import org.hindsight.platform.Digests;
import org.hindsight.timeline.attachment.Arrived;
import org.hindsight.timeline.attachment.FileName;
import org.hindsight.timeline.attachment.Store;
import org.jspecify.annotations.Nullable;

/** What an archive keeps of the files at a timeline: also of those that were removed, of which only the name is left. */
@Singleton
class AttachmentsChapter implements Chapter {

    private static final int LONGEST_REASON = 2000;
    private static final int LONGEST_TYPE = 100;

    /** A file at an entry. */
    record Kept(
            int id,
            int entry,
            String name,
            String type,
            long bytes,
            String sha256,
            @Nullable Integer width,
            @Nullable Integer height,
            Audience audience,
            Instant recordedAt,
            @Nullable Person author,
            @Nullable String removedBecause) {

        static Kept of(Attachment attachment) {
            return new Kept(
                    attachment.no,
                    attachment.entry.no,
                    attachment.name,
                    attachment.type,
                    attachment.bytes,
                    attachment.sha256,
                    attachment.width,
                    attachment.height,
                    attachment.audience,
                    attachment.recordedAt,
                    Person.of(attachment.author),
                    attachment.removedBecause);
        }
    }

    private final Store store;

    AttachmentsChapter(Store store) {
        this.store = store;
    }

    @Override
    public String name() {
        return "attachments";
    }

    @Override
    public Object kept(Incident incident) {
        return all(incident).stream().map(Kept::of).toList();
    }

    private static List<Attachment> all(Incident incident) {
        return Attachment.list("from Attachment a join fetch a.entry where a.incident = ?1 order by a.no", incident);
    }

    @Override
    public List<Content> contents(Incident incident) {
        return all(incident).stream()
                .filter(attachment -> !attachment.removed())
                .filter(attachment -> Files.isRegularFile(store.file(attachment.sha256)))
                .map(attachment -> new Content(
                        "attachments/" + attachment.no + "-" + FileName.plain(attachment.name),
                        attachment.sha256,
                        attachment.bytes,
                        () -> Files.newInputStream(store.file(attachment.sha256))))
                .toList();
    }

    @Override
    public void restore(Incident incident, Leaf leaf) {
        for (Leaf item : leaf.eachOnce("id")) {
            Kept kept = item.as(Kept.class);
            TimelineEntry entry = TimelineEntry.of(incident, kept.entry())
                    .orElseThrow(() -> item.at("entry").refused("is not the number of an entry"));
            Attachment attachment = new Attachment();
            attachment.incident = incident;
            attachment.entry = entry;
            attachment.no = kept.id();
            attachment.name = FileName.of(kept.name());
            attachment.type = item.at("type").needed(LONGEST_TYPE);
            attachment.bytes = kept.bytes();
            attachment.sha256 = sha256(item.at("sha256"));
            attachment.width = kept.width();
            attachment.height = kept.height();
            attachment.audience = kept.audience();
            attachment.author = item.at("author").person();
            attachment.recordedAt = kept.recordedAt();
            attachment.removedBecause = item.at("removedBecause").text(LONGEST_REASON);
            attachment.persist();
            if (!attachment.removed()) {
                entry.attachmentCount++;
                bring(item, attachment);
            }
        }
    }

    private static String sha256(Leaf leaf) {
        String digits = leaf.needed(Digests.LENGTH);
        if (!digits.matches("[0-9a-f]{" + Digests.LENGTH + "}")) {
            throw leaf.refused("must be a SHA-256 in hexadecimal digits");
        }
        return digits;
    }

    /** What its bytes are is found out here, whatever the archive says; without them it is a name whose content is lost. */
    private void bring(Leaf item, Attachment attachment) {
        Optional<byte[]> content = item.content(attachment.sha256);
        if (content.isEmpty()) {
            return;
        }
        try {
            Arrived arrived = store.receive(content.get());
            store.keep(arrived);
            attachment.take(arrived);
        } catch (IOException full) {
            throw new UncheckedIOException(full.getMessage(), full);
        }
    }
}
