package org.hindsight.edition;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.LockModeType;
import jakarta.persistence.MapsId;
import jakarta.persistence.OneToOne;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hindsight.incident.Incident;
import org.jspecify.annotations.Nullable;

/**
 * That the PDF of an edition and its bundle are still to be made, or cannot be made. Gone once the bundle is there, which
 * is made last.
 */
@Entity
@Table(name = "print_order")
class PrintOrder extends PanacheEntityBase {

    /** What somebody reads who asks too early. */
    static String later(Format format) {
        return "The " + format + " of this edition is being made. Try again in a few seconds.\n";
    }

    /** When to ask again. */
    static final Duration WAIT = Duration.ofSeconds(5);

    /** How often it is begun before the PDF is given up, and as often again for the bundle alone. */
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

    @Column(name = "pdf_given_up")
    public boolean pdfGivenUp;

    /** Nothing more will come. */
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

    /** Whether the file of that format, which is not there yet, will be there in a moment. */
    static boolean waiting(Edition edition, Format format) {
        return of(edition)
                .filter(order -> format == Format.PDF ? !order.pdfGivenUp : format == Format.ZIP)
                .filter(order -> !order.givenUp)
                .isPresent();
    }

    /** Whether the edition has all its files. */
    static boolean done(Edition edition) {
        return of(edition).isEmpty();
    }

    /** What its page says instead of a link; nothing once all is there. */
    static @Nullable String told(Edition edition, Set<Format> there) {
        for (Format format : List.of(Format.PDF, Format.ZIP)) {
            if (!there.contains(format)) {
                return waiting(edition, format)
                        ? format + ": being made"
                        : "There is no " + format + " of this edition";
            }
        }
        return null;
    }

    /** The one of an edition whose PDF was given up. */
    static Optional<PrintOrder> givenUp(Edition edition) {
        return of(edition).filter(order -> order.pdfGivenUp);
    }

    /** Those of an incident that were made and not kept. */
    static List<PrintOrder> refused(Incident incident) {
        return list("edition.incident = ?1 and pdfGivenUp = true and refusedBecause is not null", incident);
    }

    /** Says that it will not be kept, and why. */
    void refuse(LeakScan.Find find) {
        pdfGivenUp = true;
        String because = find.message() + " " + find.around();
        refusedBecause = because.substring(0, Math.min(because.length(), LONGEST_REASON));
        refusedSentence = find.sentence();
        refusedPerson = find.person();
    }

    /** Puts it on the list once more: something was settled, or mended, since. */
    void again(Instant now) {
        pdfGivenUp = false;
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

    /** Lays it aside for a while, longer each time; in the end for good. Answers whether something was given up. */
    boolean failed(Instant now, boolean pdfIsThere) {
        boolean hadPdf = pdfGivenUp;
        pdfGivenUp = pdfGivenUp || (tries >= TRIES && !pdfIsThere);
        givenUp = tries >= (pdfIsThere ? TRIES : 2 * TRIES);
        dueAt = now.plus(Duration.ofMinutes(1L << (2 * (Math.min(tries, TRIES) - 1))));
        return givenUp || pdfGivenUp != hadPdf;
    }

    /** The order under its lock, so that of two who made something one hands it in; nothing once it is off the list. */
    static Optional<PrintOrder> held(long id) {
        return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE);
    }

    /** All is made that can be. It stays on the list only to tell of a PDF that was given up, and to be put there again. */
    void finish() {
        if (pdfGivenUp) {
            givenUp = true;
        } else {
            delete();
        }
    }
}
