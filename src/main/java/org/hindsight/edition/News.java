package org.hindsight.edition;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * That a public edition was published, or withdrawn since, as a feed or a mail tells it.
 *
 * @param standing the title of the newest edition of the same report that stands
 */
public record News(Edition edition, String slug, @Nullable String standing) {

    /** Where the newest edition of the report is read, whichever that is. */
    public String report() {
        return Addresses.report(slug);
    }

    /** Where the edition is read. */
    public String address() {
        return Addresses.of(edition, slug);
    }

    /** Of an edition that was withdrawn not even its title is told any more. */
    public String title() {
        if (edition.withdrawn()) {
            return "Withdrawn: edition " + edition.no + " of "
                    + (standing == null ? "a report" : "the report “" + standing + "”");
        }
        boolean again = edition.label == Label.PRELIMINARY && edition.no > 1;
        return edition.label.spoken() + (again ? ", edition " + edition.no : "") + ": " + edition.title;
    }

    /** What changed, and what the report is about; or why it was withdrawn. */
    public String summary() {
        if (edition.withdrawn()) {
            return "Edition " + edition.no + " was withdrawn on " + Told.moment(updated()) + ". "
                    + Objects.requireNonNullElse(edition.withdrawnBecause, "");
        }
        return edition.note == null ? edition.lead : (edition.note + "\n\n" + edition.lead).strip();
    }

    /** When it was published or, since, withdrawn. */
    public Instant updated() {
        return edition.withdrawnAt == null ? edition.publishedAt : edition.withdrawnAt;
    }

    /** What readers may sort it by. */
    List<String> categories() {
        if (edition.withdrawn()) {
            return List.of("Withdrawn");
        }
        List<String> categories = new ArrayList<>(List.of(edition.severity.name(), edition.label.spoken()));
        categories.addAll(edition.services);
        return categories;
    }
}
