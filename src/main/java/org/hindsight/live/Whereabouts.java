package org.hindsight.live;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.hindsight.account.Person;
import org.hindsight.account.User;
import org.hindsight.live.Presence.Writer;

/**
 * Where in its post-mortem the people of an incident write just now, as they said on this node. It is a courtesy and no
 * lock: it is held in memory, and forgotten soon after somebody says no more.
 */
@ApplicationScoped
class Whereabouts {

    /** For how long it holds; a page says it again well before. */
    private static final Duration HOLDS = Duration.ofSeconds(40);

    private record Place(long incident, Writer writer, Instant until) {}

    private record Entry(long incident, long user) {}

    private final Clock clock;
    private final Map<Entry, Place> places = new ConcurrentHashMap<>();

    Whereabouts(Clock clock) {
        this.clock = clock;
    }

    void enter(long incident, User user, String section) {
        places.put(
                new Entry(incident, user.id),
                new Place(
                        incident,
                        new Writer(new Person(user.name, user.email), section),
                        clock.instant().plus(HOLDS)));
    }

    void leave(long incident, User user) {
        places.remove(new Entry(incident, user.id));
    }

    /** Who writes about an incident, by name. */
    List<Writer> of(long incident) {
        Instant now = clock.instant();
        places.values().removeIf(place -> place.until().isBefore(now));
        return places.values().stream()
                .filter(place -> place.incident() == incident)
                .map(Place::writer)
                .sorted(Comparator.comparing((Writer writer) -> writer.person().name())
                        .thenComparing(writer -> writer.person().email()))
                .toList();
    }
}
