package org.hindsight.edition;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.hindsight.incident.Audience;
import org.jspecify.annotations.Nullable;

/**
 * What an edition says about itself.
 *
 * @param url where it is read: an address with a host where the server knows its own
 * @param newest where the newest edition is read
 * @param earlier the editions before it, newest first
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Imprint(
        int number,
        Audience audience,
        Label label,
        @Nullable String note,
        Instant publishedAt,
        @Nullable String slug,
        String url,
        String newest,
        List<Earlier> earlier) {

    /** An edition that came before. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Earlier(
            int number,
            Label label,
            @Nullable String note,
            Instant publishedAt,
            @Nullable Instant withdrawnAt,
            @Nullable String withdrawnBecause) {

        static Earlier of(Edition edition) {
            return new Earlier(
                    edition.no,
                    edition.label,
                    edition.note,
                    edition.publishedAt,
                    edition.withdrawnAt,
                    edition.withdrawnBecause);
        }
    }

    public boolean isPublic() {
        return audience == Audience.PUBLIC;
    }

    public boolean preliminary() {
        return label == Label.PRELIMINARY;
    }
}
