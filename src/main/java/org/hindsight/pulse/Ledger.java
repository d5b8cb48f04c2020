package org.hindsight.pulse;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.hibernate.Session;

/**
 * Counts reports, exactly. Everything is decided and written in the caller's transaction and behind one gate, through which
 * one transaction at a time goes, whatever the node: so that somebody who reports twice at once is counted once.
 */
@ApplicationScoped
class Ledger {

    private static final int AT_ONCE = 5000;
    private static final String COUNT = "report_count";
    private static final String TOTAL = "report_total";
    private static final String INSERT_COUNT =
            "insert into report_count (reports, service_id, at_minute, platform, region, symptom)"
                    + " values (?, ?, ?, ?, ?, ?)";

    private final EntityManager database;
    private final Reporters reporters;

    Ledger(EntityManager database, Reporters reporters) {
        this.database = database;
        this.reporters = reporters;
    }

    /** A minute of a service. */
    private record At(long service, int minute) implements Comparable<At> {
        @Override
        public int compareTo(At other) {
            return service == other.service
                    ? Integer.compare(minute, other.minute)
                    : Long.compare(service, other.service);
        }
    }

    /**
     * Counts what people and collectors report; wants a transaction.
     *
     * @return for each report whether it was counted: a person who was counted lately is not counted again
     */
    boolean[] count(List<Report> reports, Instant now) {
        return database.unwrap(Session.class).doReturningWork(connection -> count(connection, reports, now));
    }

    private boolean[] count(Connection connection, List<Report> reports, Instant now) throws SQLException {
        passTheGate(connection);
        reporters.catchUp(connection, now);
        boolean[] counted = new boolean[reports.size()];
        Map<Report.Key, Long> counts = new TreeMap<>();
        Set<Long> people = new HashSet<>();
        List<Report> commented = new ArrayList<>();
        for (int i = 0; i < counted.length; i++) {
            Report report = reports.get(i);
            Report.Person person = report.person();
            counted[i] = person == null || (!reporters.know(person, now) && people.add(person.hash()));
            if (counted[i]) {
                counts.merge(report.key(), report.count(), Long::sum);
                if (report.comment() != null) {
                    commented.add(report);
                }
            }
        }
        add(connection, counts);
        comment(connection, commented);
        Reporters.receive(connection, List.copyOf(people), now);
        return counted;
    }

    /** Puts a series from elsewhere in place of what was counted between its first and its last minute; wants a transaction. */
    void replace(long service, int first, int last, Map<Report.Key, Long> counts) {
        database.unwrap(Session.class).doWork(connection -> {
            passTheGate(connection);
            for (String table : List.of(COUNT, TOTAL)) {
                change(
                        connection,
                        "delete from " + table + " where service_id = ? and at_minute between ? and ?",
                        service,
                        first,
                        last);
            }
            change(
                    connection,
                    "delete from report_series where service_id = ? and from_minute >= ? and to_minute <= ?",
                    service,
                    first,
                    last);
            change(
                    connection,
                    "insert into report_series (service_id, from_minute, to_minute) values (?, ?, ?)",
                    service,
                    first,
                    last);
            insert(connection, counts);
        });
    }

    /** Counts reports that were refused because too many came from one address; wants a transaction. */
    void refuse(long service, int minute, long reports) {
        database.unwrap(Session.class).doWork(connection -> {
            passTheGate(connection);
            Map<At, Long> refused = new TreeMap<>(Map.of(new At(service, minute), reports));
            addByMinute(connection, "report_refusal", refused);
        });
    }

    private static void change(Connection connection, String statement, long service, int first, int last)
            throws SQLException {
        try (PreparedStatement change = connection.prepareStatement(statement)) {
            change.setLong(1, service);
            change.setInt(2, first);
            change.setInt(3, last);
            change.executeUpdate();
        }
    }

    /** Keeps everybody else from counting until the transaction ends. */
    void passTheGate() {
        database.unwrap(Session.class).doWork(Ledger::passTheGate);
    }

    private static void passTheGate(Connection connection) throws SQLException {
        try (Statement gate = connection.createStatement()) {
            gate.executeQuery("select id from report_gate where id = 1 for update")
                    .close();
        }
    }

