package org.hindsight.live;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.vertx.core.Vertx;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import java.time.Clock;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import org.hindsight.account.Pass;
import org.hindsight.incident.Changed;
import org.hindsight.incident.Incident;
import org.hindsight.incident.Incidents;
import org.jboss.logging.Logger;

/**
 * Everybody who follows an incident on this node. Changes made here are told at once, those of other nodes that share
 * the database within half a second.
 */
@ApplicationScoped
class Broadcasts {

    private static final Logger LOG = Logger.getLogger(Broadcasts.class);
    private static final long LOOK_AROUND = 400;
    private static final long HEARTBEAT = 10_000;

    private final Changes changes;
    private final Vertx vertx;
    private final ExecutorService workers;
    private final EntityManager database;
    private final Clock clock;
    private final Map<Long, Broadcast> open = new ConcurrentHashMap<>();
    private final Set<Long> telling = ConcurrentHashMap.newKeySet();
    private final Set<Long> more = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean looking = new AtomicBoolean();
    private final AtomicBoolean beating = new AtomicBoolean();
    private final Set<Long> timers = new HashSet<>();

    Broadcasts(Changes changes, Vertx vertx, ExecutorService workers, EntityManager database, Clock clock) {
        this.changes = changes;
        this.vertx = vertx;
        this.workers = workers;
        this.database = database;
        this.clock = clock;
    }

    @PostConstruct
    void begin() {
        timers.add(vertx.setPeriodic(LOOK_AROUND, timer -> alone(looking, this::lookAround)));
        timers.add(vertx.setPeriodic(HEARTBEAT, timer -> alone(beating, this::beat)));
    }

    /** Before the database is closed. */
    void end(@Observes ShutdownEvent shutdown) {
        timers.forEach(vertx::cancelTimer);
    }

    /** Runs work off the event loop unless it still runs, or nobody follows anything. */
    private void alone(AtomicBoolean running, Runnable work) {
        if (!open.isEmpty() && running.compareAndSet(false, true)) {
            workers.execute(() -> {
                try {
                    work.run();
                } catch (PersistenceException away) {
                    LOG.debug("The database is away; whoever follows an incident waits", away);
                } finally {
                    running.set(false);
                }
            });
        }
    }

    void changed(@Observes(during = TransactionPhase.AFTER_SUCCESS) Changed news) {
        if (open.containsKey(news.incident())) {
            tell(news.incident());
        }
    }

    /** Tells of an incident soon: at once, or again when somebody is at it just now. */
    private void tell(long incident) {
        more.add(incident);
        if (telling.add(incident)) {
            workers.execute(() -> {
                try {
                    while (more.remove(incident)) {
                        Broadcast broadcast = open.get(incident);
                        if (broadcast != null) {
                            broadcast.tell(() -> checkAccess(broadcast));
                        }
                    }
                } catch (PersistenceException away) {
                    LOG.debug("The database is away; the changes are told when it is back", away);
                } finally {
                    telling.remove(incident);
                }
                if (more.contains(incident)) {
                    tell(incident);
                }
            });
        }
    }

    private void lookAround() {
        changes.revisions(Set.copyOf(open.keySet())).forEach((incident, revision) -> {
            Broadcast broadcast = open.get(incident);
            if (broadcast != null && broadcast.told() < revision) {
                tell(incident);
            }
        });
    }

    /** A sign of life for everybody, and the end for those who may not follow any more. */
    private void beat() {
        for (Broadcast broadcast : open.values()) {
            checkAccess(broadcast);
            broadcast.heartbeat();
            endIfAlone(broadcast);
        }
    }

    private void checkAccess(Broadcast broadcast) {
        Set<Pass> passes = broadcast.passes();
        Set<Pass> good = QuarkusTransaction.requiringNew().call(() -> stillGood(broadcast.incident, passes));
        broadcast.dismiss(pass -> passes.contains(pass) && !good.contains(pass));
    }

    private Set<Pass> stillGood(long id, Set<Pass> passes) {
        Incident incident = database.find(Incident.class, id);
        Set<Pass> good = new HashSet<>();
        for (Pass pass : passes) {
            pass.holder(clock.instant())
                    .filter(user -> Incidents.mayKnow(user, incident))
                    .ifPresent(user -> good.add(pass));
        }
        return good;
    }

    /**
     * Lets somebody follow an incident, and sends what they missed before. Blocks until they are in, or their
     * connection is gone.
     *
     * @param revision the revision that the incident has
     */
    void follow(long incident, int revision, Viewer viewer) {
        while (viewer.isThere()) {
            Broadcast broadcast = open.computeIfAbsent(incident, id -> new Broadcast(id, revision, changes));
            if (broadcast.welcome(viewer)) {
                tell(incident);
                break;
            }
            if (!broadcast.over() && !viewer.catchUp(broadcast.missedBy(viewer))) {
                break;
            }
        }
        if (!viewer.isThere()) {
            leave(incident, viewer);
        }
    }

    /** Lets somebody go. Waits for nothing, so that an event loop may call it; the next sign of life clears up. */
    void leave(long incident, Viewer viewer) {
        Broadcast broadcast = open.get(incident);
        if (broadcast != null) {
            broadcast.goodbye(viewer);
        }
    }

    /** What is followed on this node. */
    Collection<Broadcast> open() {
        return List.copyOf(open.values());
    }

    private void endIfAlone(Broadcast broadcast) {
        open.computeIfPresent(
                broadcast.incident, (id, known) -> known == broadcast && known.endIfAlone() ? null : known);
    }
}
