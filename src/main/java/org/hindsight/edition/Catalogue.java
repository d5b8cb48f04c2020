package org.hindsight.edition;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.List;
import org.hindsight.incident.Audience;

/**
 * The reports that anybody may read, in memory: read once after each change, however many ask, so that a search costs
 * no query. It holds a few lines of each report.
 */
@ApplicationScoped
class Catalogue {

    private record Kept(long turn, List<Card> cards) {}

    private final EntityManager database;
    private final Shelf shelf;
    private volatile Kept kept = new Kept(-1, List.of());

    Catalogue(EntityManager database, Shelf shelf) {
        this.database = database;
        this.shelf = shelf;
    }

    /** All of them, the newest incident first. */
    List<Card> cards() {
        Kept now = kept;
        return now.turn() == shelf.turn() ? now.cards() : anew();
    }

    private synchronized List<Card> anew() {
        long turn = shelf.turn();
        if (kept.turn() != turn) {
            kept = new Kept(turn, QuarkusTransaction.joiningExisting().call(this::read));
        }
        return kept.cards();
    }

    private List<Card> read() {
        return database
                .createQuery(
                        "select e, r.slug from Edition e join Report r on r.incident = e.incident"
                                + " where e.audience = ?1 and e.withdrawnAt is null and e.incident.restricted = false"
                                + " and e.no = (select max(f.no) from Edition f where f.incident = e.incident"
                                + " and f.audience = ?1 and f.withdrawnAt is null) order by e.beganAt desc, e.id desc",
                        Object[].class)
                .setParameter(1, Audience.PUBLIC)
                .getResultList()
                .stream()
                .map(row -> Card.of((Edition) row[0], (String) row[1]))
                .toList();
    }
}
