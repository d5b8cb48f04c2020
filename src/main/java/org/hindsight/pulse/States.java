package org.hindsight.pulse;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.hindsight.incident.Service;
import org.hindsight.pulse.detection.State;

/** Which state each service was found in, and since when: as it was seen at the time, also when late reports came afterwards. */
@ApplicationScoped
class States {

    private final EntityManager database;

    States(EntityManager database) {
        this.database = database;
    }

    /** A state that a service took. */
    record Turn(State state, Instant since) {}

    /** The last state that a service took; nothing while none was ever found but the normal one. */
    Optional<Turn> last(long service) {
        List<?> rows = database.createNativeQuery(
                        "select state, since from service_state where service_id = ?1" + " order by since desc")
                .setParameter(1, service)
                .setMaxResults(1)
                .getResultList();
        return rows.stream()
                .map(row -> (Object[]) row)
                .map(row -> new Turn(State.valueOf((String) row[0]), instant(row[1])))
                .findFirst();
    }

    private static Instant instant(Object column) {
        return column instanceof Instant instant ? instant : ((OffsetDateTime) column).toInstant();
    }

    /** Writes down that a service took another state; answers false when that is known, from another node say. */
    boolean turn(long service, State state, Instant since) {
        database.find(Service.class, service, LockModeType.PESSIMISTIC_WRITE);
        Optional<Turn> last = last(service);
        State before = last.map(Turn::state).orElse(State.NORMAL);
        if (before == state
                || last.filter(turn -> !turn.since().isBefore(since)).isPresent()) {
            return false;
        }
        database.createNativeQuery("insert into service_state (service_id, since, state) values (?1, ?2, ?3)")
                .setParameter(1, service)
                .setParameter(2, since.atOffset(ZoneOffset.UTC))
                .setParameter(3, state.name())
                .executeUpdate();
        return true;
    }
}