    private static void add(Connection connection, Map<Report.Key, Long> counts) throws SQLException {
        Map<At, Long> totals = new TreeMap<>();
        counts.forEach((key, more) -> totals.merge(new At(key.service(), key.minute()), more, Long::sum));
        raise(
                connection,
                counts,
                "update report_count set reports = reports + ? where service_id = ? and at_minute = ?"
                        + " and platform = ? and region = ? and symptom = ?",
                INSERT_COUNT,
                Ledger::name);
        addByMinute(connection, TOTAL, totals);
    }

    /** As {@link #add}, where nothing is counted yet. */
    private static void insert(Connection connection, Map<Report.Key, Long> counts) throws SQLException {
        Map<At, Long> totals = new TreeMap<>();
        counts.forEach((key, reports) -> totals.merge(new At(key.service(), key.minute()), reports, Long::sum));
        each(connection, List.copyOf(counts.entrySet()), INSERT_COUNT, Ledger::name);
        each(connection, List.copyOf(totals.entrySet()), insertInto(TOTAL), Ledger::name);
    }

    private static void addByMinute(Connection connection, String table, Map<At, Long> totals) throws SQLException {
        raise(
                connection,
                totals,
                "update " + table + " set reports = reports + ? where service_id = ? and at_minute = ?",
                insertInto(table),
                Ledger::name);
    }

    private static String insertInto(String table) {
        return "insert into " + table + " (reports, service_id, at_minute) values (?, ?, ?)";
    }

    private static void name(PreparedStatement statement, Report.Key key) throws SQLException {
        statement.setLong(2, key.service());
        statement.setInt(3, key.minute());
        statement.setString(4, key.platform());
        statement.setString(5, key.region());
        statement.setString(6, key.symptom());
    }

    private static void name(PreparedStatement statement, At at) throws SQLException {
        statement.setLong(2, at.service());
        statement.setInt(3, at.minute());
    }

    /** Names a row in a statement, from its second parameter on. */
    private interface Naming<K> {
        void name(PreparedStatement statement, K key) throws SQLException;
    }

    /** Raises the rows that are there, and makes those that are not: nobody else can make one behind the gate. */
    private static <K> void raise(
            Connection connection, Map<K, Long> counts, String update, String insert, Naming<K> naming)
            throws SQLException {
        List<Map.Entry<K, Long>> rows = List.copyOf(counts.entrySet());
        int[] raised = each(connection, rows, update, naming);
        List<Map.Entry<K, Long>> missing = new ArrayList<>();
        for (int i = 0; i < raised.length; i++) {
            if (raised[i] == 0) {
                missing.add(rows.get(i));
            }
        }
        each(connection, missing, insert, naming);
    }

    private static <K> int[] each(Connection connection, List<Map.Entry<K, Long>> rows, String change, Naming<K> naming)
            throws SQLException {
        if (rows.isEmpty()) {
            return new int[0];
        }
        try (PreparedStatement statement = connection.prepareStatement(change)) {
            int[] changed = new int[rows.size()];
            for (int from = 0; from < rows.size(); from += AT_ONCE) {
                List<Map.Entry<K, Long>> part = rows.subList(from, Math.min(rows.size(), from + AT_ONCE));
                for (Map.Entry<K, Long> row : part) {
                    statement.setLong(1, row.getValue());
                    naming.name(statement, row.getKey());
                    statement.addBatch();
                }
                System.arraycopy(statement.executeBatch(), 0, changed, from, part.size());
            }
            return changed;
        }
    }

    private static void comment(Connection connection, List<Report> commented) throws SQLException {
        if (commented.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into report_comment (service_id, at_minute, platform, region, symptom, words)"
                        + " values (?, ?, ?, ?, ?, ?)")) {
            for (Report report : commented) {
                Report.Key key = report.key();
                insert.setLong(1, key.service());
                insert.setInt(2, key.minute());
                insert.setString(3, key.platform());
                insert.setString(4, key.region());
                insert.setString(5, key.symptom());
                insert.setString(6, report.comment());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }
}
