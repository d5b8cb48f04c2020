package org.hindsight.pulse;

import io.quarkus.qute.TemplateData;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** What people wrote with their reports, for the team's eyes only. Wants a transaction. */
@ApplicationScoped
class Comments {

    private static final int FEW = 30;

    private final EntityManager database;

    Comments(EntityManager database) {
        this.database = database;
    }

    /**
     * What somebody wrote.
     *
     * @param about symptom, platform and region, as far as they were said
     */
    @TemplateData
    record Comment(Instant at, String words, String about) {}

    /** The newest ones. */
    List<Comment> newest(Offer offer) {
        List<?> rows = database.createNativeQuery(
                        "select at_minute, words, symptom, platform, region from report_comment"
                                + " where service_id = ?1 order by at_minute desc, id desc")
                .setParameter(1, offer.id())
                .setMaxResults(FEW)
                .getResultList();
        return rows.stream()
                .map(row -> (Object[]) row)
                .map(row -> new Comment(Minute.start(((Number) row[0]).intValue()), (String) row[1], about(row)))
                .toList();
    }

    private static String about(Object[] row) {
        String platform = Counted.named((String) row[3]);
        return String.join(
                ", ",
                Stream.of((String) row[2], platform, (String) row[4])
                        .filter(said -> !said.isEmpty())
                        .toList());
    }
}
