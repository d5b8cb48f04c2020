package org.hindsight.pulse;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import jakarta.persistence.PersistenceException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.hindsight.platform.problem.Problem;
import org.jboss.logging.Logger;

/**
 * Keeps single addresses from flooding the count: at most sixty reports a minute from each, and as many questions. Reports
 * that are refused are counted apart.
 */
@Singleton
class Flood {

    private static final Logger LOG = Logger.getLogger(Flood.class);
    private static final int A_MINUTE = 60;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private static final Bandwidth LIMIT = Bandwidth.builder()
            .capacity(A_MINUTE)
            .refillGreedy(A_MINUTE, MINUTE)
            .build();

    /** As many addresses as are told apart at once; beyond, the quietest are forgotten. */
    private static final int MOST = 500_000;

    private final Cache<String, Bucket> reporting = buckets();
    private final Cache<String, Bucket> asking = buckets();

    private final Map<Refused, Long> refused = new ConcurrentHashMap<>();
    private final Ledger ledger;

    Flood(Ledger ledger) {
        this.ledger = ledger;
    }

    private record Refused(long service, int minute) {}

    /** Refuses with 429 whoever sent too many. */
    void mayReport(Offer offer, Sender sender, Instant now) {
        ConsumptionProbe next = next(reporting, sender);
        if (!next.isConsumed()) {
            refused.merge(new Refused(offer.id(), Minute.of(now)), 1L, Long::sum);
            throw tooMany("reports", next);
        }
    }

    /** Refuses with 429 whoever asked too often how things are. */
    void mayAsk(Sender sender) {
        ConsumptionProbe next = next(asking, sender);
        if (!next.isConsumed()) {
            throw tooMany("questions", next);
        }
    }

    private static ConsumptionProbe next(Cache<String, Bucket> buckets, Sender sender) {
        return buckets.get(sender.address(), address -> bucket()).tryConsumeAndReturnRemaining(1);
    }

    private static Problem tooMany(String what, ConsumptionProbe next) {
        return Problem.tooMany("More than " + A_MINUTE + " " + what + " a minute came from your address.")
                .with("retryAfter", Math.max(1, TimeUnit.NANOSECONDS.toSeconds(next.getNanosToWaitForRefill())));
    }

    private static Cache<String, Bucket> buckets() {
        return Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterAccess(MINUTE.multipliedBy(2))
                .executor(Runnable::run) // forgetting is done on the way: handing it to a pool costs more
                .build();
    }

    private static Bucket bucket() {
        return Bucket.builder().addLimit(LIMIT).build();
    }

    @Scheduled(
            every = "5s",
            identity = "count refused reports",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    void write() {
        for (Refused at : List.copyOf(refused.keySet())) {
            Long reports = refused.remove(at);
            if (reports == null) {
                continue;
            }
            try {
                QuarkusTransaction.requiringNew().run(() -> ledger.refuse(at.service(), at.minute(), reports));
            } catch (PersistenceException away) {
                refused.merge(at, reports, Long::sum);
                LOG.debug("The database is away; refused reports are counted when it is back", away);
                return;
            }
        }
    }
}
