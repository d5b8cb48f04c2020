package org.hindsight.platform.web.body;

import io.quarkus.arc.All;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Waits for the whole body of a request before anybody works on it. Who sends one byte by byte then costs a connection and
 * the bytes that are there, and not a worker, of which there are few. A body may have 10 MB, and more only where a
 * room says so.
 */
@ApplicationScoped
class BodyReader {

    private static final long USUAL = 10L * 1024 * 1024;

    /** After all other filters: what they refuse is not waited for. */
    private static final int LAST = 1;

    /** Over HTTP/2 nothing else tells that a body comes. */
    private static final Set<HttpMethod> WITH_BODY = Set.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH);

    private final List<LargeBodies> larger;
    private final Shelf shelf;

    BodyReader(
            @All List<LargeBodies> larger, @ConfigProperty(name = "quarkus.http.body.uploads-directory") Path folder) {
        this.larger = larger;
        this.shelf = new Shelf(folder);
    }

    void register(@Observes Filters filters) {
        filters.register(this::receive, LAST);
    }

    private void receive(RoutingContext exchange) {
        if (hasBody(exchange.request())) {
            String path = String.valueOf(exchange.request().path());
            larger.stream()
                    .filter(room -> room.limit(path).isPresent())
                    .findFirst()
                    .map(room -> new Arrival(exchange, shelf, room.limit(path).orElse(USUAL), room.refusal()))
                    .orElseGet(() ->
                            new Arrival(exchange, shelf, USUAL, "The request is too large: up to 10 MB are taken."))
                    .begin();
        } else {
            exchange.next();
        }
    }

    private static boolean hasBody(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length != null) {
            return !length.strip().equals("0");
        }
        return request.version() == HttpVersion.HTTP_2
                ? WITH_BODY.contains(request.method())
                : request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
    }

    /** Hands on what arrived; what was refused is told like any other problem. */
    @ServerRequestFilter(preMatching = true)
    public void handOn(ContainerRequestContext request, RoutingContext exchange) throws IOException {
        Arrival arrived = Arrival.of(exchange);
        if (arrived != null) {
            request.setEntityStream(arrived.body());
        }
    }
}
