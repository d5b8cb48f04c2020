package org.hindsight.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The outside log of what a server acknowledged: several writers, who repeat a write that nobody acknowledged with its key,
 * as a careful client does, and who wait while the server is away.
 */
final class WriteLog implements AutoCloseable {

    /** One thing to be written; the server must not hold two of one text. */
    record Write(String key, String text) {}

    /** The server as the writers see it. */
    interface Server {

        /** True when the write was acknowledged, false when it may be repeated; anything else is an error. */
        boolean write(Write write) throws IOException, InterruptedException;

        /** The texts of all that is written, each as often as it is there. */
        List<String> read() throws IOException, InterruptedException;
    }

    private final Server server;
    private final List<Thread> writers = new ArrayList<>();
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final AtomicInteger repeated = new AtomicInteger();
    private final BlockingQueue<Throwable> errors = new LinkedBlockingQueue<>();
    private final Object gate = new Object();
    private boolean open;
    private volatile boolean ending;

    WriteLog(Server server, int writers) {
        this.server = server;
        for (int i = 0; i < writers; i++) {
            String name = "writer " + i;
            Thread writer = new Thread(() -> write(name), name);
            this.writers.add(writer);
            writer.start();
        }
    }

    /** Lets the writers go on for so many more acknowledgements, then kills the server under their hands. */
    void writeUntilKilled(int acknowledgements, Runnable kill) throws InterruptedException {
        write(acknowledgements);
        kill.run();
        setOpen(false);
    }

    /** Lets the writers go on, and returns after so many more acknowledgements; they do not stop then. */
    void write(int acknowledgements) throws InterruptedException {
        int enough = acknowledged.size() + acknowledgements;
        awaitMore(() -> acknowledged.size() >= enough, "the server acknowledges next to nothing");
    }

    /** Returns after so many more writes that the server did not take. */
    void writeInVain(int refusals) throws InterruptedException {
        int enough = repeated.get() + refusals;
        awaitMore(() -> repeated.get() >= enough, "the server takes everything");
    }

    private void awaitMore(BooleanSupplier enough, String otherwise) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        setOpen(true);
        while (!enough.getAsBoolean()) {
            failOn(errors.poll(1, TimeUnit.MILLISECONDS));
            assertTrue(System.nanoTime() < end, otherwise);
        }
    }

    /** Everything acknowledged is there, and nothing is there twice. */
    void check() throws IOException, InterruptedException {
        failOn(errors.poll());
        Set<String> expected = Set.copyOf(acknowledged);
        Map<String, Long> found =
                server.read().stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        List<String> lost =
                expected.stream().filter(text -> !found.containsKey(text)).toList();
        List<String> doubled =
                found.keySet().stream().filter(text -> found.get(text) > 1).toList();
        assertEquals(List.of(), lost, "lost of " + expected.size());
        assertEquals(List.of(), doubled, "doubled of " + expected.size());
    }

    /** Lets every writer finish what it has begun, and returns the number of writes that were acknowledged. */
    int finish() throws InterruptedException {
        ending = true;
        setOpen(true);
        for (Thread writer : writers) {
            writer.join(TimeUnit.MINUTES.toMillis(1));
            assertFalse(writer.isAlive(), writer.getName() + " did not finish");
        }
        failOn(errors.poll());
        return acknowledged.size();
    }

    int repeated() {
        return repeated.get();
    }

    @Override
    public void close() {
        writers.forEach(Thread::interrupt);
    }

    private void write(String name) {
        try {
            for (int n = 1; !ending; n++) {
                Write write = new Write(UUID.randomUUID().toString(), name + ", write " + n);
                awaitOpen();
                while (!isAcknowledged(write)) {
                    repeated.incrementAndGet();
                    awaitOpen();
                }
                acknowledged.add(write.text());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the test is over
        } catch (Throwable e) {
            errors.add(e);
        }
    }

    private boolean isAcknowledged(Write write) throws InterruptedException {
        try {
            return server.write(write);
        } catch (IOException e) {
            return false; // killed before it answered: the write may be there or not
        }
    }

    private void setOpen(boolean open) {
        synchronized (gate) {
            this.open = open;
            gate.notifyAll();
        }
    }

    private void awaitOpen() throws InterruptedException {
        synchronized (gate) {
            while (!open) {
                gate.wait();
            }
        }
    }

    private static void failOn(@Nullable Throwable error) {
        if (error != null) {
            fail("a writer met an error", error);
        }
    }
}
