package org.hindsight.pulse;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.hindsight.platform.problem.Problem;

/**
 * Takes single reports in, as many as come. All that came while a transaction was on its way go into the next one together:
 * each is acknowledged when it is on the disk, and the disk is waited for once for all of them.
 */
@Singleton
class Counter {

    /** As many go into one transaction. */
    private static final int TOGETHER = 20_000;

    /** As many may wait; a database that is slower than that is away. */
    private static final int MOST = 200_000;

    private final ConcurrentLinkedQueue<Waiting> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger length = new AtomicInteger();
    private final AtomicBoolean writing = new AtomicBoolean();
    private final Ledger ledger;
    private final ExecutorService workers;
    private final Clock clock;

    Counter(Ledger ledger, ExecutorService workers, Clock clock) {
        this.ledger = ledger;
        this.workers = workers;
        this.clock = clock;
    }

    /** What is told when a report was counted, was not, or could not be. */
    interface Told {
        void counted(boolean counted);

        void failed(Throwable why);
    }

    private record Waiting(Report report, Told told) {}

    /** Counts a report soon; what became of it is told on another thread. Refuses with 503 when too many wait. */
    void count(Report report, Told told) {
        if (length.incrementAndGet() > MOST) {
            length.decrementAndGet();
            throw Problem.of(503, "busy", "Too busy just now", "Too many reports wait. Send it again in a moment.")
                    .with("retryAfter", 5);
        }
        queue.add(new Waiting(report, told));
        write();
    }

    private void write() {
        if (writing.compareAndSet(false, true)) {
            try {
                workers.execute(this::writeAll);
            } catch (RejectedExecutionException stopping) {
                writing.set(false);
                failAll(stopping);
            }
        }
    }

    private void writeAll() {
        try {
            for (List<Waiting> next = next(); !next.isEmpty(); next = next()) {
                writeTogether(next);
            }
        } finally {
            writing.set(false);
        }
        if (!queue.isEmpty()) {
            write();
        }
    }

    private List<Waiting> next() {
        List<Waiting> next = new ArrayList<>();
        for (Waiting one; next.size() < TOGETHER && (one = queue.poll()) != null; ) {
            next.add(one);
        }
        length.addAndGet(-next.size());
        return next;
    }

    private void writeTogether(List<Waiting> waiting) {
        List<Report> reports = waiting.stream().map(Waiting::report).toList();
        Instant now = clock.instant();
        boolean[] counted;
        try {
            counted = QuarkusTransaction.requiringNew().call(() -> ledger.count(reports, now));
        } catch (RuntimeException notWritten) {
            tell(waiting, told -> told.failed(notWritten));
            return;
        }
        for (int i = 0; i < counted.length; i++) {
            waiting.get(i).told().counted(counted[i]);
        }
    }

    private void failAll(Throwable why) {
        for (List<Waiting> next = next(); !next.isEmpty(); next = next()) {
            tell(next, told -> told.failed(why));
        }
    }

    private static void tell(List<Waiting> waiting, Consumer<Told> news) {
        waiting.forEach(one -> news.accept(one.told()));
    }
}
