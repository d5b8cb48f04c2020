package org.hindsight.account;

import io.quarkus.hibernate.orm.panache.PanacheEntity;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A browser in which somebody signed in. The cookie is opaque; only its digest is kept. */
@Entity
@Table(name = "session")
class Session extends PanacheEntity {

    /** Long enough to last through any incident; signing out or leaving ends it at once. */
    static final Duration LASTS = Duration.ofDays(14);

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "user_id")
    public User user;

    @Column(name = "digest")
    public String digest;

    @Column(name = "created_at")
    public Instant createdAt;

    @Column(name = "expires_at")
    public Instant expiresAt;

    static void begin(User user, String secret, Instant now) {
        Session session = new Session();
        session.user = user;
        session.digest = Secrets.digest(secret);
        session.createdAt = now;
        session.expiresAt = now.plus(LASTS);
        session.persist();
    }

    /** Who is signed in with the cookie of this digest. */
    static Optional<User> owner(String digest, Instant now) {
        return Session.<Session>find(
                        "from Session s join fetch s.user u where s.digest = ?1 and u.leftAt is null and s.expiresAt > ?2",
                        digest,
                        now)
                .firstResultOptional()
                .map(session -> session.user);
    }

    static void end(String secret) {
        delete("digest", Secrets.digest(secret));
    }

    static void endAllOf(User user) {
        delete("user", user);
    }

    static void forgetExpired(Instant now) {
        delete("expiresAt < ?1", now);
    }
}
