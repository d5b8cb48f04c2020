package org.hindsight.pulse;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import org.hindsight.incident.Platform;
import org.hindsight.platform.problem.Violation;
import org.jspecify.annotations.Nullable;

/**
 * Reports that are to be counted: one of a person, or as many as a collector counted.
 *
 * @param person who says it, if it is a person; somebody is counted once in a while only
 */
record Report(
        Key key,
        long count,
        @Nullable String comment,
        @Nullable Person person) {

    /** How far back a report may lie. */
    static final Duration OLDEST = Duration.ofHours(24);

    /** How far ahead: clocks differ. */
    static final Duration EARLIEST = Duration.ofMinutes(5);

    /** What is counted together; empty where nothing was said. */
    record Key(long service, int minute, String platform, String region, String symptom) implements Comparable<Key> {

        private static final Comparator<Key> ORDER = Comparator.comparingLong(Key::service)
                .thenComparingInt(Key::minute)
                .thenComparing(Key::platform)
                .thenComparing(Key::region)
                .thenComparing(Key::symptom);

        static Key of(
                Offer offer,
                Instant at,
                @Nullable Platform platform,
                @Nullable String region,
                @Nullable String symptom) {
            return new Key(
                    offer.id(),
                    Minute.of(at),
                    platform == null ? "" : platform.name(),
                    Objects.requireNonNullElse(region, ""),
                    Objects.requireNonNullElse(symptom, ""));
        }

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    /**
     * Whoever reports, as nothing but hashes.
     *
     * @param hash under the salt of today
     * @param former under that of yesterday, in the first minutes of a day
     */
    record Person(long hash, Optional<Long> former) {}

    /** What one person says about a service. */
    static Report of(Offer offer, NewReport said, Person person, Instant now) {
        Instant at = Objects.requireNonNullElse(said.at(), now);
        String comment = said.comment() == null || said.comment().isBlank()
                ? null
                : said.comment().strip();
        return new Report(Key.of(offer, at, said.platform(), said.region(), said.symptom()), 1, comment, person);
    }

    /** What is wrong with the time of a report that comes in now. */
    static Optional<Violation> outOfTime(@Nullable Instant at, Instant now) {
        if (at == null || !(at.isBefore(now.minus(OLDEST)) || at.isAfter(now.plus(EARLIEST)))) {
            return Optional.empty();
        }
        return Optional.of(new Violation(
                "at", "must lie at most 24 hours back and 5 minutes ahead; older history is brought in as a series"));
    }
}
