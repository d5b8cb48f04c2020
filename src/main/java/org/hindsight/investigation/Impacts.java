package org.hindsight.investigation;

import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.hindsight.account.Caller;
import org.hindsight.incident.Journal;
import org.hindsight.incident.Kind;
import org.hindsight.incident.record.Register;
import org.jspecify.annotations.Nullable;

/** The numbers that say what an incident did, and the samples behind them. */
@Singleton
public class Impacts extends Register<Impact, NewImpact, ImpactView> {

    private static final int AT_ONCE = 1000;

    private final EntityManager database;

    Impacts(Journal journal, Caller caller, EntityManager database) {
        super(Kind.IMPACT, Impact.class, ImpactView.class, Impact::new, journal, caller, database);
        this.database = database;
    }

    /**
     * Puts samples behind a metric instead of those that were there, which stay for replay.
     *
     * @param samples at least one, in order of time, no two at the same
     */
    public void carry(Impact impact, List<Sample> samples) {
        refuseIfRetracted(impact);
        impact.carry(samples);
        database.unwrap(Session.class).doWork(connection -> insert(connection, impact, samples));
        changed(impact);
    }

    /** Plain JDBC: so many rows are no business of the persistence context. */
    private static void insert(Connection connection, Impact impact, List<Sample> samples) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into impact_sample (impact_id, series_n, at_instant, amount) values (?, ?, ?, ?)")) {
            int waiting = 0;
            for (Sample sample : samples) {
                insert.setLong(1, impact.id);
                insert.setInt(2, impact.seriesN);
                insert.setObject(3, sample.at().atOffset(ZoneOffset.UTC));
                insert.setDouble(4, sample.value());
                insert.addBatch();
                if (++waiting == AT_ONCE) {
                    insert.executeBatch();
                    waiting = 0;
                }
            }
            insert.executeBatch();
        }
    }

    /**
     * The samples behind a metric, in order of time.
     *
     * @param asKnownAt those that were there at that instant (inclusive); now when null or in the future
     */
    public List<Sample> series(Impact impact, @Nullable Instant asKnownAt) {
        return all(impact.incident, asKnownAt, true).stream()
                .filter(view -> view.no() == impact.no)
                .flatMap(view -> Stream.ofNullable(view.series()))
                .findFirst()
                .map(series -> samples(impact, series.n()))
                .orElse(List.of());
    }

    private List<Sample> samples(Impact impact, int n) {
        return database.unwrap(Session.class).doReturningWork(connection -> select(connection, impact, n));
    }

    private static List<Sample> select(Connection connection, Impact impact, int n) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select at_instant, amount from impact_sample where impact_id = ?"
                        + " and series_n = ? order by at_instant")) {
            select.setLong(1, impact.id);
            select.setInt(2, n);
            try (ResultSet rows = select.executeQuery()) {
                List<Sample> samples = new ArrayList<>();
                while (rows.next()) {
                    samples.add(
                            new Sample(rows.getObject(1, OffsetDateTime.class).toInstant(), rows.getDouble(2)));
                }
                return samples;
            }
        }
    }
}
