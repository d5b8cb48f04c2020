package org.hindsight.platform.web;

import io.quarkus.arc.All;
import io.quarkus.vertx.http.runtime.VertxHttpRecorder;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.List;
import java.util.Optional;
import org.hindsight.platform.problem.Problem;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/**
 * How large a body may be: 10 MB, and more only where a room says so. The server's own setting knows one limit for
 * all, so it is set to the largest that any room may allow, and this one decides.
 */
@ApplicationScoped
class BodyLimit {

    private static final long USUAL = 10L * 1024 * 1024;

    /** Up to how many times the limit a body is read to its end, so that the sender gets to hear the refusal. */
    private static final int HEARD_OUT = 4;

    /** After the server's own check of the same, which leaves its limit for bodies without a length behind. */
    private static final int LAST = 1;

    private final List<LargeBodies> larger;

    BodyLimit(@All List<LargeBodies> larger) {
        this.larger = larger;
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, LAST);
    }

    private Optional<LargeBodies> at(String path) {
        return larger.stream().filter(room -> room.limit(path).isPresent()).findFirst();
    }

    private void check(RoutingContext exchange) {
        String path = String.valueOf(exchange.request().path());
        long limit =
                at(path).map(room -> room.limit(path).orElse(USUAL) * HEARD_OUT).orElse(USUAL);
        long length = length(exchange.request().getHeader(HttpHeaders.CONTENT_LENGTH));
        if (length < 0) {
            exchange.put(VertxHttpRecorder.MAX_REQUEST_SIZE_KEY, limit);
        } else if (length > limit) {
            refuse(exchange);
            return;
        }
        exchange.next();
    }

    private static void refuse(RoutingContext exchange) {
        HttpServerResponse response = exchange.response();
        response.setStatusCode(413).putHeader(HttpHeaders.CONNECTION, "close");
        response.endHandler(ended -> exchange.request().connection().close());
        response.end();
    }

    /** Where more is taken, a program or a person hears what is too much in the usual form. */
    @ServerRequestFilter(preMatching = true)
    public void explain(ContainerRequestContext request) {
        String path = request.getUriInfo().getRequestUri().getRawPath();
        at(path).filter(room -> length(request.getHeaderString("Content-Length"))
                        > room.limit(path).orElse(USUAL))
                .ifPresent(room -> {
                    throw Problem.tooMuch(room.refusal());
                });
    }

    private static long length(@Nullable String header) {
        return header != null && header.matches("[0-9]{1,18}") ? Long.parseLong(header) : -1;
    }
}
