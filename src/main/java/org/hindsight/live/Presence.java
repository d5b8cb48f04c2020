package org.hindsight.live;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.PersistenceException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hindsight.account.Person;
import org.hindsight.incident.Incident;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Who is here: the people who have the stream of an incident open, on any node. A row is written when somebody comes, who
 * is not there yet, and when they have gone, never while they stay: a node gives one sign of life for all of them. Once a
 * second it is compared, by a count, whether somebody came or went elsewhere; only then names are read, written down once,
 * and handed to everybody who follows.
 */
@ApplicationScoped
public class Presence {

    private static final Logger LOG = Logger.getLogger(Presence.class);
    private static final long LOOK = 1_000;

    /** After how many looks a node gives a sign of life. */
    private static final int SIGN = 5;

    /** For how many looks somebody may be away before they are gone: loading a page again takes a moment. */
    private static final int GRACE = 3;

    /**
     * Who follows an incident just now.
     *
     * @param people by name, the first fifty
     * @param count how many there are
     * @param writing who writes in the post-mortem
     */
    @Schema(name = "Presence")
    public record Here(List<Person> people, int count, List<Writer> writing) {

        /** Without one of them. */
        public Here without(String email) {
            List<Person> others = people.stream()
                    .filter(person -> !person.email().equals(email))
                    .toList();
            return new Here(others, count - (people.size() - others.size()), writing);
        }
    }

    /**
     * Somebody who writes.
     *
     * @param section the key of the section of the post-mortem
     */
    @Schema(name = "Writer")
    public record Writer(Person person, String section) {}

    public static final Here NOBODY = new Here(List.of(), 0, List.of());

    /** What can be compared to see whether something changed. */
    private record Seen(Register.Print print, List<Writer> writing) {}

    private record Entry(long incident, long user) {}

    private final Register register;
    private final Whereabouts whereabouts;
    private final Broadcasts broadcasts;
    private final ObjectMapper json;
    private final Vertx vertx;
    private final ExecutorService workers;
    private final AtomicBoolean looking = new AtomicBoolean();

    /** Who is in the table for this node, and for how many looks they have been away. Used by one look at a time. */
    private final Map<Entry, Integer> entered = new HashMap<>();

    private final Map<Long, Seen> known = new HashMap<>();
    private int looks;
    private volatile boolean begun;
    private long timer;

    Presence(
            Register register,
            Whereabouts whereabouts,
            Broadcasts broadcasts,
            ObjectMapper json,
            Vertx vertx,
            ExecutorService workers) {
        this.register = register;
        this.whereabouts = whereabouts;
        this.broadcasts = broadcasts;
        this.json = json;
        this.vertx = vertx;
        this.workers = workers;
    }

    void begin(@Observes StartupEvent started) {
        timer = vertx.setPeriodic(LOOK, timer -> lookSoon());
    }

    /** Says good-bye for everybody, who would else be there for some seconds more. */
    void end(@Observes ShutdownEvent stopping) {
        vertx.cancelTimer(timer);
        if (looking.compareAndSet(false, true) && begun) {
            try {
                QuarkusTransaction.requiringNew().run(register::end);
            } catch (PersistenceException away) {
                LOG.debug("The database is away; the people of this node vanish by themselves", away);
            }
        }
    }

    /** Who follows an incident. Wants a transaction. */
    public Here of(Incident incident) {
        return here(incident.id);
    }

    private Here here(long incident) {
        Register.Present present = register.present(incident);
        List<Writer> writing = whereabouts.of(List.of(incident)).getOrDefault(incident, List.of());
        return new Here(present.people(), present.count(), writing);
    }

    private void lookSoon() {
        boolean idle = broadcasts.open().isEmpty() && !begun;
        if (!idle && looking.compareAndSet(false, true)) {
            workers.execute(() -> {
                boolean done = false;
                try {
                    look();
                    done = true;
                } catch (PersistenceException away) {
                    LOG.debug("The database is away; who is here is told when it is back", away);
                } finally {
                    begun &= done;
                    looking.set(false);
                }
            });
        }
    }

    private void look() {
        looks++;
        if (looks % SIGN == 0 && begun) {
            begun = QuarkusTransaction.requiringNew().call(register::giveSign);
        }
        Map<Entry, Integer> next = new HashMap<>();
        List<Entry> gone = new ArrayList<>();
        compare(next, gone);
        if (!begun || !gone.isEmpty() || !entered.keySet().containsAll(next.keySet())) {
            QuarkusTransaction.requiringNew().run(() -> write(next.keySet(), gone));
            begun = true;
        }
        entered.clear();
        entered.putAll(next);
        tell();
        if (entered.isEmpty() && broadcasts.open().isEmpty()) {
            QuarkusTransaction.requiringNew().run(register::end);
            begun = false;
        }
    }

    /** Who should be in the table, and who should not be any more. */
    private void compare(Map<Entry, Integer> next, List<Entry> gone) {
        if (!begun) {
            entered.clear();
        }
        for (Broadcast broadcast : broadcasts.open()) {
            broadcast.people().forEach(user -> next.put(new Entry(broadcast.incident, user), 0));
        }
        entered.forEach((entry, away) -> {
            if (!next.containsKey(entry)) {
                if (away + 1 < GRACE) {
                    next.put(entry, away + 1);
                } else {
                    gone.add(entry);
                }
            }
        });
    }

    private void write(Set<Entry> present, List<Entry> gone) {
        if (!begun) {
            register.end();
            register.begin();
        }
        gone.forEach(entry -> register.strike(entry.incident(), entry.user()));
        present.stream()
                .filter(entry -> !entered.containsKey(entry))
                .forEach(entry -> register.enter(entry.incident(), entry.user()));
    }

    /** Tells those who follow an incident who else does, where that changed. */
    private void tell() {
        Map<Long, Broadcast> open = new HashMap<>();
        broadcasts.open().forEach(broadcast -> open.put(broadcast.incident, broadcast));
        known.keySet().retainAll(open.keySet());
        if (open.isEmpty()) {
            return;
        }
        Map<Long, Seen> seen = new HashMap<>();
        Map<Long, Here> changed = QuarkusTransaction.requiringNew().call(() -> {
            Map<Long, List<Writer>> writing = whereabouts.of(open.keySet());
            register.prints(open.keySet())
                    .forEach((incident, print) ->
                            seen.put(incident, new Seen(print, writing.getOrDefault(incident, List.of()))));
            return changed(seen, open.keySet());
        });
        changed.forEach((incident, here) -> {
            Broadcast broadcast = open.get(incident);
            if (broadcast != null) {
                broadcast.tellPresence(event(here));
            }
        });
        known.clear();
        known.putAll(seen);
    }

    private Map<Long, Here> changed(Map<Long, Seen> seen, Set<Long> open) {
        Map<Long, Here> changed = new HashMap<>();
        for (long incident : new HashSet<>(open)) {
            Seen now = seen.get(incident);
            @Nullable Seen before = known.get(incident);
            if (now == null) {
                if (before != null) {
                    changed.put(incident, NOBODY);
                }
            } else if (!now.equals(before)) {
                changed.put(incident, here(incident));
            }
        }
        return changed;
    }

    /** Without an id: it is no change of the incident, and nobody needs to catch up with it. */
    private Buffer event(Here here) {
        try {
            return Buffer.buffer(("event: presence\ndata: " + json.writeValueAsString(here) + "\n\n")
                    .getBytes(StandardCharsets.UTF_8));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("A view that cannot be written as JSON", impossible);
        }
    }
}
