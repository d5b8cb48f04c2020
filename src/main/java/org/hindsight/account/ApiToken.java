package org.hindsight.account;

import io.quarkus.hibernate.orm.panache.PanacheEntity;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a program signs in with on behalf of a user. The token itself is shown once; its digest is kept. */
@Entity
@Table(name = "api_token")
class ApiToken extends PanacheEntity {

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "user_id")
    public User user;

    @Column(name = "name")
    public String name;

    @Column(name = "digest")
    public String digest;

    @Column(name = "created_at")
    public Instant createdAt;

    @Column(name = "expires_at")
    public @Nullable Instant expiresAt;

    static ApiToken of(User user, String name, String secret, @Nullable Instant expiresAt, Instant now) {
        ApiToken token = new ApiToken();
        token.user = user;
        token.name = name.strip();
        token.digest = Secrets.digest(secret);
        token.createdAt = now;
        token.expiresAt = expiresAt;
        token.persist();
        return token;
    }

    /** Whose valid token has this digest. */
    static Optional<User> owner(String digest, Instant now) {
        return ApiToken.<ApiToken>find(
                        "from ApiToken t join fetch t.user u where t.digest = ?1 and u.leftAt is null"
                                + " and (t.expiresAt is null or t.expiresAt > ?2)",
                        digest,
                        now)
                .firstResultOptional()
                .map(token -> token.user);
    }

    static List<ApiToken> of(User user) {
        return list("user = ?1 order by id", user);
    }

    static boolean revoke(User user, long id) {
        return delete("user = ?1 and id = ?2", user, id) == 1;
    }

    static void revokeAllOf(User user) {
        delete("user", user);
    }
}
