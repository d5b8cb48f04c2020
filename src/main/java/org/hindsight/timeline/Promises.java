package org.hindsight.timeline;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.PersistenceException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import org.hindsight.account.Caller;
import org.hindsight.account.Person;
import org.hindsight.incident.Incident;
import org.hindsight.incident.Incidents;
import org.hindsight.incident.NextUpdateView;
import org.hindsight.incident.NextUpdateView.State;
import org.hindsight.platform.problem.Problem;
import org.hindsight.platform.web.Wording;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The promises to say something by a certain time. What is said is an entry of the kind {@code COMMUNICATION}; it keeps
 * the promise if it occurred after the promise was made and was recorded before its time was over. A promise whose time
 * passed is missed, for good; the application itself writes that down, once, whichever node comes first.
 */
@ApplicationScoped
class Promises {

    private static final Logger LOG = Logger.getLogger(Promises.class);

    /** How often it is looked whether a time has passed, in milliseconds. */
    private static final long LOOK = 5_000;

    /** Where the entries come from that say that a promise was missed. */
    private static final String SOURCE = "Hindsight";

    private static final String MISSED = "promise-missed:";

    private final Incidents incidents;
    private final Timeline timeline;
    private final Caller caller;
    private final Clock clock;
    private final Vertx vertx;
    private final ExecutorService workers;
    private final AtomicBoolean looking = new AtomicBoolean();
    private long timer;

    Promises(Incidents incidents, Timeline timeline, Caller caller, Clock clock, Vertx vertx, ExecutorService workers) {
        this.incidents = incidents;
        this.timeline = timeline;
        this.caller = caller;
        this.clock = clock;
        this.vertx = vertx;
        this.workers = workers;
    }

    /** Looks at once: a time may have passed while the server was down. */
    void begin(@Observes StartupEvent started) {
        look();
        timer = vertx.setPeriodic(LOOK, now -> look());
    }

    void end(@Observes ShutdownEvent stopping) {
        vertx.cancelTimer(timer);
    }

    private void look() {
        if (looking.compareAndSet(false, true)) {
            workers.execute(() -> {
                try {
                    writeMisses(clock.instant());
                } catch (PersistenceException away) {
                    LOG.debug("The database is away; missed promises are written when it is back", away);
                } finally {
                    looking.set(false);
                }
            });
        }
    }

    /** Writes down every promise whose time has passed by then. */
    @ActivateRequestContext
    void writeMisses(Instant now) {
        List<Long> due = QuarkusTransaction.requiringNew().call(() -> incidents.withPromiseDue(now));
        for (long id : due) {
            QuarkusTransaction.requiringNew().run(() -> writeMiss(incidents.underLock(id), now));
        }
    }

    /** Writes down that a promise was missed, if it was; wants the incident under its lock. */
    void writeMiss(Incident incident, Instant now) {
        incidents
                .nextUpdate(incident)
                .filter(promise -> promise.due(now))
                .map(NextUpdateView::by)
                .ifPresent(by -> {
                    NewEntry line = Chronicle.entry(
                            "Update missed: it was promised by **" + spoken(by, by) + "**",
                            by.atOffset(ZoneOffset.UTC));
                    TimelineEntry entry = timeline.log(incident, line.from(new Source(SOURCE, null, MISSED + by)))
                            .entry();
                    incidents.settlePromise(incident, State.MISSED, entry.no, by, entry.recordedAt);
                });
    }

    /** Whether an entry says that a promise was missed. */
    static boolean tellsOfAMiss(Occurrence entry) {
        return SOURCE.equals(entry.sourceName())
                && entry.sourceExternalId() != null
                && entry.sourceExternalId().startsWith(MISSED);
    }

    /** Promises an update, moves the promise, or takes it back. */
    NextUpdateView promise(Incident incident, @Nullable Instant wanted) {
        Instant now = clock.instant();
        writeMiss(incident, now);
        Optional<NextUpdateView> before = incidents.nextUpdate(incident);
        Instant open = before.filter(promise -> promise.state() == State.OPEN)
                .map(NextUpdateView::by)
                .orElse(null);
        if (wanted == null) {
            return withdraw(incident, before, open, now);
        }
        Instant by = wanted.truncatedTo(ChronoUnit.MILLIS);
        if (!by.isAfter(now)) {
            throw Problem.invalid("by", "must lie in the future");
        }
        if (!incident.status.ongoing()) {
            throw Problem.refused(incident.ref() + " is " + incident.status + "; reopen it to promise an update.");
        }
        if (by.equals(open)) {
            return before.orElseThrow();
        }
        String text = "Next update promised by **" + spoken(by, now) + "**"
                + (open == null ? "" : ", no longer by " + spoken(open, now));
        TimelineEntry entry = say(incident, text, now);
        return incidents.promise(incident, by, entry.no, entry.recordedAt);
    }

    private NextUpdateView withdraw(
            Incident incident, Optional<NextUpdateView> before, @Nullable Instant open, Instant now) {
        Integer said = null;
        if (open != null) {
            said = say(incident, "No update is promised any more; it was by " + spoken(open, now), now).no;
        }
        if (before.isPresent()) {
            incidents.withdrawPromise(incident, clock.instant());
        }
        return new NextUpdateView(null, now, Person.of(caller.person()), said, State.WITHDRAWN, null, null);
    }

    private TimelineEntry say(Incident incident, String text, Instant now) {
        return timeline.log(incident, Chronicle.entry(text, now.atOffset(ZoneOffset.UTC)))
                .entry();
    }

    /** 14:30 UTC; with its date where that is not the day it is seen from. */
    private static String spoken(Instant by, Instant from) {
        boolean sameDay = Wording.machineDay(by).equals(Wording.machineDay(from));
        return (sameDay ? Wording.clock(by) : Wording.moment(by)) + " UTC";
    }

    /** An entry may keep the promise, or no longer keep it. */
    void entryWritten(@Observes EntryWritten news) {
        TimelineEntry entry = news.entry();
        Incident incident = entry.incident;
        incidents.nextUpdate(incident).ifPresent(promise -> {
            Instant now = clock.instant();
            boolean keeps = keeps(entry, promise);
            boolean kept = promise.state() == State.KEPT && Objects.equals(promise.settledBy(), entry.no);
            if (promise.state() == State.OPEN && keeps && !promise.due(now)) {
                incidents.settlePromise(incident, State.KEPT, entry.no, entry.occurredAt, now);
            } else if (kept && keeps && !entry.occurredAt.equals(promise.settledAt())) {
                incidents.settlePromise(incident, State.KEPT, entry.no, entry.occurredAt, now);
            } else if (kept && !keeps) {
                timeline.communications(incident).stream()
                        .filter(other -> keeps(other, promise))
                        .findFirst()
                        .ifPresentOrElse(
                                other -> incidents.settlePromise(incident, State.KEPT, other.no, other.occurredAt, now),
                                () -> incidents.reopenPromise(incident, now));
            }
        });
    }

    private static boolean keeps(TimelineEntry entry, NextUpdateView promise) {
        Instant by = promise.by();
        return by != null
                && entry.kind == EntryKind.COMMUNICATION
                && !entry.retracted()
                && !entry.recordedAt.isAfter(by)
                && !entry.occurredAt.isAfter(by)
                && !entry.occurredAt.isBefore(promise.promisedAt().truncatedTo(ChronoUnit.MINUTES));
    }
}
