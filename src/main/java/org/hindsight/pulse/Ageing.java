package org.hindsight.pulse;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Keeps counts by the minute for thirty days and by the hour from then on, but for series that were brought in from elsewhere;
 * what people wrote goes after thirty days, and who was counted after a quarter of an hour.
 */
@ApplicationScoped
class Ageing {

    private static final Logger LOG = Logger.getLogger(Ageing.class);

    /** How long all of it is kept. */
    static final Duration FINE = Duration.ofDays(30);

    private static final int HOUR = 60;
    private static final String NOT_BROUGHT_IN =
            " and not exists (select 1 from report_series s where s.service_id = %1$s.service_id"
                    + " and %1$s.at_minute between s.from_minute and s.to_minute)";

    private final Ledger ledger;
    private final EntityManager database;
    private final Clock clock;

    Ageing(Ledger ledger, EntityManager database, Clock clock) {
        this.ledger = ledger;
        this.database = database;
        this.clock = clock;
    }

    @Scheduled(
            every = "1h",
            delayed = "7m",
            identity = "keep old user reports by the hour",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    void age() {
        try {
            age(clock.instant());
        } catch (PersistenceException away) {
            LOG.debug("The database is away; old reports wait", away);
        }
    }

    /** On a bad day there are many. */
    @Scheduled(
            every = "1m",
            identity = "forget who was counted",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    void forget() {
        Instant now = clock.instant();
        try {
            QuarkusTransaction.requiringNew()
                    .run(() -> database.createNativeQuery("delete from report_receipt where received_at < ?1")
                            .setParameter(1, now.minus(Reporters.APART).atOffset(ZoneOffset.UTC))
                            .executeUpdate());
        } catch (PersistenceException away) {
            LOG.debug("The database is away; who was counted is forgotten when it is back", away);
        }
    }

    /** Does what is due at an instant. */
    void age(Instant now) {
        int before = Math.floorDiv(Minute.of(now.minus(FINE)), HOUR) * HOUR;
        QuarkusTransaction.requiringNew().run(() -> {
            ledger.passTheGate();
            coarsen("report_count", ", platform, region, symptom", before);
            coarsen("report_total", "", before);
            database.createNativeQuery("delete from report_comment where at_minute < ?1")
                    .setParameter(1, before)
                    .executeUpdate();
        });
    }

    /** Puts the sum of each hour in the place of its minutes. An hour that has been summed up already is its own first minute. */
    private void coarsen(String table, String what, int before) {
        String old = " from " + table + " c where c.at_minute < ?1 and mod(c.at_minute, 60) <> 0"
                + NOT_BROUGHT_IN.formatted("c");
        List<?> due = database.createNativeQuery(
                        "select distinct c.service_id, c.at_minute - mod(c.at_minute, 60)" + old)
                .setParameter(1, before)
                .getResultList();
        for (Object row : due) {
            Object[] hour = (Object[]) row;
            sum(table, what, ((Number) hour[0]).longValue(), ((Number) hour[1]).intValue());
        }
    }

    private void sum(String table, String what, long service, int hour) {
        List<?> sums = database.createNativeQuery("select sum(reports)" + what + " from " + table
                        + " where service_id = ?1 and at_minute >= ?2 and at_minute < ?3"
                        + (what.isEmpty() ? "" : " group by " + what.substring(2)))
                .setParameter(1, service)
                .setParameter(2, hour)
                .setParameter(3, hour + HOUR)
                .getResultList();
        database.createNativeQuery(
                        "delete from " + table + " where service_id = ?1 and at_minute >= ?2 and at_minute < ?3")
                .setParameter(1, service)
                .setParameter(2, hour)
                .setParameter(3, hour + HOUR)
                .executeUpdate();
        for (Object row : sums) {
            Object[] values = row instanceof Object[] several ? several : new Object[] {row};
            var insert = database.createNativeQuery("insert into " + table + " (reports, service_id, at_minute" + what
                            + ") values (?1, ?2, ?3" + (what.isEmpty() ? "" : ", ?4, ?5, ?6") + ")")
                    .setParameter(1, ((Number) values[0]).longValue())
                    .setParameter(2, service)
                    .setParameter(3, hour);
            for (int i = 1; i < values.length; i++) {
                insert.setParameter(3 + i, values[i]);
            }
            insert.executeUpdate();
        }
    }
}
