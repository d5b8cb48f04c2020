package org.hindsight.edition.subscription;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.LockModeType;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hindsight.edition.Edition;

/** That a subscriber is still to be told of an edition, or of its withdrawal. Gone once the mail server has the mail. */
@Entity
@Table(name = "notice")
@IdClass(Notice.Key.class)
class Notice extends PanacheEntityBase {

    /** After so long it is not news any more. */
    private static final Duration WORTH_TELLING = Duration.ofDays(3);

    /** Which notice it is. */
    record Key(Long subscriptionId, Long turn) implements Serializable {}

    @Id
    @Column(name = "subscription_id")
    public Long subscriptionId;

    /** The version of the shelf that the news made: what was published or withdrawn later has a higher one. */
    @Id
    @Column(name = "turn")
    public Long turn;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "subscription_id", insertable = false, updatable = false)
    public Subscription subscription;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "edition_id")
    public Edition edition;

    @Column(name = "withdrawal")
    public boolean withdrawal;

    @Column(name = "ordered_at")
    public Instant orderedAt;

    @Column(name = "tries")
    public int tries;

    @Column(name = "due_at")
    public Instant dueAt;

    /** Those that may be begun: of each subscriber the oldest alone, so that mails leave in the order of the news. */
    static List<Key> due(Instant now, int most) {
        return Notice.<Notice>find(
                        "from Notice n where n.dueAt <= ?1 and not exists (select 1 from Notice m where"
                                + " m.subscriptionId = n.subscriptionId and m.turn < n.turn) order by n.dueAt, n.turn",
                        now)
                .page(0, most)
                .list()
                .stream()
                .map(Notice::key)
                .toList();
    }

    Key key() {
        return new Key(subscriptionId, turn);
    }

    /** Takes it on, unless somebody else did: answers whether it is ours. */
    static boolean claim(Key key, Instant now) {
        return update(
                        "tries = tries + 1, dueAt = ?1 where subscriptionId = ?2 and turn = ?3 and dueAt <= ?4",
                        now.plus(Dispatch.CLAIM),
                        key.subscriptionId(),
                        key.turn(),
                        now)
                == 1;
    }

    /** For the one who tells how it went; nothing where it ended meanwhile. */
    static Optional<Notice> toSettle(Key key) {
        return Optional.ofNullable(getEntityManager().find(Notice.class, key, LockModeType.PESSIMISTIC_WRITE));
    }

    /** Whether there is nothing to say any more: the edition was withdrawn before anybody was told of it. */
    boolean overtaken() {
        return edition.withdrawn() && !withdrawal;
    }

    /** Lays it aside for a while, longer each time; in the end for good. */
    void failed(String why, Instant now) {
        if (now.isAfter(orderedAt.plus(WORTH_TELLING))) {
            subscription.failed("Given up after three days: " + why);
            delete();
        } else {
            subscription.failed(why);
            dueAt = now.plus(Dispatch.pause(tries));
        }
    }
}
