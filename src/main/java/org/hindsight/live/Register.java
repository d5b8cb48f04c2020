package org.hindsight.live;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hindsight.account.Person;

/**
 * The table of who follows which incident on which node. All times in it are the database's own: the clocks of the
 * nodes may differ. Wants a transaction.
 */
@ApplicationScoped
class Register {

    /** How many people are told by name. */
    static final int NAMED = 50;

    private static final String ALIVE = "n.seen_at > current_timestamp - interval '15' second";
    private static final String LONG_GONE = "seen_at < current_timestamp - interval '60' second";

    private final String node = UUID.randomUUID().toString();
    private final EntityManager database;

    Register(EntityManager database) {
        this.database = database;
    }

    /** What can be compared to see whether others came or went. */
    record Print(long many, long newest) {}

    /** Who is there: the first by name, and how many in all. */
    record Present(List<Person> people, int count) {}

    /** A sign of life of this node; false when it was taken for dead meanwhile and has to begin anew. */
    boolean giveSign() {
        return database.createNativeQuery("update presence_node set seen_at = current_timestamp where id = ?1")
                        .setParameter(1, node)
                        .executeUpdate()
                == 1;
    }

    /** Enters this node, and strikes out those that have given no sign for a long time. */
    void begin() {
        database.createNativeQuery("delete from presence_node where " + LONG_GONE)
                .executeUpdate();
        database.createNativeQuery("insert into presence_node (id, seen_at) values (?1, current_timestamp)")
                .setParameter(1, node)
                .executeUpdate();
    }

    /** Strikes this node out, and everybody on it. */
    void end() {
        database.createNativeQuery("delete from presence_node where id = ?1")
                .setParameter(1, node)
                .executeUpdate();
    }

    void enter(long incident, long user) {
        database.createNativeQuery("insert into presence (incident_id, user_id, node_id) values (?1, ?2, ?3)")
                .setParameter(1, incident)
                .setParameter(2, user)
                .setParameter(3, node)
                .executeUpdate();
    }

    void strike(long incident, long user) {
        database.createNativeQuery("delete from presence where incident_id = ?1 and user_id = ?2 and node_id = ?3")
                .setParameter(1, incident)
                .setParameter(2, user)
                .setParameter(3, node)
                .executeUpdate();
    }

    /** Of each of these incidents that somebody follows, on whichever node, what tells whether that changed. */
    Map<Long, Print> prints(Collection<Long> incidents) {
        Map<Long, Print> prints = new HashMap<>();
        List<?> rows = database.createNativeQuery("select p.incident_id, count(*), max(p.id) from presence p"
                        + " join presence_node n on n.id = p.node_id where p.incident_id in (:incidents) and " + ALIVE
                        + " group by p.incident_id")
                .setParameter("incidents", incidents)
                .getResultList();
        for (Object row : rows) {
            Object[] of = (Object[]) row;
            prints.put(number(of[0]), new Print(number(of[1]), number(of[2])));
        }
        return prints;
    }

    /** Who follows an incident, on whichever node, each once. */
    Present present(long incident) {
        String who = " from presence p join presence_node n on n.id = p.node_id join app_user u on u.id = p.user_id"
                + " where p.incident_id = ?1 and u.left_at is null and " + ALIVE;
        List<?> rows = database.createNativeQuery("select distinct u.name, u.email" + who + " order by u.name, u.email")
                .setParameter(1, incident)
                .setMaxResults(NAMED)
                .getResultList();
        List<Person> people = rows.stream()
                .map(row -> (Object[]) row)
                .map(row -> new Person((String) row[0], (String) row[1]))
                .toList();
        if (people.size() < NAMED) {
            return new Present(people, people.size());
        }
        Object count = database.createNativeQuery("select count(distinct u.id)" + who)
                .setParameter(1, incident)
                .getSingleResult();
        return new Present(people, Math.toIntExact(number(count)));
    }

    private static long number(Object column) {
        return ((Number) column).longValue();
    }
}
