package org.hindsight.edition.subscription;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.persistence.PersistenceException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hindsight.edition.Mailing;
import org.hindsight.platform.mail.Post;
import org.hindsight.platform.mail.Undelivered;
import org.jboss.logging.Logger;

/**
 * Sends the mails of subscriptions, a few at a time, after what they tell of was committed. What is to be sent is kept in
 * the database and taken on by one node: a mail goes out once, unless a node dies, or the server's answer is lost, between
 * the sending and the note that it was sent. Then it goes out again, with the same {@code Message-ID}.
 */
@ApplicationScoped
class Dispatch {

    /** So many mails are on their way at once from one node. */
    static final int AT_ONCE = 4;

    /** Who takes a mail on has so long, more than a mail may take; then it is taken for dead, and another one sends it. */
    static final Duration CLAIM = Duration.ofMinutes(5);

    /** How long a server that takes nothing is left alone. */
    private static final Duration REST = Duration.ofMinutes(1);

    private static final int LONGEST_PAUSE = 30;
    private static final int DOUBLINGS = 5;
    private static final Logger LOG = Logger.getLogger(Dispatch.class);
    private static final String OFF = "off";

    private final Errands errands;
    private final Mailing mailing;
    private final Post post;
    private final Clock clock;
    private final ExecutorService workers;
    private final boolean byItself;
    private final AtomicBoolean busy = new AtomicBoolean();
    private volatile Instant restsUntil = Instant.MIN;

    Dispatch(
            Errands errands,
            Mailing mailing,
            Post post,
            Clock clock,
            ExecutorService workers,
            @ConfigProperty(name = "hindsight.subscriptions.every") String every) {
        this.errands = errands;
        this.mailing = mailing;
        this.post = post;
        this.clock = clock;
        this.workers = workers;
        this.byItself = !every.equals(OFF);
    }

    /** How long a mail is laid aside after so many tries: 1, 2, 4 … up to 30 minutes. */
    static Duration pause(int tries) {
        return Duration.ofMinutes(Math.min(LONGEST_PAUSE, 1L << Math.min(DOUBLINGS, Math.max(0, tries - 1))));
    }

    void ordered(@Observes(during = TransactionPhase.AFTER_SUCCESS) MailOrdered news) {
        if (byItself) {
            workers.execute(this::look);
        }
    }

    @Scheduled(
            every = "{hindsight.subscriptions.every}",
            identity = "look for mails to subscribers",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    void look() {
        if (busy.compareAndSet(false, true)) {
            try {
                QuarkusTransaction.requiringNew().run(() -> Request.sweep(clock.instant()));
                boolean more = mailing.open() && !clock.instant().isBefore(restsUntil);
                while (more) {
                    more = sendNext(clock.instant());
                }
            } catch (PersistenceException away) {
                LOG.debug("The database is away; mails are sent when it is back", away);
            } finally {
                busy.set(false);
            }
        }
    }

    /** Sends as many as go at once; answers whether there may be more and the server takes them. */
    boolean sendNext(Instant now) {
        List<Callable<Optional<Errand>>> due = new ArrayList<>();
        QuarkusTransaction.requiringNew().run(() -> {
            Request.due(now, AT_ONCE).forEach(id -> due.add(() -> errands.question(id, now)));
            if (due.size() < AT_ONCE) {
                Notice.due(now, AT_ONCE - due.size()).forEach(key -> due.add(() -> errands.news(key, now)));
            }
        });
        List<Callable<Boolean>> trips = due.stream()
                .map(one -> QuarkusTransaction.requiringNew().call(one))
                .flatMap(Optional::stream)
                .<Callable<Boolean>>map(errand -> () -> run(errand))
                .toList();
        boolean taken = allOf(trips);
        if (!taken) {
            restsUntil = clock.instant().plus(REST);
        }
        return taken && !due.isEmpty();
    }

    private boolean allOf(List<Callable<Boolean>> trips) {
        try {
            boolean all = true;
            for (Future<Boolean> trip : workers.invokeAll(trips)) {
                all &= trip.get();
            }
            return all;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException failure) {
            LOG.error("How a mail went cannot be kept; it may be sent again", failure.getCause());
            return false;
        }
    }

    /** Answers whether the server is there for other mails. */
    private boolean run(Errand errand) {
        Letter letter = errand.letter();
        try {
            post.send(letter.to(), letter.subject(), letter.text(), letter.headers());
        } catch (Undelivered failure) {
            // Addresses of subscribers have no place in a log; the settings show them beside the reason.
            if (!failure.concernsReceiver()) {
                LOG.warnf("The mail server took no mail; it is tried again: %s", failure.reason());
            }
            QuarkusTransaction.requiringNew().run(() -> told(errand, failure));
            return failure.concernsReceiver();
        } catch (IllegalArgumentException unfit) {
            LOG.error("A mail cannot be sent at all", unfit);
            QuarkusTransaction.requiringNew().run(() -> errand.refused("It cannot be sent at all."));
            return true;
        }
        QuarkusTransaction.requiringNew().run(() -> errand.sent(clock.instant()));
        return true;
    }

    private void told(Errand errand, Undelivered failure) {
        if (failure.forGood()) {
            errand.refused(failure.reason());
        } else {
            errand.failed(failure.reason(), clock.instant());
        }
    }
}
