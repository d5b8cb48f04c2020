package org.hindsight.edition;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hindsight.incident.Audience;

/** Announces what is new for everybody; of what is internal, or restricted by now, it says nothing. */
@ApplicationScoped
class Announcer {

    private final Event<Announcement> announcements;
    private final Publisher publisher;

    Announcer(Event<Announcement> announcements, Publisher publisher) {
        this.announcements = announcements;
        this.publisher = publisher;
    }

    void published(Edition edition) {
        standing(Announcement.What.PUBLISHED, edition, edition.publishedAt);
    }

    void pdfMade(Edition edition, Instant now) {
        standing(Announcement.What.PDF_MADE, edition, now);
    }

    void withdrawn(Edition edition) {
        Instant at = edition.withdrawnAt;
        if (forEverybody(edition) && at != null) {
            String slug = slug(edition);
            Announcement.Withdrawn told = new Announcement.Withdrawn(
                    slug,
                    edition.no,
                    edition.label,
                    edition.publishedAt,
                    at,
                    String.valueOf(edition.withdrawnBecause),
                    publisher.linkOrPath(Addresses.of(edition, slug)),
                    publisher.linkOrPath(Addresses.report(slug)));
            announcements.fire(new Announcement(Announcement.What.WITHDRAWN, edition, at, told));
        }
    }

    private void standing(Announcement.What what, Edition edition, Instant at) {
        if (forEverybody(edition) && !edition.withdrawn()) {
            announcements.fire(new Announcement(what, edition, at, told(edition, slug(edition))));
        }
    }

    private static boolean forEverybody(Edition edition) {
        return edition.audience == Audience.PUBLIC && !edition.incident.restricted;
    }

    private static String slug(Edition edition) {
        return Report.of(edition.incident).orElseThrow().slug;
    }

    private Announcement.Published told(Edition edition, String slug) {
        String url = publisher.linkOrPath(Addresses.of(edition, slug));
        return new Announcement.Published(
                edition.title,
                slug,
                edition.no,
                edition.label,
                edition.severity,
                List.copyOf(edition.services),
                edition.lead,
                edition.note,
                edition.publishedAt,
                url,
                publisher.linkOrPath(Addresses.report(slug)),
                files(edition, url));
    }

    private static Map<String, Announcement.File> files(Edition edition, String url) {
        Map<String, Announcement.File> files = new LinkedHashMap<>();
        EditionFile.sums(edition)
                .forEach((format, sum) -> files.put(
                        format.extension,
                        new Announcement.File(url + "." + format.extension, sum.sha256(), sum.bytes())));
        return files;
    }
}
