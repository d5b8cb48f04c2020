package org.hindsight.pulse;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ObjIntConsumer;
import org.hindsight.platform.problem.Problem;
import org.jboss.logging.Logger;

/**
 * Takes single reports in, as many as come. All that came while a transaction was on its way go into the next one together:
 * each is acknowledged when it is on the disk, and the disk is waited for once for all of them.
 */
@Singleton
class Counter {

    private static final Logger LOG = Logger.getLogger(Counter.class);

    /** As many go into one transaction. */
    private static final int TOGETHER = 20_000;

    /** As many may wait; a database that is slower than that is away. */
    private static final int MOST = 200_000;

    /** More than so many at once are a rush: then the next ones wait for each other, as each commit costs the same. */
    private static final int RUSH = 64;

    /** How far apart the transactions of a rush begin at least. */
    private static final long APART = TimeUnit.MILLISECONDS.toNanos(20);

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

    /** A report on its way, and who wants to know of it on which thread. */
    private record Waiting(Report report, Context thread, Told told) {}

    /** Counts a report soon; what became of it is told on the caller's event loop. Refuses with 503 when too many wait. */
    void count(Report report, Told told) {
        if (length.incrementAndGet() > MOST) {
            length.decrementAndGet();
            throw Problem.of(503, "busy", "Too busy just now", "Too many reports wait. Send it again in a moment.")
                    .with("retryAfter", 5);
        }
        queue.add(new Waiting(report, VertxContext.getRootContext(Vertx.currentContext()), told));
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
                long begun = System.nanoTime();
                writeTogether(next);
                if (next.size() > RUSH) {
                    LockSupport.parkNanos(APART - (System.nanoTime() - begun));
                }
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
            tellEach(waiting, (one, i) -> one.told().failed(notWritten));
            return;
        }
        tellEach(waiting, (one, i) -> one.told().counted(counted[i]));
    }

    private void failAll(Throwable why) {
        for (List<Waiting> next = next(); !next.isEmpty(); next = next()) {
            tellEach(next, (one, i) -> one.told().failed(why));
        }
    }

    /** Wakes each event loop once for all whose news it has to bring. */
    private static void tellEach(List<Waiting> waiting, ObjIntConsumer<Waiting> news) {
        Map<Context, List<Runnable>> byThread = new HashMap<>();
        for (int i = 0; i < waiting.size(); i++) {
            Waiting one = waiting.get(i);
            int place = i;
            byThread.computeIfAbsent(one.thread(), thread -> new ArrayList<>()).add(() -> news.accept(one, place));
        }
        byThread.forEach((thread, all) -> thread.runOnContext(here -> all.forEach(Counter::tell)));
    }

    /** What goes wrong with one answer is nothing to the others. */
    private static void tell(Runnable news) {
        try {
            news.run();
        } catch (RuntimeException fault) {
            LOG.error("A report was counted, but its sender cannot be told", fault);
        }
    }
}
