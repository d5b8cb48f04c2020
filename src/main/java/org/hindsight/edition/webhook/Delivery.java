package org.hindsight.edition.webhook;

import io.quarkus.hibernate.orm.panache.PanacheEntity;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.hibernate.annotations.DynamicUpdate;
import org.hindsight.edition.Edition;
import org.hindsight.platform.problem.Problem;
import org.jspecify.annotations.Nullable;

/**
 * A message to one webhook: its bytes as they were when it was ordered, and what became of it. Messages go in the order of
 * their numbers; one that somebody asks for by hand goes at once and holds up no other.
 */
@Entity
@Table(name = "webhook_delivery")
@DynamicUpdate
class Delivery extends PanacheEntity {

    /** Where it stands. */
    enum State {
        /** It is to be sent, or sent again. */
        WAITING,
        /** The receiver said that it has it. */
        DELIVERED,
        /** It is not tried any more, unless somebody asks for it. */
        GIVEN_UP
    }

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "webhook_id")
    public Webhook webhook;

    /** Counts the messages to its webhook, from 1. */
    @Column(name = "delivery_no")
    public int no;

    /** By this the receiver knows it again: the same at each try, and for everybody who is told of the same event. */
    @Column(name = "message_id")
    public String messageId;

    @Column(name = "event")
    public String event;

    @Column(name = "body")
    public byte[] body;

    /** The edition that it tells of; none in a test. */
    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "edition_id")
    public @Nullable Edition edition;

    @Column(name = "ordered_at")
    public Instant orderedAt;

    @Enumerated(EnumType.STRING)
    @Column(name = "state")
    public State state;

    /** Whether it is tried again by itself, and holds up those behind it meanwhile; a test is not. */
    @Column(name = "retried")
    public boolean retried;

    /** How often it was begun. */
    @Column(name = "tries")
    public int tries;

    /** How many of the tries that came by themselves failed. */
    @Column(name = "failures")
    public int failures;

    @Column(name = "due_at")
    public Instant dueAt;

    /** Since when somebody wants it sent now. */
    @Column(name = "asked_at")
    public @Nullable Instant askedAt;

    @Column(name = "tried_at")
    public @Nullable Instant triedAt;

    @Column(name = "status")
    public @Nullable Integer status;

    @Column(name = "millis")
    public @Nullable Integer millis;

    @Column(name = "answer")
    public @Nullable String answer;

    @Column(name = "fault")
    public @Nullable String fault;

    /** Orders a message; wants the webhook under its lock. */
    static Delivery order(Webhook webhook, Message message, Instant now) {
        Delivery delivery = new Delivery();
        delivery.webhook = webhook;
        delivery.no = ++webhook.lastNo;
        delivery.messageId = message.id();
        delivery.event = message.topic().word;
        delivery.body = message.body().getBytes(StandardCharsets.UTF_8);
        delivery.edition = message.edition();
        delivery.orderedAt = now;
        delivery.state = State.WAITING;
        delivery.retried = message.topic() != Topic.TEST;
        delivery.dueAt = now;
        delivery.askedAt = delivery.retried ? null : now;
        delivery.persist();
        return delivery;
    }

    static Optional<Delivery> of(Webhook webhook, int no) {
        return find("webhook = ?1 and no = ?2", webhook, no).firstResultOptional();
    }

    /** The one that may be sent now: what somebody asked for, else the first that waits, once it is due. */
    static Optional<Delivery> next(Webhook webhook, Instant now) {
        Optional<Delivery> asked = Delivery.<Delivery>find(
                        "webhook = ?1 and askedAt is not null order by askedAt, no", webhook)
                .firstResultOptional();
        return asked.isPresent() || !webhook.active
                ? asked
                : first(webhook).filter(delivery -> !delivery.dueAt.isAfter(now));
    }

    /** The first that waits: those behind it wait for it. */
    static Optional<Delivery> first(Webhook webhook) {
        return Delivery.<Delivery>find(
                        "webhook = ?1 and state = ?2 and retried = true order by no", webhook, State.WAITING)
                .firstResultOptional();
    }

    /** Lets all that waits for a webhook begin anew. */
    static void hurry(Webhook webhook, Instant now) {
        update("dueAt = ?1, failures = 0 where webhook = ?2 and state = ?3", now, webhook, State.WAITING);
    }

    static void forgetBefore(Instant instant) {
        delete("orderedAt < ?1", instant);
    }

    /** Has it sent now, once: the same message again, whatever became of it before. */
    void ask(Instant now) {
        overtaken().ifPresent(reason -> {
            throw Problem.refused("It is not sent: " + reason + ".");
        });
        askedAt = now;
    }

    /** Gives it up, so that those behind it need not wait. */
    void giveUp() {
        if (state != State.WAITING) {
            throw Problem.refused("Message " + no + " is not waiting.");
        }
        state = State.GIVEN_UP;
        askedAt = null;
    }

    /** Why it must not be told any more, although it was right when it was ordered. */
    Optional<String> overtaken() {
        if (edition == null) {
            return Optional.empty();
        }
        if (edition.incident.restricted) {
            return Optional.of("the incident is restricted to named people by now");
        }
        return edition.withdrawnAt != null && !event.equals(Topic.WITHDRAWN.word)
                ? Optional.of("the edition was withdrawn in the meantime")
                : Optional.empty();
    }

    /** Keeps what came of a try. */
    void note(Wire.Answer result, Instant at) {
        triedAt = at;
        status = result.status();
        millis = result.millis();
        answer = result.text();
        fault = result.fault();
    }

    void delivered() {
        state = State.DELIVERED;
        askedAt = null;
    }

    /**
     * Has it wait for another try, or gives it up after the last. What somebody asked for by hand uses up none.
     *
     * @param chance 0 to 1, see {@link Waits}
     */
    void failed(boolean byHand, Wire.Answer result, Instant now, double chance) {
        if (byHand) {
            askedAt = null;
        }
        if (state != State.WAITING) {
            return;
        }
        failures += byHand ? 0 : 1;
        if (!retried || result.gone() || failures >= Waits.TRIES) {
            state = State.GIVEN_UP;
        } else {
            dueAt = now.plus(Waits.after(Math.max(1, failures), chance, result.retryAfter()));
        }
    }

    /** Lays it aside unsent. */
    void drop(String reason, Instant now) {
        state = state == State.DELIVERED ? State.DELIVERED : State.GIVEN_UP;
        askedAt = null;
        triedAt = now;
        status = null;
        millis = null;
        answer = null;
        fault = "Not sent: " + reason;
    }
}
