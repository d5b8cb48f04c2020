package org.hindsight.incident;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hibernate.Session;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.exception.ConstraintViolationException;
import org.hindsight.platform.problem.Problem;
import org.jspecify.annotations.Nullable;

/** Begins the record of an incident that was recorded before, here or elsewhere, and is put back from an archive. */
@ApplicationScoped
public class Restoration {

    private static final Pattern REF = Pattern.compile("INC-([1-9][0-9]{0,8})");

    /** Numbers are drawn one by one to get so far ahead; beyond that a reference is taken for one of another order. */
    private static final long AHEAD = 20_000;

    private static final int LONGEST_REF = 40;
    private static final String NUMBERS = "incident_seq";

    private final EntityManager database;
    private final Clock clock;

    Restoration(EntityManager database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Whether an incident that was called so could be called so here. */
    public boolean free(@Nullable String ref) {
        return number(ref).isPresent();
    }

    /**
     * An incident without anything in it, under its lock: for the chapters to fill.
     *
     * @param ref what it was called; it is called so again unless another one is
     */
    public Incident begin(@Nullable String ref) {
        Optional<Long> own = number(ref);
        long id = own.map(this::reserve).orElseGet(this::draw);
        insert(id);
        Incident incident = database.find(Incident.class, id);
        if (own.isEmpty() && ref != null) {
            incident.importedFrom = ref.length() <= LONGEST_REF ? ref : ref.substring(0, LONGEST_REF);
        }
        return incident;
    }

    /** As a row: Hibernate gives numbers of its own to what it is asked to keep. */
    private void insert(long id) {
        try {
            database.createNativeQuery(
                            "insert into incident (id, title, severity, status, zone, restricted, declared_at,"
                                    + " recorded_at, revision) values (?1, '', 'SEV4', 'INVESTIGATING', 'UTC', true, ?2, ?2, 0)")
                    .setParameter(1, id)
                    .setParameter(2, clock.instant().atOffset(ZoneOffset.UTC))
                    .executeUpdate();
        } catch (ConstraintViolationException taken) {
            throw Problem.refused("INC-" + id + " was declared at this very moment. Run the import once more.");
        }
    }

    private Optional<Long> number(@Nullable String ref) {
        Matcher named = REF.matcher(ref == null ? "" : ref);
        return named.matches()
                ? Optional.of(Long.valueOf(named.group(1)))
                        .filter(id -> database.find(Incident.class, id) == null)
                        .filter(id -> id <= newest() + AHEAD)
                : Optional.empty();
    }

    private long newest() {
        return database.createQuery("select coalesce(max(i.id), 0) from Incident i", Long.class)
                .getSingleResult();
    }

    /** Sees to it that nobody else is given that number any more. */
    private long reserve(long id) {
        if (id > newest()) {
            long drawn = draw();
            while (drawn < id) {
                drawn = draw();
            }
        }
        return id;
    }

    private long draw() {
        Session session = database.unwrap(Session.class);
        String next = session.getSessionFactory()
                .unwrap(SessionFactoryImplementor.class)
                .getJdbcServices()
                .getDialect()
                .getSequenceSupport()
                .getSequenceNextValString(NUMBERS);
        return session.createNativeQuery(next, Long.class).getSingleResult();
    }
}
