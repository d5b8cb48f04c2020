package org.hindsight.incident;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Instant;

/** Who holds a role in the response, and since when. */
@Embeddable
class RoleHolder {

    /** A user's e-mail address, or a free name. */
    @Column(name = "person")
    String person;

    @Column(name = "since")
    Instant since;

    static RoleHolder of(String person, Instant since) {
        RoleHolder holder = new RoleHolder();
        holder.person = person;
        holder.since = since;
        return holder;
    }
}
