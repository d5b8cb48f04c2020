package org.hindsight.edition.subscription;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hindsight.account.Secrets;
import org.jspecify.annotations.Nullable;

/** That somebody gets new public editions by mail, as they confirmed. All that is kept of them is here; it ends by being deleted. */
@Entity
@Table(name = "subscription")
class Subscription extends PanacheEntityBase {

    /** Instead of the slug of one report. */
    static final String ALL = "*";

    /** So many mails in a row refused for good, and nothing more is sent until an admin or the person says so. */
    static final int MOST_REFUSALS = 3;

    private static final int LONGEST = 400;

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "subscription_seq")
    @SequenceGenerator(name = "subscription_seq", sequenceName = "subscription_seq")
    public Long id;

    @Column(name = "email")
    public String email;

    /** The slug of one report, or {@link #ALL}. */
    @Column(name = "report")
    public String report;

    @Column(name = "confirmed_at")
    public Instant confirmedAt;

    @Column(name = "confirmed_with")
    public String confirmedWith;

    /** The secret in the link that ends it. */
    @Column(name = "end_key")
    public String endKey;

    @Column(name = "last_mail_at")
    public @Nullable Instant lastMailAt;

    @Column(name = "refusals")
    public int refusals;

    /** What went wrong with the last mail; null when nothing did. */
    @Column(name = "failure")
    public @Nullable String failure;

    /** @param link the digest of the link that confirmed it */
    static Subscription begin(String email, String report, String link, Instant now) {
        Subscription subscription = new Subscription();
        subscription.email = email;
        subscription.report = report;
        subscription.confirmedAt = now;
        subscription.confirmedWith = link;
        subscription.endKey = Secrets.fresh();
        subscription.persist();
        return subscription;
    }

    static Optional<Subscription> of(String email, String report) {
        return find("email = ?1 and report = ?2", email, report).firstResultOptional();
    }

    static Optional<Subscription> confirmedWith(String link) {
        return find("confirmedWith", link).firstResultOptional();
    }

    static Optional<Subscription> endedBy(String key) {
        return find("endKey", key).firstResultOptional();
    }

    /** The newest first, before one of them, and with these letters in their address. */
    static List<Subscription> before(long id, String letters, int most) {
        return Subscription.<Subscription>find(
                        "id < ?1 and (?2 = '' or locate(?2, email) > 0) order by id desc", id, letters)
                .page(0, most)
                .list();
    }

    boolean toAll() {
        return report.equals(ALL);
    }

    /** Whether nothing is sent any more, because its server takes nothing. */
    boolean resting() {
        return refusals >= MOST_REFUSALS;
    }

    void takenUpAgain() {
        refusals = 0;
        failure = null;
    }

    void told(Instant now) {
        lastMailAt = now;
        takenUpAgain();
    }

    void refused(String why) {
        refusals++;
        failed(why);
    }

    void failed(String why) {
        failure = why.length() <= LONGEST ? why : why.substring(0, LONGEST);
    }
}
