package org.hindsight.live;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hindsight.account.Person;
import org.hindsight.account.User;
import org.hindsight.live.Presence.Writer;

/**
 * The table of where in its post-mortem the people of an incident write just now. It is a courtesy and no lock: it is
 * forgotten 40 s after somebody says no more, and a page says it again well before. All times in it are the database's own.
 * Wants a transaction.
 */
@ApplicationScoped
class Whereabouts {

    private static final String UNTIL = "current_timestamp + interval '40' second";

    private final EntityManager database;

    Whereabouts(EntityManager database) {
        this.database = database;
    }

    /** Somebody writes there, and nowhere else in the incident. */
    void enter(long incident, User user, String section) {
        // Two tabs of one person come one after the other.
        database.createNativeQuery("select id from app_user where id = ?1 for update")
                .setParameter(1, user.id)
                .getSingleResult();
        int known = database.createNativeQuery("update whereabouts set section = ?1, until = " + UNTIL
                        + " where incident_id = ?2 and user_id = ?3")
                .setParameter(1, section)
                .setParameter(2, incident)
                .setParameter(3, user.id)
                .executeUpdate();
        if (known == 0) {
            database.createNativeQuery(
                            "insert into whereabouts (section, incident_id, user_id, until) values (?1, ?2, ?3, "
                                    + UNTIL + ")")
                    .setParameter(1, section)
                    .setParameter(2, incident)
                    .setParameter(3, user.id)
                    .executeUpdate();
        }
    }

    void leave(long incident, User user) {
        database.createNativeQuery("delete from whereabouts where incident_id = ?1 and user_id = ?2")
                .setParameter(1, incident)
                .setParameter(2, user.id)
                .executeUpdate();
    }

    /** Who writes about each of these incidents, by name; those of which nobody does are left out. */
    Map<Long, List<Writer>> of(Collection<Long> incidents) {
        List<?> rows = database.createNativeQuery("select w.incident_id, u.name, u.email, w.section from whereabouts w"
                        + " join app_user u on u.id = w.user_id where w.incident_id in (:incidents)"
                        + " and w.until > current_timestamp and u.left_at is null order by u.name, u.email")
                .setParameter("incidents", incidents)
                .getResultList();
        Map<Long, List<Writer>> writers = new HashMap<>();
        for (Object row : rows) {
            Object[] of = (Object[]) row;
            writers.computeIfAbsent(((Number) of[0]).longValue(), incident -> new ArrayList<>())
                    .add(new Writer(new Person((String) of[1], (String) of[2]), (String) of[3]));
        }
        return writers;
    }
}
