package org.hindsight.edition;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.hindsight.incident.Audience;
import org.hindsight.platform.web.Copy;
import org.jboss.logging.Logger;

/**
 * What anybody may read, ready to be handed out: whole answers by address, in memory. Emptied when
 * something is published or withdrawn here, and, within seconds, when another node did so, an incident
 * became restricted, or an action of a report was changed. While the database is away readers keep what is on the shelf.
 */
@ApplicationScoped
class Shelf {

    /** Beyond this the shelf is emptied and filled again as readers ask. */
    private static final long ROOM = 64L << 20;

    private static final Logger LOG = Logger.getLogger(Shelf.class);

    private final Map<String, Copy> copies = new ConcurrentHashMap<>();
    private final AtomicLong taken = new AtomicLong();
    private final AtomicLong turn = new AtomicLong();
    private final EntityManager database;
    private final TransactionSynchronizationRegistry transaction;
    private final Clock clock;
    private volatile String state = "";

    Shelf(EntityManager database, TransactionSynchronizationRegistry transaction, Clock clock) {
        this.database = database;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** The answer for exactly this path. */
    Optional<Copy> at(String path) {
        return Optional.ofNullable(copies.get(path));
    }

    /**
     * Puts an answer on the shelf, unless something changed since {@link #state} was asked: what was read
     * before a change must not be handed out after it.
     */
    void put(String path, Copy copy, String stateWhenRead) {
        if (taken.addAndGet(copy.weight()) > ROOM) {
            clear();
            taken.addAndGet(copy.weight());
        }
        copies.put(path, copy);
        if (!state.equals(stateWhenRead)) {
            copies.remove(path, copy);
        }
    }

    /** Names what is public now; another name means that something changed. */
    String state() {
        return state;
    }

    /** Counts the changes: what was read from the database before the newest of them does not hold any more. */
    long turn() {
        return turn.get();
    }

    /** Counts first: whoever sees the new state must not take what was read before for what holds now. */
    private void turn(String newState) {
        turn.incrementAndGet();
        state = newState;
        clear();
    }

    private void clear() {
        copies.clear();
        taken.set(0);
    }

    /** Makes all who publish wait for each other until the transaction ends. */
    void lock() {
        database.createNativeQuery("update shelf set version = version + 1 where id = 1")
                .executeUpdate();
    }

    /** Empties the shelf as soon as the current transaction is committed. */
    void changed() {
        transaction.registerInterposedSynchronization(new Synchronization() {
            @Override
            public void beforeCompletion() {
                database.flush();
            }

            @Override
            public void afterCompletion(int status) {
                if (status == Status.STATUS_COMMITTED) {
                    turn("changed " + System.nanoTime());
                }
            }
        });
    }

    /** The same for an edition of which a file was made; what is internal lies on no shelf. */
    void changed(Edition edition) {
        if (edition.audience == Audience.PUBLIC) {
            lock();
            changed();
        }
    }

    @Scheduled(
            every = "2s",
            identity = "look for other nodes' editions",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    void look() {
        try {
            String seen = QuarkusTransaction.requiringNew().call(this::read);
            if (!seen.equals(state)) {
                turn(seen);
            }
        } catch (PersistenceException away) {
            LOG.debug("The database is away; readers keep what is on the shelf", away);
        }
    }

    private String read() {
        Object version = database.createNativeQuery("select version from shelf where id = 1")
                .getSingleResult();
        List<String> hidden = database.createQuery(
                        "select r.slug from Report r where r.incident.restricted = true order by r.slug", String.class)
                .getResultList();
        Long changesOfActions = database.createQuery(
                        "select sum(a.version) from ActionItem a where a.incident.id in (select r.id from Report r)",
                        Long.class)
                .getSingleResult();
        // With a new day actions may be overdue that were not.
        return version + " " + hidden + " " + changesOfActions + " "
                + LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
