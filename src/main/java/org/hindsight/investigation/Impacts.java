package org.hindsight.investigation;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
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
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.hindsight.account.Caller;
import org.hindsight.incident.Incident;
import org.hindsight.incident.Journal;
import org.hindsight.incident.Kind;
import org.hindsight.incident.chapter.Leaf;
import org.hindsight.incident.record.Register;
import org.jspecify.annotations.Nullable;

/** The numbers that say what an incident did, and the samples behind them. */
@Singleton
public class Impacts extends Register<Impact, NewImpact, ImpactView> {

    private static final int AT_ONCE = 1000;

    private final EntityManager database;

    Impacts(Journal journal, Caller caller, EntityManager database) {
        super(Kind.IMPACT, Impact.class, NewImpact.class, ImpactView.class, Impact::new, journal, caller, database);
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

    /** The samples that metrics have now, in order of time, by the numbers of those that have any: one question for all. */
    Map<Integer, List<Sample>> series(Incident incident, Collection<ImpactView> metrics) {
        List<Integer> numbers = metrics.stream()
                .filter(metric -> metric.series() != null)
                .map(ImpactView::no)
                .toList();
        return numbers.isEmpty()
                ? Map.of()
                : database.unwrap(Session.class).doReturningWork(connection -> select(connection, incident, numbers));
    }

    private static Map<Integer, List<Sample>> select(Connection connection, Incident incident, List<Integer> numbers)
            throws SQLException {
        String places = String.join(", ", Collections.nCopies(numbers.size(), "?"));
        try (PreparedStatement select = connection.prepareStatement(
                "select i.item_no, s.at_instant, s.amount from impact i join impact_sample s"
                        + " on s.impact_id = i.id and s.series_n = i.series_n where i.incident_id = ? and i.item_no in ("
                        + places + ") order by i.item_no, s.at_instant")) {
            select.setLong(1, incident.id);
            for (int i = 0; i < numbers.size(); i++) {
                select.setInt(i + 2, numbers.get(i));
            }
            try (ResultSet rows = select.executeQuery()) {
                Map<Integer, List<Sample>> series = new HashMap<>();
                while (rows.next()) {
                    series.computeIfAbsent(rows.getInt(1), no -> new ArrayList<>())
                            .add(sample(rows, 2));
                }
                return series;
            }
        }
    }

    /** From two cells next to each other. */
    private static Sample sample(ResultSet rows, int cell) throws SQLException {
        return new Sample(rows.getObject(cell, OffsetDateTime.class).toInstant(), rows.getDouble(cell + 1));
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
                    samples.add(sample(rows, 1));
                }
                return samples;
            }
        }
    }

    /** A metric in an archive, with every series that it ever carried. */
    record Whole(@JsonUnwrapped ImpactView impact, List<Carried> carried) {}

    /**
     * Samples that a metric carried.
     *
     * @param n how often they had been replaced then, from 1
     */
    record Carried(int n, List<Sample> samples) {}

    @Override
    protected Object whole(Impact impact) {
        return new Whole(
                impact.view(),
                IntStream.rangeClosed(1, impact.seriesN)
                        .mapToObj(n -> new Carried(n, samples(impact, n)))
                        .toList());
    }

    @Override
    protected void complete(Impact impact, Leaf item) {
        database.flush();
        for (Leaf one : item.at("carried").each()) {
            Carried carried = one.as(Carried.class);
            if (carried.n() != impact.seriesN + 1) {
                throw one.at("n").refused("must be " + (impact.seriesN + 1));
            }
            refuseUnlessInOrder(one, carried.samples());
            impact.carry(carried.samples());
            database.unwrap(Session.class).doWork(connection -> insert(connection, impact, carried.samples()));
        }
    }

    private static void refuseUnlessInOrder(Leaf leaf, @Nullable List<Sample> samples) {
        if (samples == null || samples.isEmpty() || samples.size() > Series.MOST) {
            throw leaf.at("samples").refused("must hold 1 to " + Series.MOST + " samples");
        }
        Instant before = Instant.MIN;
        for (int i = 0; i < samples.size(); i++) {
            Instant at = samples.get(i) == null ? null : samples.get(i).at();
            if (at == null || !before.isBefore(at)) {
                throw leaf.refused("samples[" + i + "].at must be a time after that of the sample before it");
            }
            before = at;
        }
    }
}
