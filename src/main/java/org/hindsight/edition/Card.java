package org.hindsight.edition;

import java.text.Normalizer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.hindsight.incident.Severity;
import org.jspecify.annotations.Nullable;

/**
 * A report in the index, by its newest standing edition.
 *
 * @param lastedSeconds from impact started to resolved, where both were known
 * @param services names of what was affected
 * @param folded what a search looks into, as {@link #folded} leaves it
 */
record Card(
        String title,
        String lead,
        Severity severity,
        Label label,
        int no,
        Instant publishedAt,
        Instant beganAt,
        @Nullable Long lastedSeconds,
        List<String> services,
        String address,
        String folded) {

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern APOSTROPHES = Pattern.compile("['’]");
    private static final Pattern OTHERS = Pattern.compile("[^\\p{L}\\p{N}]+");

    static Card of(Edition edition, String slug) {
        List<String> services = List.copyOf(edition.services);
        return new Card(
                edition.title,
                edition.lead,
                edition.severity,
                edition.label,
                edition.no,
                edition.publishedAt,
                edition.beganAt,
                edition.lastedSeconds,
                services,
                Addresses.report(slug),
                folded(String.join(
                        " ", edition.title, edition.lead, edition.severity.name(), String.join(" ", services))));
    }

    int year() {
        return beganAt.atOffset(ZoneOffset.UTC).getYear();
    }

    /** Letters and digits alone, without case and diacritics, one space between words. */
    static String folded(String text) {
        String lower = text.toLowerCase(Locale.ROOT).replace("ß", "ss");
        String bare =
                MARKS.matcher(Normalizer.normalize(lower, Normalizer.Form.NFKD)).replaceAll("");
        return OTHERS.matcher(APOSTROPHES.matcher(bare).replaceAll(""))
                .replaceAll(" ")
                .strip();
    }
}
