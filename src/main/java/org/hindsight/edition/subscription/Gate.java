package org.hindsight.edition.subscription;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.hindsight.platform.problem.Problem;
import org.hindsight.platform.web.ClientAddress;

/** Keeps single addresses from having mails sent to all the world: at most twenty an hour are asked for from each. */
@Singleton
class Gate {

    private static final int AN_HOUR = 20;
    private static final Duration HOUR = Duration.ofHours(1);

    private static final Bandwidth LIMIT =
            Bandwidth.builder().capacity(AN_HOUR).refillGreedy(AN_HOUR, HOUR).build();

    /** As many addresses as are told apart at once; beyond, the quietest are forgotten. */
    private static final int MOST = 100_000;

    private final Cache<String, Bucket> asking = Caffeine.newBuilder()
            .maximumSize(MOST)
            .expireAfterAccess(HOUR.multipliedBy(2))
            .build();

    private final ClientAddress addresses;

    Gate(ClientAddress addresses) {
        this.addresses = addresses;
    }

    /** Refuses with 429 whoever asked too often. */
    void mayAsk(HttpServerRequest request) {
        ConsumptionProbe next = asking.get(
                        addresses.network(request),
                        address -> Bucket.builder().addLimit(LIMIT).build())
                .tryConsumeAndReturnRemaining(1);
        if (!next.isConsumed()) {
            throw Problem.tooMany("More than " + AN_HOUR + " subscriptions an hour were asked for from your address."
                            + " Wait a little, then ask again.")
                    .with("retryAfter", Math.max(1, TimeUnit.NANOSECONDS.toSeconds(next.getNanosToWaitForRefill())));
        }
    }
}
