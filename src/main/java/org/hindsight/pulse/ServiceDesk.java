package org.hindsight.pulse;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hindsight.platform.web.Copy;
import org.hindsight.platform.web.SecurityHeaders;
import org.jboss.logging.Logger;

/**
 * Hands the pages of services to strangers, before anything else of the server is asked: on the day when everybody looks, it
 * is made once every few seconds for all of them. While a new one is made, or the database is away, they get the last one.
 */
@ApplicationScoped
class ServiceDesk {

    private static final Logger LOG = Logger.getLogger(ServiceDesk.class);
    private static final String BEGIN = "/services/";
    private static final Pattern PAGE = Pattern.compile(BEGIN + "(?<slug>[a-z0-9-]{1,60})");

    /** A page that is older than this is not handed out any more. */
    private static final Duration OLDEST = Duration.ofMinutes(2);

    private final Map<String, Lying> pages = new ConcurrentHashMap<>();
    private final Offers offers;
    private final Portraits portraits;

    ServiceDesk(Offers offers, Portraits portraits) {
        this.offers = offers;
        this.portraits = portraits;
    }

    /** A page as it was made. */
    private static final class Lying {
        private final AtomicBoolean beingMade = new AtomicBoolean();
        private volatile Optional<Copy> copy = Optional.empty();
        private volatile long madeAt;

        private Duration age() {
            return Duration.ofNanos(System.nanoTime() - madeAt);
        }
    }

    void register(@Observes Filters filters) {
        filters.register(this::receive, SecurityHeaders.PRIORITY + 95);
    }

    private void receive(RoutingContext exchange) {
        Optional<Offer> open = asked(exchange.request());
        if (open.isEmpty()) {
            exchange.next();
            return;
        }
        Lying page = pages.computeIfAbsent(open.get().slug(), slug -> new Lying());
        Optional<Copy> copy = page.copy.filter(made -> page.age().compareTo(OLDEST) < 0);
        boolean stale = copy.isEmpty() || page.age().compareTo(Portraits.FRESH) > 0;
        if (copy.isPresent()) {
            copy.get().answer(exchange.request());
        }
        if (stale && page.beingMade.compareAndSet(false, true)) {
            exchange.vertx()
                    .executeBlocking(() -> make(open.get()), false)
                    .onSuccess(made -> {
                        page.copy = Optional.of(made);
                        page.madeAt = System.nanoTime();
                    })
                    .onFailure(fault -> LOG.errorf(
                            "The page of %s cannot be made: %s", open.get().slug(), fault))
                    .onComplete(done -> {
                        page.beingMade.set(false);
                        if (copy.isEmpty()) {
                            page.copy.ifPresentOrElse(made -> made.answer(exchange.request()), exchange::next);
                        }
                    });
        } else if (copy.isEmpty()) {
            exchange.next();
        }
    }

    /** The service whose page a stranger asks for. */
    private Optional<Offer> asked(HttpServerRequest request) {
        String path = request.path();
        boolean reading = HttpMethod.GET.equals(request.method()) || HttpMethod.HEAD.equals(request.method());
        if (path == null
                || !reading
                || !path.startsWith(BEGIN)
                || request.headers().contains(HttpHeaders.COOKIE)
                || request.headers().contains(HttpHeaders.AUTHORIZATION)) {
            return Optional.empty();
        }
        Matcher matcher = PAGE.matcher(path);
        return matcher.matches() ? offers.ready(matcher.group("slug")).filter(Offer::open) : Optional.empty();
    }

    private Copy make(Offer offer) {
        Portrait portrait = QuarkusTransaction.requiringNew().call(() -> portraits.of(offer));
        byte[] html = ReportPages.Templates.everybody(portrait).render().getBytes(StandardCharsets.UTF_8);
        return Copy.page(200, html, Portraits.FRESH);
    }
}
