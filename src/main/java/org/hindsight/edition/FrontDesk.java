package org.hindsight.edition;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;

/**
 * Hands out what lies on the {@link Shelf}, before anything else of the server is asked: no sign-in, no
 * thread, no database. What is not there goes on to {@link ReportPages}, which puts it there.
 */
@ApplicationScoped
class FrontDesk {

    private static final String REPORTS = "/reports";

    private final Shelf shelf;

    FrontDesk(Shelf shelf) {
        this.shelf = shelf;
    }

    /** After the headers that every answer carries, before all else. */
    void register(@Observes Filters filters) {
        filters.register(this::handOut, 900);
    }

    private void handOut(RoutingContext exchange) {
        HttpMethod method = exchange.request().method();
        String path = exchange.request().path();
        if (path != null
                && path.startsWith(REPORTS)
                && (HttpMethod.GET.equals(method) || HttpMethod.HEAD.equals(method))) {
            Optional<Copy> copy = shelf.at(path);
            if (copy.isPresent()) {
                copy.get().answer(exchange.request());
                return;
            }
        }
        exchange.next();
    }
}
