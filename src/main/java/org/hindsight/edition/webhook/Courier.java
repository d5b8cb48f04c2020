package org.hindsight.edition.webhook;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.PersistenceException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hindsight.platform.database.AfterCommit;
import org.jboss.logging.Logger;

/**
 * Brings messages to their receivers, after the transaction that ordered them. One at a time goes to each webhook, from one
 * node: whoever sends has claimed it in the database. When they die the claim ends by itself, and the same message is sent
 * again; its receiver knows it by its id. So a receiver that hangs costs a thread for as long as {@link Wire} has patience,
 * and delays no other.
 */
@ApplicationScoped
class Courier {

    private static final Logger LOG = Logger.getLogger(Courier.class);
    private static final String OFF = "off";

    /** To so many receivers this node sends at the same time. */
    private static final int HANDS = 16;

    /** Who waited longer than that for a thread might still be sending when their claim ends. */
    private static final Duration LATEST = Webhook.CLAIM.dividedBy(2);

    /**
     * A message on its way.
     *
     * @param byHand whether somebody asked for it
     * @param turn how often it was tried before
     * @param at when it set out
     * @param begun when it was claimed, by the clock of this process in nanoseconds
     * @param claim the end of the claim under which it goes: another claim ends at another time
     */
    record Parcel(
            long webhook,
            long delivery,
            String url,
            String id,
            Buffer body,
            List<Secret> secrets,
            boolean byHand,
            int turn,
            Instant at,
            long begun,
            Instant claim) {}

    private final Wire wire;
    private final Clock clock;
    private final AfterCommit afterCommit;
    private final ExecutorService workers;
    private final boolean byItself;
    private final Semaphore hands = new Semaphore(HANDS);

    Courier(
            Wire wire,
            Clock clock,
            AfterCommit afterCommit,
            ExecutorService workers,
            @ConfigProperty(name = "hindsight.webhook.every") String every) {
        this.wire = wire;
        this.clock = clock;
        this.afterCommit = afterCommit;
        this.workers = workers;
        this.byItself = !every.equals(OFF);
    }

    /** Looks for what is to be sent as soon as the current transaction is committed. */
    void soon() {
        if (byItself) {
            afterCommit.work(this::look);
        }
    }

    @Scheduled(
            every = "{hindsight.webhook.every}",
            identity = "look for messages to be sent",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    void look() {
        try {
            round(clock.instant(), this::look);
        } catch (PersistenceException away) {
            LOG.debug("The database is away; messages are sent when it is back", away);
        }
    }

    /**
     * Begins to send one message to each webhook that one is due for, as far as there are hands.
     *
     * @param then done after each of them
     * @return one for each message, done when it is settled
     */
    List<CompletableFuture<Void>> round(Instant now, Runnable then) {
        List<CompletableFuture<Void>> sent = new ArrayList<>();
        for (long webhook : QuarkusTransaction.requiringNew().call(() -> Webhook.due(now))) {
            if (!hands.tryAcquire()) {
                return sent;
            }
            Optional<Parcel> parcel = Optional.empty();
            try {
                parcel = QuarkusTransaction.requiringNew().call(() -> claim(webhook, now));
            } finally {
                if (parcel.isEmpty()) {
                    hands.release();
                }
            }
            parcel.ifPresent(taken -> sent.add(CompletableFuture.runAsync(() -> bring(taken, then), workers)));
        }
        return sent;
    }

    /** Takes on the next message to a webhook, unless somebody else sends to it. */
    static Optional<Parcel> claim(long id, Instant now) {
        Instant until = now.plus(Webhook.CLAIM).truncatedTo(ChronoUnit.MILLIS);
        if (!Webhook.claim(id, now, until)) {
            return Optional.empty();
        }
        Webhook webhook = Webhook.findById(id);
        Optional<Delivery> next = Delivery.next(webhook, now);
        while (next.isPresent() && next.get().overtaken().isPresent()) {
            next.get().drop(next.get().overtaken().get(), now);
            next = Delivery.next(webhook, now);
        }
        if (next.isEmpty()) {
            webhook.busyUntil = null;
        }
        return next.map(delivery -> new Parcel(
                id,
                delivery.id,
                webhook.url,
                delivery.messageId,
                Buffer.buffer(delivery.body),
                webhook.secrets(now),
                delivery.askedAt != null,
                delivery.tries++,
                now,
                System.nanoTime(),
                until));
    }

    private void bring(Parcel parcel, Runnable then) {
        try {
            if (System.nanoTime() - parcel.begun() > LATEST.toNanos()) {
                LOG.warnf("No thread was free for message %s; it is sent when its claim ends", parcel.id());
                return;
            }
            Wire.Answer answer = answer(parcel);
            QuarkusTransaction.requiringNew().run(() -> settle(parcel, answer));
        } catch (RuntimeException failure) {
            LOG.warnf(
                    failure,
                    "What became of message %s is not kept; it is sent again when its claim ends",
                    parcel.id());
        } finally {
            hands.release();
            then.run();
        }
    }

    private Wire.Answer answer(Parcel parcel) {
        Instant now = clock.instant();
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/json");
        headers.put("User-Agent", "Hindsight");
        headers.put("webhook-id", parcel.id());
        headers.put("webhook-timestamp", String.valueOf(now.getEpochSecond()));
        headers.put(
                "webhook-signature",
                Secret.signatures(
                        parcel.secrets(), parcel.id(), now, parcel.body().getBytes()));
        return wire.send(parcel.url(), headers, parcel.body(), parcel.turn());
    }

    /** Notes what became of it, unless the webhook was removed, or claimed by another one since. */
    private static void settle(Parcel parcel, Wire.Answer answer) {
        Webhook.locked(parcel.webhook())
                .filter(webhook -> parcel.claim().equals(webhook.busyUntil))
                .ifPresent(webhook -> {
                    webhook.busyUntil = null;
                    webhook.triedAt = parcel.at();
                    Delivery.<Delivery>findByIdOptional(parcel.delivery())
                            .ifPresent(delivery -> settle(webhook, delivery, parcel, answer));
                });
    }

    private static void settle(Webhook webhook, Delivery delivery, Parcel parcel, Wire.Answer answer) {
        delivery.note(answer, parcel.at());
        Instant now = parcel.at().plusMillis(answer.millis());
        if (answer.success()) {
            delivery.delivered();
            webhook.failingSince = null;
            return;
        }
        delivery.failed(
                parcel.byHand(), answer, now, ThreadLocalRandom.current().nextDouble());
        webhook.failed(answer, now);
        if (delivery.state == Delivery.State.GIVEN_UP) {
            LOG.warnf("Message %d to webhook %d is given up", delivery.no, webhook.id);
        }
    }
}
