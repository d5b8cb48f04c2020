package org.hindsight.account;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.hindsight.platform.problem.Problem;

/** Slows down guessing: at most ten failed tries a quarter of an hour for one account from one address. */
@ApplicationScoped
class SignInTries {

    private static final int ALLOWED = 10;
    private static final Duration WITHIN = Duration.ofMinutes(15);
    private static final int REMEMBERED = 10_000;

    private final Map<String, Deque<Instant>> failed = new ConcurrentHashMap<>();
    private final Clock clock;

    SignInTries(Clock clock) {
        this.clock = clock;
    }

    void mayTry(String email, String address) {
        Deque<Instant> tries = failed.getOrDefault(key(email, address), new ArrayDeque<>());
        Instant since = clock.instant().minus(WITHIN);
        synchronized (tries) {
            if (tries.stream().filter(since::isBefore).count() >= ALLOWED) {
                throw Problem.tooMany(
                                "Too many failed tries. Wait a quarter of an hour, or ask an admin for a new password.")
                        .with("retryAfter", WITHIN.toSeconds());
            }
        }
    }

    void failed(String email, String address) {
        if (failed.size() > REMEMBERED) {
            failed.clear();
        }
        Deque<Instant> tries = failed.computeIfAbsent(key(email, address), k -> new ArrayDeque<>());
        synchronized (tries) {
            tries.addLast(clock.instant());
            if (tries.size() > ALLOWED) {
                tries.removeFirst();
            }
        }
    }

    void succeeded(String email, String address) {
        failed.remove(key(email, address));
    }

    private static String key(String email, String address) {
        return User.normalised(email) + " " + address;
    }
}
