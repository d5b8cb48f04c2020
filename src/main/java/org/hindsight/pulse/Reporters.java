package org.hindsight.pulse;

import it.unimi.dsi.fastutil.longs.Long2LongOpenHashMap;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/**
 * Who was counted within the last quarter of an hour. The receipts in the database are the truth, on all nodes and after a
 * crash; what is kept here is a copy of them, brought up to date behind the gate before anybody is judged by it.
 */
@ApplicationScoped
class Reporters {

    /** How long somebody is not counted again. */
    static final Duration APART = Duration.ofMinutes(15);

    /** As many as fit into one receipt: a column of bytes may hold a megabyte. */
    private static final int MOST = 100_000;

    private static final long NEVER = Long.MIN_VALUE;
    private static final long SWEEP = Duration.ofMinutes(1).toMillis();

    private final Long2LongOpenHashMap seen = new Long2LongOpenHashMap();
    private long newest;
    private long swept;

    Reporters() {
        seen.defaultReturnValue(NEVER);
    }

    /** Learns who was counted since it was last asked; wants the gate. */
    synchronized void catchUp(Connection database, Instant now) throws SQLException {
        try (PreparedStatement query = database.prepareStatement(
                "select id, received_at, people from report_receipt where id > ? and received_at > ? order by id")) {
            query.setLong(1, newest);
            query.setObject(2, now.minus(APART).atOffset(ZoneOffset.UTC));
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    newest = rows.getLong(1);
                    long received = rows.getTimestamp(2).getTime();
                    ByteBuffer people = ByteBuffer.wrap(rows.getBytes(3));
                    while (people.hasRemaining()) {
                        seen.put(people.getLong(), received);
                    }
                }
            }
        }
        sweep(now.toEpochMilli());
    }

    private void sweep(long now) {
        if (now - swept > SWEEP) {
            swept = now;
            seen.values().removeIf(received -> !lately(received, now));
        }
    }

    /** Whether somebody was counted lately. */
    synchronized boolean know(Report.Person person, Instant now) {
        long millis = now.toEpochMilli();
        return lately(seen.get(person.hash()), millis)
                || person.former()
                        .filter(hash -> lately(seen.get(hash.longValue()), millis))
                        .isPresent();
    }

    private static boolean lately(long received, long now) {
        return received != NEVER && now - received < APART.toMillis();
    }

    /** Writes down who is counted now; wants the gate. */
    static void receive(Connection database, List<Long> people, Instant now) throws SQLException {
        try (PreparedStatement insert =
                database.prepareStatement("insert into report_receipt (received_at, people) values (?, ?)")) {
            for (int from = 0; from < people.size(); from += MOST) {
                List<Long> part = people.subList(from, Math.min(people.size(), from + MOST));
                ByteBuffer bytes = ByteBuffer.allocate(part.size() * Long.BYTES);
                part.forEach(bytes::putLong);
                insert.setObject(1, now.atOffset(ZoneOffset.UTC));
                insert.setBytes(2, bytes.array());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }
}
