package org.hindsight.edition.webhook;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hindsight.account.Caller;
import org.hindsight.account.Role;
import org.hindsight.edition.Announcement;
import org.hindsight.platform.Cursor;
import org.hindsight.platform.Etag;
import org.hindsight.platform.Listing;
import org.hindsight.platform.problem.Problem;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Who is told of public editions, and the log of what they were told; an admin's work. */
@ApplicationScoped
class Webhooks {

    private static final Logger LOG = Logger.getLogger(Webhooks.class);

    /** How long the log is kept. */
    static final Duration KEPT = Duration.ofDays(30);

    /** What a test says. */
    record Greeting(String message) {}

    private final Targets targets;
    private final Courier courier;
    private final Caller caller;
    private final Clock clock;
    private final EntityManager database;
    private final ObjectMapper json;

    Webhooks(Targets targets, Courier courier, Caller caller, Clock clock, EntityManager database, ObjectMapper json) {
        this.targets = targets;
        this.courier = courier;
        this.caller = caller;
        this.clock = clock;
        this.database = database;
        this.json = json;
    }

    /** Orders the messages about an announcement, in its transaction: either both come about or neither. */
    void pass(@Observes Announcement news) {
        Topic topic = Topic.of(news.what());
        List<Webhook> listening = Webhook.listening(topic);
        if (!listening.isEmpty()) {
            Message message = Message.of(topic, news.at(), news.told(), news.edition(), json);
            listening.forEach(webhook -> Delivery.order(webhook, message, clock.instant()));
            courier.soon();
        }
    }

    /** Adds one; its secret is only in this answer. */
    WebhookView add(NewWebhook input) {
        caller.mustBe(Role.ADMIN);
        mustBeAllowed(input.url());
        Secret secret = Secret.fresh();
        Instant now = clock.instant();
        return WebhookView.of(Webhook.add(input, secret, now), 0, now, secret);
    }

    /** The webhook, to be changed: under its lock, and still in the version that the caller read. */
    Webhook toChange(long id, @Nullable String ifMatch) {
        caller.mustBe(Role.ADMIN);
        Webhook webhook = Webhook.locked(id).orElseThrow(Webhooks::unknown);
        Etag.check(ifMatch, webhook.version);
        return webhook;
    }

    Webhook toRead(long id) {
        caller.mustBe(Role.ADMIN);
        return Webhook.<Webhook>findByIdOptional(id).orElseThrow(Webhooks::unknown);
    }

    private static Problem unknown() {
        return Problem.notFound("There is no such webhook.");
    }

    void change(Webhook webhook, NewWebhook input) {
        if (!input.url().strip().equals(webhook.url)) {
            mustBeAllowed(input.url());
        }
        webhook.change(input, clock.instant());
        courier.soon();
    }

    /** A name that nobody knows just now may be known later; what is sent then is looked at again. */
    private void mustBeAllowed(String url) {
        try {
            targets.allowed(URI.create(url.strip()).getHost());
        } catch (Targets.Forbidden forbidden) {
            throw Problem.invalid("url", forbidden.fault());
        } catch (UnknownHostException unknown) {
            LOG.infof("The name %s of a webhook is not known", unknown.getMessage());
        }
    }

    /** Takes it away, with its log and all that waits for it. */
    void remove(Webhook webhook) {
        Delivery.delete("webhook", webhook);
        webhook.delete();
    }

    /** Gives it another secret, which is only in this answer; the last one signs beside it for a day. */
    WebhookView rotate(Webhook webhook) {
        Secret secret = Secret.fresh();
        Instant now = clock.instant();
        webhook.rotate(secret, now);
        return WebhookView.of(webhook, waiting(List.of(webhook)).getOrDefault(webhook.id, 0L), now, secret);
    }

    /** Sends it a test, whether it is switched on or not; once. */
    Delivery test(Webhook webhook) {
        Instant now = clock.instant();
        Message message = Message.of(Topic.TEST, now, new Greeting("Hindsight can reach you."), null, json);
        Delivery delivery = Delivery.order(webhook, message, now);
        courier.soon();
        return delivery;
    }

