package org.hindsight.timeline.attachment;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** That a content is kept. Whoever adds or removes it holds the lock of this row. */
@Entity
@Table(name = "stored_content")
class StoredContent extends PanacheEntityBase {

    @Id
    @Column(name = "sha256")
    public String sha256;

    @Column(name = "bytes")
    public long bytes;

    @Column(name = "stored_at")
    public Instant storedAt;
}
