package org.hindsight.pulse;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hindsight.platform.problem.Causes;
import org.hindsight.platform.problem.JsonFaults;
import org.hindsight.platform.problem.Problem;
import org.hindsight.platform.problem.ProblemAnswers;
import org.hindsight.platform.problem.ProblemBody;
import org.hindsight.platform.web.ClientAddress;
import org.hindsight.platform.web.SecurityHeaders;
import org.jboss.logging.Logger;

/**
 * Where strangers send their reports, before anything else of the server is asked: on the day when everybody does, no
 * thread and no transaction is spent on each. Whoever brings a cookie, a token or an idempotency key, or does something
 * unusual, is sent on to {@link ReportApi}, which answers the same.
 */
@ApplicationScoped
class Turnstile {

    private static final Logger LOG = Logger.getLogger(Turnstile.class);
    private static final String BEGIN = "/api/v1/services/";
    private static final Pattern REPORTS = Pattern.compile(BEGIN + "(?<slug>[a-z0-9-]{1,60})/user-reports");
    private static final int MOST_BYTES = 8192;
    private static final int AGAIN_AFTER = 5;
    private static final CharSequence JSON = HttpHeaders.createOptimized("application/json;charset=UTF-8");
    private static final CharSequence NO_STORE = HttpHeaders.createOptimized("no-store");
    private static final CharSequence KEY = HttpHeaders.createOptimized("idempotency-key");
    private static final Buffer COUNTED = Buffer.buffer("{\"counted\":true}");
    private static final Buffer NOT_COUNTED = Buffer.buffer("{\"counted\":false}");

    private final Offers offers;
    private final Salts salts;
    private final Flood flood;
    private final Counter counter;
    private final ClientAddress addresses;
    private final ReportRules rules;
    private final ObjectMapper json;
    private final ObjectReader reader;
    private final Clock clock;

    Turnstile(
            Offers offers,
            Salts salts,
            Flood flood,
            Counter counter,
            ClientAddress addresses,
            ReportRules rules,
            ObjectMapper json,
            Clock clock) {
        this.offers = offers;
        this.salts = salts;
        this.flood = flood;
        this.counter = counter;
        this.addresses = addresses;
        this.rules = rules;
        this.json = json;
        this.reader = json.readerFor(NewReport.class);
        this.clock = clock;
    }

    void register(@Observes Filters filters) {
        filters.register(this::receive, SecurityHeaders.PRIORITY + 90);
    }

    private void receive(RoutingContext exchange) {
        HttpServerRequest request = exchange.request();
        Optional<Offer> offer = HttpMethod.POST.equals(request.method()) ? offer(request) : Optional.empty();
        if (offer.isEmpty()) {
            exchange.next();
            return;
        }
        request.body()
                .onSuccess(body -> answer(request, offer.get(), body))
                .onFailure(broken -> LOG.debug("The caller broke off in the middle of the body", broken));
        // The server pauses each request until somebody wants its body.
        request.resume();
    }

    /** The service that strangers report of here; nothing where the usual way is to be taken. */
    private Optional<Offer> offer(HttpServerRequest request) {
        String path = request.path();
        if (path == null || !path.startsWith(BEGIN) || request.query() != null) {
            return Optional.empty();
        }
        Matcher matcher = REPORTS.matcher(path);
        return matcher.matches() && plain(request.headers()) && salts.ready(clock.instant())
                ? offers.ready(matcher.group("slug")).filter(Offer::anonymous)
                : Optional.empty();
    }

    private static boolean plain(MultiMap headers) {
        String type = headers.get(HttpHeaders.CONTENT_TYPE);
        String length = headers.get(HttpHeaders.CONTENT_LENGTH);
        return !headers.contains(HttpHeaders.COOKIE)
                && !headers.contains(HttpHeaders.AUTHORIZATION)
                && !headers.contains(KEY)
                && !headers.contains(HttpHeaders.CONTENT_ENCODING)
                && type != null
                && type.startsWith("application/json")
                && length != null
                && length.length() <= String.valueOf(MOST_BYTES).length()
                && length.chars().allMatch(Character::isDigit)
                && Integer.parseInt(length) <= MOST_BYTES;
    }

    private void answer(HttpServerRequest request, Offer offer, Buffer body) {
        try {
            Instant now = clock.instant();
            Sender sender = Sender.of(request, addresses);
            flood.mayReport(offer, sender, now);
            NewReport said = rules.checked(offer, read(body), now);
            Report.Person person = salts.person(offer.id(), sender.address(), sender.browser(), now);
            counter.count(Report.of(offer, said, person, now), new Answer(request));
        } catch (Problem refused) {
            refuse(request, refused);
        }
    }

    private NewReport read(Buffer body) {
        try {
            NewReport said = reader.readValue(body.getBytes());
            if (said == null) {
                throw Problem.invalid("A JSON object is needed as the body.");
            }
            return said;
        } catch (JsonProcessingException unreadable) {
            throw JsonFaults.problem(unreadable);
        } catch (IOException unreadable) {
            throw Problem.invalid("The body is not valid JSON.");
        }
    }

    /** Answers one request. */
    private final class Answer implements Counter.Told {

        private final HttpServerRequest request;

        Answer(HttpServerRequest request) {
            this.request = request;
        }

        @Override
        public void counted(boolean counted) {
            if (!request.response().ended()) {
                head(request.response(), 202, JSON).end(counted ? COUNTED : NOT_COUNTED);
            }
        }

        @Override
        public void failed(Throwable why) {
            LOG.errorf("Reports cannot be counted: %s", why);
            refuse(request, (Causes.diskFull(why) ? Problem.noRoom() : Problem.away()).with("retryAfter", AGAIN_AFTER));
        }
    }

    private void refuse(HttpServerRequest request, Problem problem) {
        HttpServerResponse response =
                head(request.response(), problem.status(), ProblemAnswers.MEDIA_TYPE + ";charset=UTF-8");
        if (problem.members().get("retryAfter") instanceof Number seconds) {
            response.putHeader(HttpHeaders.RETRY_AFTER, seconds.toString());
        }
        try {
            response.end(Buffer.buffer(json.writeValueAsBytes(ProblemBody.of(problem, request.path()))));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static HttpServerResponse head(HttpServerResponse response, int status, CharSequence type) {
        SecurityHeaders.put(response.headers());
        return response.setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, type)
                .putHeader(HttpHeaders.CACHE_CONTROL, NO_STORE);
    }
}
