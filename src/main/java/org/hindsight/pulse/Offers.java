package org.hindsight.pulse;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Singleton;
import jakarta.persistence.PersistenceException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.hindsight.incident.CatalogueChanged;
import org.hindsight.incident.Service;
import org.hindsight.platform.problem.Problem;
import org.jboss.logging.Logger;

/**
 * What can be reported of which service. The catalogue lies in memory, for those who cannot wait for the database; what is
 * changed in it on this node holds at once, on another within two seconds.
 */
@Singleton
class Offers {

    private static final Logger LOG = Logger.getLogger(Offers.class);

    private final AtomicLong changes = new AtomicLong();
    private volatile Map<String, Offer> known = Map.of();

    /** What can be reported of a service, as far as it is known without asking the database. */
    Optional<Offer> ready(String slug) {
        return Optional.ofNullable(known.get(slug));
    }

    /** What can be reported of a service; wants a transaction. */
    static Optional<Offer> of(String slug) {
        return Service.of(slug).map(Offer::of);
    }

    /** As {@link #of}, or a refusal with 404. */
    static Offer known(String slug) {
        return of(slug).orElseThrow(() -> Problem.notFound("There is no such service."));
    }

    /** The whole catalogue, by name; wants a transaction. */
    static List<Offer> all() {
        return Service.catalogue().stream().map(Offer::of).toList();
    }

    /** Until it is read again everybody asks the database. */
    void changed(@Observes(during = TransactionPhase.AFTER_SUCCESS) CatalogueChanged news) {
        changes.incrementAndGet();
        known = Map.of();
    }

    void begin(@Observes StartupEvent start) {
        read();
    }

    @Scheduled(
            every = "2s",
            identity = "read the catalogue of services",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    void read() {
        long before = changes.get();
        try {
            Map<String, Offer> read = new HashMap<>();
            QuarkusTransaction.requiringNew().call(Offers::all).forEach(offer -> read.put(offer.slug(), offer));
            known = Map.copyOf(read);
            if (changes.get() != before) {
                known = Map.of();
            }
        } catch (PersistenceException away) {
            LOG.debug("The database is away; the catalogue stays as it was", away);
        }
    }
}
