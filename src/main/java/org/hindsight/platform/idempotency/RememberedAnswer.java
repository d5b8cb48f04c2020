package org.hindsight.platform.idempotency;

import io.quarkus.hibernate.orm.panache.PanacheEntity;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a caller was told under an idempotency key; kept in the transaction of the write that it tells of. */
@Entity
@Table(name = "remembered_answer")
class RememberedAnswer extends PanacheEntity {

    @Column(name = "caller")
    public String caller;

    @Column(name = "idempotency_key")
    public String key;

    @Column(name = "path")
    public String path;

    @Column(name = "body_hash")
    public String bodyHash;

    @Column(name = "created_at")
    public Instant createdAt;

    @Column(name = "status")
    public int status;

    @Column(name = "content_type")
    public @Nullable String contentType;

    @Column(name = "location")
    public @Nullable String location;

    @Column(name = "etag")
    public @Nullable String etag;

    @Column(name = "body")
    public @Nullable String body;

    static Optional<RememberedAnswer> of(String caller, String key) {
        return find("caller = ?1 and key = ?2", caller, key).firstResultOptional();
    }

    static long forgetBefore(Instant instant) {
        return delete("createdAt < ?1", instant);
    }
}
