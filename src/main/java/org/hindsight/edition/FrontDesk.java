package org.hindsight.edition;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hindsight.platform.web.Copy;
import org.hindsight.platform.web.FastLane;
import org.hindsight.platform.web.SecurityHeaders;
import org.jboss.logging.Logger;

/**
 * Hands out the public reports, before anything else of the server is asked. What lies on the {@link Shelf}
 * needs no sign-in, no thread and no database; what does not is read once, off the event loop, and put there.
 * A search of the index is answered from the {@link Catalogue}, off the event loop as well.
 */
@ApplicationScoped
class FrontDesk {

    private static final Logger LOG = Logger.getLogger(FrontDesk.class);
    private static final String REPORTS = "/reports";

    private final Shelf shelf;
    private final ReportPages reports;
    private final boolean fastLane;

    FrontDesk(
            Shelf shelf,
            ReportPages reports,
            @ConfigProperty(name = "quarkus.http.access-log.enabled", defaultValue = "false") boolean logsEachRequest) {
        this.shelf = shelf;
        this.reports = reports;
        // What goes there is seen by nobody else, so not by a log of all requests either.
        this.fastLane = !logsEachRequest;
    }

    /** Before all else: what it hands out brings the headers that every answer carries. */
    void register(@Observes Filters filters) {
        filters.register(this::receive, SecurityHeaders.PRIORITY + 100);
    }

    private void receive(RoutingContext exchange) {
        if (fastLane) {
            FastLane.open(exchange.request(), shelf::at);
        }
        HttpMethod method = exchange.request().method();
        String path = exchange.request().path();
        boolean reading = HttpMethod.GET.equals(method) || HttpMethod.HEAD.equals(method);
        if (path == null || !reading || !path.startsWith(REPORTS)) {
            exchange.next();
            return;
        }
        Optional<Search> search = path.equals(REPORTS) ? Search.in(exchange) : Optional.empty();
        if (search.isPresent()) {
            search(exchange, search.get());
            return;
        }
        Optional<Copy> copy = shelf.at(path);
        if (copy.isPresent()) {
            copy.get().answer(exchange.request());
        } else if (path.endsWith("." + Format.ZIP.extension)) {
            send(exchange, path);
        } else {
            fetch(exchange, path);
        }
    }

    /** A bundle is too large for the shelf; what is said instead of one, that it is being made or gone, is not. */
    private void send(RoutingContext exchange, String path) {
        exchange.vertx()
                .executeBlocking(() -> QuarkusTransaction.requiringNew().call(() -> ReportPages.bundle(path)), false)
                .onSuccess(found -> found.ifPresentOrElse(bundle -> bundle.send(exchange), () -> fetch(exchange, path)))
                .onFailure(fault -> unreadable(exchange, fault));
    }

    private void fetch(RoutingContext exchange, String path) {
        answer(exchange, () -> read(path));
    }

    /** Not put on the shelf: there is no end to what people may look for. */
    private void search(RoutingContext exchange, Search search) {
        answer(exchange, () -> Optional.of(reports.found(search)));
    }

    private static void answer(RoutingContext exchange, Callable<Optional<Copy>> reading) {
        exchange.vertx()
                .executeBlocking(reading, false)
                .onSuccess(copy -> copy.ifPresentOrElse(found -> found.answer(exchange.request()), exchange::next))
                .onFailure(fault -> unreadable(exchange, fault));
    }

    private static void unreadable(RoutingContext exchange, Throwable fault) {
        LOG.errorf(fault, "%s cannot be read", exchange.request().path());
        SecurityHeaders.put(exchange.response().headers());
        exchange.response()
                .setStatusCode(503)
                .putHeader("Cache-Control", "no-store")
                .putHeader("Retry-After", "5")
                .putHeader("Content-Type", "text/plain;charset=UTF-8")
                .end("The reports cannot be read just now. Try again in a moment.\n");
    }

    private Optional<Copy> read(String path) {
        String state = shelf.state();
        Optional<Copy> copy = QuarkusTransaction.requiringNew().call(() -> reports.at(path));
        copy.ifPresent(found -> shelf.put(path, found, state));
        return copy;
    }
}
