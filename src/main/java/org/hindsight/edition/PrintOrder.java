package org.hindsight.edition;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.MapsId;
import jakarta.persistence.OneToOne;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hindsight.incident.Incident;
import org.jspecify.annotations.Nullable;

/** That the PDF of an edition is still to be made, or cannot be made. Gone once the file is there. */
@Entity
@Table(name = "print_order")
class PrintOrder extends PanacheEntityBase {

    /** What somebody reads who asks too early. */
    static final String LATER = "The PDF of this edition is being made. Try again in a few seconds.\n";

    /** When to ask again. */
    static final Duration WAIT = Duration.ofSeconds(5);

    /** How often it is begun before it is given up. */
    static final int TRIES = 5;

    private static final int LONGEST_REASON = 2000;

    /** Who begins it has so long; then it is taken for dead, and another one begins. */
    private static final Duration CLAIM = Duration.ofMinutes(5);

    @Id
    @Column(name = "edition_id")
    public Long id;

    @MapsId
    @OneToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "edition_id")
    public Edition edition;

    @Column(name = "tries")
    public int tries;

    @Column(name = "due_at")
    public Instant dueAt;

    @Column(name = "given_up")
    public boolean givenUp;

    /** What the leak scan found in it; null where it was not refused. */
    @Column(name = "refused_because")
    public @Nullable String refusedBecause;

    /** What a publisher may clear, so that it is made again; null where only another edition helps. */
    @Column(name = "refused_sentence")
    public @Nullable String refusedSentence;

    /** Whose name that sentence holds, where the name was the find. */
    @Column(name = "refused_person")
    public @Nullable String refusedPerson;

    static void place(Edition edition, Instant now) {
        PrintOrder order = new PrintOrder();
        order.edition = edition;
        order.dueAt = now;
        order.persist();
    }

    static Optional<PrintOrder> of(Edition edition) {
        return findByIdOptional(edition.id);
    }

    /** Whether the PDF will be there in a moment. */
    static boolean waiting(Edition edition) {
        return of(edition).filter(order -> !order.givenUp).isPresent();
    }

    /** Whether the edition has all its files. */
    static boolean done(Edition edition) {
        return of(edition).isEmpty();
    }

    /** What its page says instead of a link; nothing once the PDF is there. */
    static @Nullable String told(Edition edition) {
        return of(edition)
                .map(order -> order.givenUp ? "There is no PDF of this edition" : "PDF: being made")
                .orElse(null);
    }

    /** The one of an edition that was given up. */
    static Optional<PrintOrder> givenUp(Edition edition) {
        return of(edition).filter(order -> order.givenUp);
    }

    /** Those of an incident that were made and not kept. */
    static List<PrintOrder> refused(Incident incident) {
        return list("edition.incident = ?1 and givenUp = true and refusedBecause is not null", incident);
    }

    /** Says that it will not be kept, and why. */
    void refuse(LeakScan.Find find) {
        givenUp = true;
        String because = find.message() + " " + find.around();
        refusedBecause = because.substring(0, Math.min(because.length(), LONGEST_REASON));
        refusedSentence = find.sentence();
        refusedPerson = find.person();
    }

    /** Puts it on the list once more: something was settled, or mended, since. */
    void again(Instant now) {
        givenUp = false;
        tries = 0;
        dueAt = now;
        refusedBecause = null;
        refusedSentence = null;
        refusedPerson = null;
    }

    /** The newest that may be begun. */
    static Optional<Long> newestDue(Instant now) {
        return PrintOrder.<PrintOrder>find(
                        "from PrintOrder o where o.givenUp = false and o.dueAt <= ?1"
                                + " and o.edition.withdrawnAt is null order by o.id desc",
                        now)
                .firstResultOptional()
                .map(order -> order.id);
    }

    /** Takes it on, unless somebody else did: answers whether it is ours. */
    static boolean claim(long id, Instant now) {
        return update(
                        "tries = tries + 1, dueAt = ?1 where id = ?2 and dueAt <= ?3 and givenUp = false",
                        now.plus(CLAIM),
                        id,
                        now)
                == 1;
    }

    /** Lays it aside for a while, longer each time; in the end for good. Answers whether that was the end. */
    boolean failed(Instant now) {
        givenUp = tries >= TRIES;
        dueAt = now.plus(Duration.ofMinutes(1L << (2 * (tries - 1))));
        return givenUp;
    }

    /** Takes it off the list; answers whether it was still on it, so that of two who made it one hands it in. */
    static boolean finish(long id) {
        return delete("id = ?1", id) == 1;
    }
}
