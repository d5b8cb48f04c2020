package org.hindsight.edition;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * The reports that anybody may read, in memory: read once after each change, however many ask, so that a search costs
 * no query. It holds a few lines of each report.
 */
@ApplicationScoped
class Catalogue {

    private record Kept(long turn, List<Card> cards) {}

    private final Shelf shelf;
    private volatile Kept kept = new Kept(-1, List.of());

    Catalogue(Shelf shelf) {
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
            kept = new Kept(turn, QuarkusTransaction.joiningExisting().call(Catalogue::read));
        }
        return kept.cards();
    }

    private static List<Card> read() {
        return Report.standing().stream()
                .map(report -> Card.of(report.edition(), report.slug()))
                .toList();
    }
}
