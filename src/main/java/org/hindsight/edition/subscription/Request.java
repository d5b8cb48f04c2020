package org.hindsight.edition.subscription;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hindsight.account.Secrets;
import org.jspecify.annotations.Nullable;

/** That somebody asked for a subscription and did not confirm it yet. Gone after 48 hours. */
@Entity
@Table(name = "subscription_request")
class Request extends PanacheEntityBase {

    /** How long it can be confirmed. */
    static final Duration OPEN = Duration.ofDays(2);

    /** As many mails go to one address in a day, whoever asks for them. */
    static final int A_DAY = 3;

    private static final Duration DAY = Duration.ofDays(1);

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "subscription_request_seq")
    @SequenceGenerator(name = "subscription_request_seq", sequenceName = "subscription_request_seq")
    public Long id;

    @Column(name = "email")
    public String email;

    @Column(name = "report")
    public String report;

    @Column(name = "requested_at")
    public Instant requestedAt;

    @Column(name = "tries")
    public int tries;

    /** When its mail may be sent; null once the server has it. */
    @Column(name = "due_at")
    public @Nullable Instant dueAt;

    static void place(String email, String report, Instant now) {
        Request request = new Request();
        request.email = email;
        request.report = report;
        request.requestedAt = now;
        request.dueAt = now;
        request.persist();
    }

    /** Those whose mail may be begun, the first that came first. */
    static List<Long> due(Instant now, int most) {
        return Request.<Request>find("dueAt <= ?1 and requestedAt > ?2 order by dueAt, id", now, now.minus(OPEN))
                .page(0, most)
                .list()
                .stream()
                .map(request -> request.id)
                .toList();
    }

    /** Takes its mail on, unless somebody else did: answers whether it is ours. */
    static boolean claim(long id, Instant now) {
        return update("tries = tries + 1, dueAt = ?1 where id = ?2 and dueAt <= ?3", now.plus(Dispatch.CLAIM), id, now)
                == 1;
    }

    /** Whether its address got enough of these mails already. */
    boolean tooMany() {
        return count(
                        "email = ?1 and requestedAt > ?2 and (requestedAt < ?3 or (requestedAt = ?3 and id < ?4))",
                        email,
                        requestedAt.minus(DAY),
                        requestedAt,
                        id)
                >= A_DAY;
    }

    /** A new link that confirms it; only its digest is kept. */
    String link() {
        String secret = Secrets.fresh();
        getEntityManager()
                .createNativeQuery("insert into confirmation_link (digest, request_id) values (?1, ?2)")
                .setParameter(1, Secrets.digest(secret))
                .setParameter(2, id)
                .executeUpdate();
        return secret;
    }

    /** The request that a link confirms, while it can. */
    static Optional<Request> of(String secret, Instant now) {
        List<?> ids = getEntityManager()
                .createNativeQuery("select request_id from confirmation_link where digest = ?1", Long.class)
                .setParameter(1, Secrets.digest(secret))
                .getResultList();
        return ids.stream()
                .findFirst()
                .flatMap(id -> Request.<Request>findByIdOptional(id))
                .filter(request -> request.requestedAt.isAfter(now.minus(OPEN)));
    }

    /** Takes all that ask for the same away; answers whether there was any, so that of two who confirm one begins. */
    static boolean settle(String email, String report) {
        return delete("email = ?1 and report = ?2", email, report) > 0;
    }

    /** Forgets what nobody confirmed. */
    static void sweep(Instant now) {
        delete("requestedAt <= ?1", now.minus(OPEN));
    }
}