    /** Sends a message again now: the same bytes under the same id. */
    Delivery redeliver(Webhook webhook, int no) {
        Delivery delivery = known(webhook, no);
        delivery.ask(clock.instant());
        courier.soon();
        return delivery;
    }

    /** Gives up a message that waits, so that the next one goes. */
    Delivery cancel(Webhook webhook, int no) {
        Delivery delivery = known(webhook, no);
        delivery.giveUp();
        courier.soon();
        return delivery;
    }

    Delivery known(Webhook webhook, int no) {
        return Delivery.of(webhook, no)
                .orElseThrow(() -> Problem.notFound("There is no message " + no + " in the log of this webhook."));
    }

    WebhookView view(Webhook webhook) {
        return views(List.of(webhook)).get(0);
    }

    DeliveryView view(Delivery delivery) {
        return DeliveryView.of(delivery, Delivery.first(delivery.webhook).orElse(null));
    }

    /** All of them, in the order in which they were added. */
    List<WebhookView> all() {
        caller.mustBe(Role.ADMIN);
        return views(Webhook.list("order by id"));
    }

    Listing<WebhookView> page(@Nullable Integer asked, @Nullable String cursor) {
        caller.mustBe(Role.ADMIN);
        int limit = Listing.limit(asked);
        long after = Cursor.read("webhooks", 1, cursor).map(c -> c.number(0)).orElse(0L);
        List<Webhook> rows = Webhook.<Webhook>find("id > ?1 order by id", after)
                .page(0, limit + 1)
                .list();
        Listing<Webhook> page = Listing.of(rows, limit, webhook -> Cursor.after("webhooks", webhook.id));
        return new Listing<>(views(page.items()), page.next());
    }

    private List<WebhookView> views(List<Webhook> webhooks) {
        Map<Long, Long> waiting = waiting(webhooks);
        Instant now = clock.instant();
        return webhooks.stream()
                .map(webhook -> WebhookView.of(webhook, waiting.getOrDefault(webhook.id, 0L), now))
                .toList();
    }

    private Map<Long, Long> waiting(List<Webhook> webhooks) {
        Map<Long, Long> waiting = new HashMap<>();
        if (!webhooks.isEmpty()) {
            database.createQuery(
                            "select d.webhook.id, count(d) from Delivery d where d.webhook in ?1 and d.state = ?2"
                                    + " group by d.webhook.id",
                            Object[].class)
                    .setParameter(1, webhooks)
                    .setParameter(2, Delivery.State.WAITING)
                    .getResultList()
                    .forEach(row -> waiting.put((Long) row[0], (Long) row[1]));
        }
        return waiting;
    }

    /** The log of one, the newest message first. */
    Listing<DeliveryView> log(Webhook webhook, @Nullable Integer asked, @Nullable String cursor) {
        int limit = Listing.limit(asked);
        int before = Cursor.read("deliveries", 1, cursor)
                .map(c -> (int) Math.min(c.number(0), Integer.MAX_VALUE))
                .orElse(Integer.MAX_VALUE);
        List<Delivery> rows = Delivery.<Delivery>find("webhook = ?1 and no < ?2 order by no desc", webhook, before)
                .page(0, limit + 1)
                .list();
        Delivery first = Delivery.first(webhook).orElse(null);
        return Listing.of(rows, limit, delivery -> Cursor.after("deliveries", delivery.no))
                .map(delivery -> DeliveryView.of(delivery, first));
    }

    @Scheduled(
            every = "1h",
            delayed = "13m",
            identity = "forget old messages",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    void forget() {
        try {
            forget(clock.instant());
        } catch (PersistenceException away) {
            LOG.debug("The database is away; old messages are forgotten when it is back", away);
        }
    }

    void forget(Instant now) {
        QuarkusTransaction.requiringNew().run(() -> {
            Delivery.forgetBefore(now.minus(KEPT));
            Webhook.forgetSecrets(now);
        });
    }
}
