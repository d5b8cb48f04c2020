package org.hindsight.pulse;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.hibernate.Session;

/** Reads what was counted. Wants a transaction. */
@ApplicationScoped
class Tally {

    private final EntityManager database;

    Tally(EntityManager database) {
        this.database = database;
    }

    /**
     * Counts, and of what they consist. Those that do not say a platform, region or symptom are in the sum only.
     */
    static final class Parts {
        long sum;
        final Map<String, Long> platforms = new HashMap<>();
        final Map<String, Long> regions = new HashMap<>();
        final Map<String, Long> symptoms = new HashMap<>();

        private void add(long reports, String platform, String region, String symptom) {
            sum += reports;
            add(platforms, platform, reports);
            add(regions, region, reports);
            add(symptoms, symptom, reports);
        }

        private static void add(Map<String, Long> parts, String name, long reports) {
            if (!name.isEmpty()) {
                parts.merge(name, reports, Long::sum);
            }
        }
    }

    /** The reports of each step of a stretch of time, all of it as one besides. */
    Steps steps(long service, Stretch stretch) {
        Steps read = new Steps(
                new Parts(), Stream.generate(Parts::new).limit(stretch.steps()).toList());
        database.unwrap(Session.class).doWork(connection -> {
            try (PreparedStatement query =
                    connection.prepareStatement("select at_minute, platform, region, symptom, reports from report_count"
                            + " where service_id = ? and at_minute >= ? and at_minute < ?")) {
                query.setLong(1, service);
                query.setInt(2, stretch.first());
                query.setInt(3, stretch.end());
                query.setFetchSize(1000);
                try (ResultSet rows = query.executeQuery()) {
                    while (rows.next()) {
                        int place = (rows.getInt(1) - stretch.first()) / stretch.step();
                        long reports = rows.getLong(5);
                        for (Parts parts : List.of(read.whole(), read.each().get(place))) {
                            parts.add(reports, rows.getString(2), rows.getString(3), rows.getString(4));
                        }
                    }
                }
            }
        });
        return read;
    }

    /** A stretch of time, whole and in steps. */
    record Steps(Parts whole, List<Parts> each) {}

    /**
     * The reports of each stretch of so many minutes.
     *
     * @param first the first minute
     * @param unit how many minutes make a stretch
     * @param stretches how many there are
     */
    long[] totals(long service, int first, int unit, int stretches) {
        long[] totals = new long[stretches];
        database.unwrap(Session.class).doWork(connection -> {
            try (PreparedStatement query = connection.prepareStatement("select at_minute, reports from report_total"
                    + " where service_id = ? and at_minute >= ? and at_minute < ?")) {
                query.setLong(1, service);
                query.setInt(2, first);
                query.setLong(3, first + (long) unit * stretches);
                query.setFetchSize(1000);
                try (ResultSet rows = query.executeQuery()) {
                    while (rows.next()) {
                        totals[(rows.getInt(1) - first) / unit] += rows.getLong(2);
                    }
                }
            }
        });
        return totals;
    }

    /** Of what the reports speak that came from a minute on, up to another. */
    Counted counted(long service, int first, int end) {
        List<?> rows = database.createNativeQuery("select platform, region, symptom, sum(reports) from report_count"
                        + " where service_id = ?1 and at_minute >= ?2 and at_minute < ?3"
                        + " group by platform, region, symptom order by platform, region, symptom")
                .setParameter(1, service)
                .setParameter(2, first)
                .setParameter(3, end)
                .getResultList();
        return new Counted(rows.stream()
                .map(row -> (Object[]) row)
                .map(row -> new Counted.Kind(
                        (String) row[0], (String) row[1], (String) row[2], ((Number) row[3]).longValue()))
                .toList());
    }

    /** The first minute of which anything was counted, and the last; nothing where nothing ever was. */
    Optional<Reach> reach(long service) {
        Object[] ends = (Object[]) database.createNativeQuery(
                        "select min(at_minute), max(at_minute) from report_total where service_id = ?1")
                .setParameter(1, service)
                .getSingleResult();
        return ends[0] == null
                ? Optional.empty()
                : Optional.of(new Reach(((Number) ends[0]).intValue(), ((Number) ends[1]).intValue()));
    }

    /** From which minute to which there are counts. */
    record Reach(int first, int last) {}

    /** How many reports were refused because too many came from one address. */
    long refused(long service, int first, int minutes) {
        Object sum = database.createNativeQuery("select coalesce(sum(reports), 0) from report_refusal"
                        + " where service_id = ?1 and at_minute >= ?2 and at_minute < ?3")
                .setParameter(1, service)
                .setParameter(2, first)
                .setParameter(3, first + minutes)
                .getSingleResult();
        return ((Number) sum).longValue();
    }

    /** What each part is of all that say which one they are, in per cent with one decimal, the largest first. */
    static Map<String, BigDecimal> shares(Map<String, Long> parts) {
        long sum = parts.values().stream().mapToLong(Long::longValue).sum();
        Map<String, BigDecimal> shares = new LinkedHashMap<>();
        parts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .forEach(part -> shares.put(
                        part.getKey(),
                        BigDecimal.valueOf(part.getValue() * 100)
                                .divide(BigDecimal.valueOf(sum), 1, RoundingMode.HALF_UP)));
        return shares;
    }
}
