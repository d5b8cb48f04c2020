package org.hindsight.edition;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hindsight.account.Person;
import org.hindsight.incident.Audience;
import org.jspecify.annotations.Nullable;

/**
 * An edition as the API and the pages tell it.
 *
 * @param number counts the editions of the incident for this audience
 * @param slug the public address, the same for all editions; null for an internal edition
 * @param url where the edition is read, as a path of this server
 * @param files checksum and size by format: {@code html}, {@code md}, {@code json} and, a moment after publication, {@code pdf}
 *     and {@code zip}
 * @param pdfFault why there is no PDF and will be none; null while it is being made, or once it is there
 */
@Schema(name = "Edition")
public record EditionView(
        int number,
        Audience audience,
        Label label,
        @Nullable String note,
        String title,
        @Nullable String slug,
        String url,
        Instant publishedAt,
        @Nullable Person publishedBy,
        Map<String, EditionFile.Sum> files,
        @Nullable Withdrawal withdrawal,
        @Nullable PdfFault pdfFault) {

    /** That an edition was taken back. */
    @Schema(name = "Withdrawal")
    public record Withdrawal(Instant at, @Nullable Person by, String reason) {}

    /**
     * That the PDF of an edition was given up.
     *
     * @param because as a sentence
     * @param clears the sentence by which a publisher may clear what was found in it; null where there is none
     */
    @Schema(name = "PdfFault")
    public record PdfFault(String because, @Nullable String clears) {

        static PdfFault of(PrintOrder order) {
            return new PdfFault(
                    order.refusedBecause == null
                            ? "It could not be made. The log of the server says why."
                            : "It was made and not kept: it " + order.refusedBecause,
                    order.refusedSentence);
        }
    }

    static EditionView of(Edition edition, @Nullable String slug, Map<Format, EditionFile.Sum> sums) {
        Map<String, EditionFile.Sum> files = new LinkedHashMap<>();
        sums.forEach((format, sum) -> files.put(format.extension, sum));
        return new EditionView(
                edition.no,
                edition.audience,
                edition.label,
                edition.note,
                edition.title,
                edition.audience == Audience.PUBLIC ? slug : null,
                Addresses.of(edition, slug),
                edition.publishedAt,
                Person.of(edition.publishedBy),
                files,
                edition.withdrawnAt == null
                        ? null
                        : new Withdrawal(
                                edition.withdrawnAt,
                                Person.of(edition.withdrawnBy),
                                String.valueOf(edition.withdrawnBecause)),
                sums.containsKey(Format.PDF)
                        ? null
                        : PrintOrder.givenUp(edition).map(PdfFault::of).orElse(null));
    }
}
