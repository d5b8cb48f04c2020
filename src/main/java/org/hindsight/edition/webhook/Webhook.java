package org.hindsight.edition.webhook;

import io.quarkus.hibernate.orm.panache.PanacheEntity;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.LockModeType;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Table;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.hibernate.annotations.DynamicUpdate;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who is told of public editions: an address that an admin entered. Written column by column, for while an admin
 * changes one thing a node may write another.
 */
@Entity
@Table(name = "webhook")
@DynamicUpdate
class Webhook extends PanacheEntity {

    private static final Logger LOG = Logger.getLogger(Webhook.class);

    /** How long the secret before the last still signs. */
    static final Duration TWO_SECRETS = Duration.ofHours(24);

    /** After so long without a single success it is switched off. */
    static final Duration PATIENCE = Duration.ofDays(5);

    /** Who sends to it has so long; then they are taken for dead, and another one sends. */
    static final Duration CLAIM = Duration.ofMinutes(1);

    @Column(name = "url")
    public String url;

    @Column(name = "description")
    public @Nullable String description;

    @ElementCollection
    @CollectionTable(name = "webhook_event", joinColumns = @JoinColumn(name = "webhook_id"))
    @OrderColumn(name = "position")
    @Column(name = "event")
    public List<String> events = new ArrayList<>();

    @Column(name = "active")
    public boolean active;

    @Column(name = "secret")
    public String secret;

    @Column(name = "former_secret")
    public @Nullable String formerSecret;

    @Column(name = "former_until")
    public @Nullable Instant formerUntil;

    @Column(name = "created_at")
    public Instant createdAt;

    /** The number of its last message. */
    @Column(name = "last_no")
    public int lastNo;

    /** Until when somebody sends to it, unless they are done before. */
    @Column(name = "busy_until")
    public @Nullable Instant busyUntil;

    @Column(name = "tried_at")
    public @Nullable Instant triedAt;

    /** Since when all that was sent failed. */
    @Column(name = "failing_since")
    public @Nullable Instant failingSince;

    @Column(name = "switched_off_at")
    public @Nullable Instant switchedOffAt;

    @Column(name = "switched_off_because")
    public @Nullable String switchedOffBecause;

    @Column(name = "version")
    int version;

    /** The webhook under its lock, so that its messages are numbered and settled one after the other. */
    static Optional<Webhook> locked(long id) {
        return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE);
    }

    /** Those who want to hear of that, each under its lock, always in the same order. */
    static List<Webhook> listening(Topic topic) {
        return Webhook.<Webhook>find("active = true and ?1 member of events order by id", topic.word)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .list();
    }

    static Webhook add(NewWebhook input, Secret secret, Instant now) {
        Webhook webhook = new Webhook();
        webhook.secret = secret.text();
        webhook.createdAt = now;
        webhook.active = true;
        webhook.take(input, now);
        webhook.persist();
        return webhook;
    }

    /** Takes it as it is wanted. What waits for it goes at once when it is switched on again, or moved. */
    void change(NewWebhook input, Instant now) {
        boolean anew = (input.wantsActive() && !active) || !input.url().strip().equals(url);
        take(input, now);
        if (anew) {
            failingSince = null;
            Delivery.hurry(this, now);
        }
    }

    private void take(NewWebhook input, Instant now) {
        url = input.url().strip();
        description = input.description() == null || input.description().isBlank()
                ? null
                : input.description().strip();
        List<String> wanted = List.copyOf(new LinkedHashSet<>(input.eventsOrAll()));
        if (!events.equals(wanted)) {
            events.clear();
            events.addAll(wanted);
        }
        if (active && !input.wantsActive()) {
            switchedOffAt = now;
        } else if (input.wantsActive()) {
            switchedOffAt = null;
            switchedOffBecause = null;
        }
        active = input.wantsActive();
        version++;
    }

    /** That something did not get through; when nothing does for days, or it says so itself, it is switched off. */
    void failed(Wire.Answer result, Instant now) {
        failingSince = failingSince == null ? now : failingSince;
        if (active && result.gone()) {
            switchOff("It answered 410: it wants no more messages.", now);
        } else if (active && !failingSince.plus(PATIENCE).isAfter(now)) {
            switchOff("Nothing got through for " + PATIENCE.toDays() + " days.", now);
        }
    }

    /** Stops sending to it; what waits stays. */
    private void switchOff(String reason, Instant now) {
        active = false;
        switchedOffAt = now;
        switchedOffBecause = reason;
        version++;
        LOG.warnf("Webhook %d (%s) is switched off: %s", id, host(), reason);
    }

    /** Its host; what stands behind it in the address may be a secret. */
    private String host() {
        return URI.create(url).getHost();
    }

    /** Signs with another secret from now on, and with the last one beside it for a day. */
    void rotate(Secret fresh, Instant now) {
        formerSecret = secret;
        formerUntil = now.plus(TWO_SECRETS);
        secret = fresh.text();
        version++;
    }

    /** What signs at that moment, the newest first. */
    List<Secret> secrets(Instant now) {
        List<Secret> secrets = new ArrayList<>(List.of(new Secret(secret)));
        if (formerSecret != null && formerUntil != null && formerUntil.isAfter(now)) {
            secrets.add(new Secret(formerSecret));
        }
        return secrets;
    }

    /** Forgets secrets that sign nothing any more. */
    static void forgetSecrets(Instant now) {
        update("formerSecret = null, formerUntil = null where formerUntil <= ?1", now);
    }

    /** Takes on sending to it, unless somebody else did: answers whether it is ours until then. */
    static boolean claim(long id, Instant now, Instant until) {
        return update("busyUntil = ?1 where id = ?2 and (busyUntil is null or busyUntil <= ?3)", until, id, now) == 1;
    }

    /** Who has something to be sent now and nobody who sends it; whoever waited longest comes first. */
    static List<Long> due(Instant now) {
        return getEntityManager()
                .createQuery(
                        "select w.id from Webhook w where (w.busyUntil is null or w.busyUntil <= :now)"
                                + " and exists (select d.id from Delivery d where d.webhook = w and (d.askedAt is not null"
                                + " or (w.active = true and d.state = :waiting and d.retried = true and d.dueAt <= :now"
                                + " and not exists (select e.id from Delivery e where e.webhook = w and e.state = :waiting"
                                + " and e.retried = true and e.no < d.no)))) order by w.triedAt nulls first, w.id",
                        Long.class)
                .setParameter("now", now)
                .setParameter("waiting", Delivery.State.WAITING)
                .getResultList();
    }
}
