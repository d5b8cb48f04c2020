package org.hindsight.edition.host;

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
import org.hindsight.account.User;

/** What the names of some internal hosts end with, as an admin listed it. It never changes: it is added and removed. */
@Entity
@Table(name = "internal_host")
class InternalHost extends PanacheEntity {

    /** As {@link HostSuffix#text}. */
    @Column(name = "suffix")
    public String suffix;

    @Column(name = "added_at")
    public Instant addedAt;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "added_by")
    public User addedBy;

    /** All of them, in the order of the alphabet. */
    static List<InternalHost> all() {
        return list("from InternalHost h join fetch h.addedBy order by h.suffix");
    }

    static Optional<InternalHost> of(HostSuffix suffix) {
        return find("suffix", suffix.text()).firstResultOptional();
    }

    /** Adds one, at once in the database: another one who adds the same meanwhile is refused by it. */
    static InternalHost add(HostSuffix suffix, User by, Instant now) {
        InternalHost host = new InternalHost();
        host.suffix = suffix.text();
        host.addedAt = now;
        host.addedBy = by;
        host.persistAndFlush();
        return host;
    }

    /** Takes one off the list; answers whether it was there. */
    static boolean remove(HostSuffix suffix) {
        return delete("suffix", suffix.text()) == 1;
    }
}
