package org.hindsight.pulse;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.PersistenceException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.hindsight.platform.problem.Problem;
import org.jboss.logging.Logger;

/** Keeps single addresses from flooding the count: at most sixty reports a minute from each. What is refused is counted apart. */
@ApplicationScoped
class Flood {

    private static final Logger LOG = Logger.getLogger(Flood.class);
    private static final int A_MINUTE = 60;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** As many addresses as are told apart at once; beyond, the quietest are forgotten. */
    private static final int MOST = 500_000;

    private final Cache<String, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(MOST)
            .expireAfterAccess(MINUTE.multipliedBy(2))
            .build();

    private final Map<Refused, Long> refused = new ConcurrentHashMap<>();
    private final Ledger ledger;

    Flood(Ledger ledger) {
        this.ledger = ledger;
    }

    private record Refused(long service, int minute) {}

    /** Refuses with 429 whoever sent too many. */
    void mayReport(Offer offer, Sender sender, Instant now) {
        ConsumptionProbe asked =
                buckets.get(sender.address(), address -> bucket()).tryConsumeAndReturnRemaining(1);
        if (!asked.isConsumed()) {
            refused.merge(new Refused(offer.id(), Minute.of(now)), 1L, Long::sum);
            throw Problem.tooMany("More than " + A_MINUTE + " reports a minute came from your address.")
                    .with("retryAfter", Math.max(1, TimeUnit.NANOSECONDS.toSeconds(asked.getNanosToWaitForRefill())));
        }
    }

    private static Bucket bucket() {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(A_MINUTE).refillGreedy(A_MINUTE, MINUTE))
                .build();
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
