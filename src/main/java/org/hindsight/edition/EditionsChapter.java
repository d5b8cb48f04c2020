package org.hindsight.edition;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.hindsight.account.Caller;
import org.hindsight.account.Person;
import org.hindsight.account.Role;
import org.hindsight.incident.Audience;
import org.hindsight.incident.Incident;
import org.hindsight.incident.Severity;
import org.hindsight.incident.chapter.Chapter;
import org.hindsight.incident.chapter.Content;
import org.hindsight.incident.chapter.Leaf;
import org.hindsight.platform.Digests;
import org.hindsight.timeline.attachment.Store;
import org.jspecify.annotations.Nullable;

/**
 * What an archive keeps of the editions of an incident: they are restored byte for byte and keep their numbers and dates.
 * Their public address is none of it: here it may be taken.
 */
@Singleton
class EditionsChapter implements Chapter {

    private static final int LONGEST_TITLE = 200;
    private static final int LONGEST_LEAD = 400;
    private static final int LONGEST_TEXT = 2000;
    private static final int LONGEST_SERVICE = 100;
    private static final int MOST_SERVICES = 200;

    record Kept(
            Audience audience,
            int number,
            Label label,
            @Nullable String note,
            String title,
            String lead,
            Severity severity,
            Instant beganAt,
            @Nullable Long lastedSeconds,
            List<String> services,
            Instant publishedAt,
            @Nullable Person publishedBy,
            @Nullable Instant withdrawnAt,
            @Nullable Person withdrawnBy,
            @Nullable String withdrawnBecause,
            List<KeptFile> files) {}

    record KeptFile(String format, String sha256, int bytes) {}

    private final Shelf shelf;
    private final Press press;
    private final Store store;
    private final Caller caller;
    private final Clock clock;

    EditionsChapter(Shelf shelf, Press press, Store store, Caller caller, Clock clock) {
        this.shelf = shelf;
        this.press = press;
        this.store = store;
        this.caller = caller;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "editions";
    }

    @Override
    public Object kept(Incident incident) {
        return all(incident).stream().map(EditionsChapter::kept).toList();
    }

    private static List<Edition> all(Incident incident) {
        return Edition.list("incident = ?1 order by audience, no", incident);
    }

    private static Kept kept(Edition edition) {
        return new Kept(
                edition.audience,
                edition.no,
                edition.label,
                edition.note,
                edition.title,
                edition.lead,
                edition.severity,
                edition.beganAt,
                edition.lastedSeconds,
                List.copyOf(edition.services),
                edition.publishedAt,
                Person.of(edition.publishedBy),
                edition.withdrawnAt,
                Person.of(edition.withdrawnBy),
                edition.withdrawnBecause,
                files(edition)
                        .map(file -> new KeptFile(key(file.format), file.sha256, file.size))
                        .toList());
    }

    private static Stream<EditionFile> files(Edition edition) {
        return EnumSet.allOf(Format.class).stream().flatMap(format -> EditionFile.known(edition, format).stream());
    }

    private static String key(Format format) {
        return format.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public List<Content> contents(Incident incident) {
        return all(incident).stream()
                .flatMap(edition -> files(edition).map(file -> content(edition, file)))
                .toList();
    }

    private static Content content(Edition edition, EditionFile file) {
        String folder = "editions/" + edition.audience.name().toLowerCase(Locale.ROOT) + "-" + edition.no + "/";
        String name = file.format == Format.ARTICLE ? "article.html" : "report." + file.format.extension;
        return new Content(folder + name, file.sha256, file.size, file::open);
    }

    @Override
    public void restore(Incident incident, Leaf leaf) {
        Set<String> seen = new HashSet<>();
        boolean open = false;
        for (Leaf item : leaf.each()) {
            Edition edition = edition(incident, item);
            if (!seen.add(edition.audience + " " + edition.no)) {
                throw item.at("number").refused("is the number of another edition for that audience, too");
            }
            open = open || edition.audience == Audience.PUBLIC;
        }
        if (open) {
            caller.mustBe(Role.PUBLISHER);
            shelf.lock();
            Report.open(incident, Report.free(incident));
            shelf.changed();
        }
    }

    private Edition edition(Incident incident, Leaf item) {
        Edition edition = new Edition();
        edition.incident = incident;
        edition.audience = item.at("audience").as(Audience.class);
        edition.no = item.at("number").count();
        edition.label = item.at("label").as(Label.class);
        edition.note = item.at("note").text(LONGEST_TEXT);
        edition.title = item.at("title").needed(LONGEST_TITLE);
        edition.lead = Objects.requireNonNullElse(item.at("lead").text(LONGEST_LEAD), "");
        edition.severity = item.at("severity").as(Severity.class);
        edition.beganAt = item.at("beganAt").as(Instant.class);
        edition.lastedSeconds = item.at("lastedSeconds").maybe(Long.class);
        item.at("services").each().stream()
                .limit(MOST_SERVICES)
                .forEach(service -> edition.services.add(service.needed(LONGEST_SERVICE)));
        edition.publishedAt = item.at("publishedAt").as(Instant.class);
        edition.publishedBy = item.at("publishedBy").person();
        edition.withdrawnAt = item.at("withdrawnAt").maybe(Instant.class);
        edition.withdrawnBy = item.at("withdrawnBy").person();
        edition.withdrawnBecause = item.at("withdrawnBecause").text(LONGEST_TEXT);
        if (edition.withdrawn() && edition.withdrawnBecause == null) {
            throw item.at("withdrawnBecause").refused("is needed where an edition is withdrawn");
        }
        edition.persist();
        files(edition, item.at("files"));
        return edition;
    }

    private void files(Edition edition, Leaf files) {
        Set<Format> made = EnumSet.noneOf(Format.class);
        for (Leaf item : files.each()) {
            Format format = format(item.at("format"));
            String sha256 = item.at("sha256").needed(Digests.LENGTH);
            byte[] bytes = item.content(sha256)
                    .orElseThrow(() -> item.at("sha256").refused("names a file that did not come along"));
            if (!made.add(format)) {
                throw item.at("format").refused("is that of another file, too");
            }
            keep(edition, format, bytes);
        }
        Set<Format> needed = EnumSet.of(Format.ARTICLE, Format.HTML, Format.MD, Format.JSON);
        needed.removeAll(made);
        if (!needed.isEmpty()) {
            throw files.refused(
                    "must hold the edition's " + key(needed.iterator().next()));
        }
        if (!made.containsAll(EnumSet.of(Format.PDF, Format.ZIP)) && !edition.withdrawn()) {
            press.order(edition, clock.instant());
        }
    }

    private void keep(Edition edition, Format format, byte[] bytes) {
        if (format != Format.ZIP) {
            EditionFile.keep(edition, format, bytes);
            return;
        }
        try {
            Path whole = store.scratch();
            try {
                Files.write(whole, bytes);
                EditionFile.keep(edition, format, whole);
            } finally {
                Files.deleteIfExists(whole);
            }
        } catch (IOException full) {
            throw new UncheckedIOException(full.getMessage(), full);
        }
    }

    private static Format format(Leaf leaf) {
        String key = leaf.needed(20);
        for (Format format : Format.values()) {
            if (key(format).equals(key)) {
                return format;
            }
        }
        throw leaf.refused("is no format that is known here");
    }
}
