package org.hindsight.live;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.arc.All;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hindsight.incident.Change;
import org.hindsight.incident.Journal;
import org.hindsight.incident.Kind;
import org.hindsight.incident.Teller;
import org.hindsight.platform.SafeHtml;
import org.jspecify.annotations.Nullable;

/** Reads the journals of incidents as messages to those who follow them. Opens its own transactions. */
@ApplicationScoped
class Changes {

    /**
     * A change as a program reads it.
     *
     * @param revision the revision of the incident that it made
     * @param type what was changed: {@code entry}, {@code incident}, {@code status}, {@code milestone}, {@code role}, {@code promise},
     *     {@code symptom}, {@code cause}, {@code impact}, {@code workaround}, {@code signal} or {@code action}
     * @param item the thing after the change, as GET gives it
     * @param html how it stands on the page of the incident, where it does
     */
    @Schema(name = "LiveChange")
    record Event(
            int revision,
            String type,
            Object item,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Schema(implementation = String.class) @Nullable SafeHtml html) {}

    private final Journal journal;
    private final ObjectMapper json;
    private final EntityManager database;
    private final Map<Kind, Teller> tellers = new EnumMap<>(Kind.class);

    Changes(Journal journal, ObjectMapper json, EntityManager database, @All List<Teller> all) {
        this.journal = journal;
        this.json = json;
        this.database = database;
        all.forEach(teller -> teller.kinds().forEach(kind -> tellers.put(kind, teller)));
    }

    /** What came after a revision, in order and without a gap. */
    List<Message> after(long incident, int revision, int most) {
        return QuarkusTransaction.requiringNew()
                .call(() -> journal.after(incident, revision, most).stream()
                        .map(this::message)
                        .toList());
    }

    private Message message(Change change) {
        Teller teller = tellers.get(change.kind);
        if (teller == null) {
            throw new IllegalStateException("No room tells of a change of the kind " + change.kind);
        }
        try {
            return Message.of(
                    change.revision,
                    change.kind == Kind.INCIDENT,
                    json.writeValueAsString(new Event(
                            change.revision,
                            change.kind.key(),
                            teller.item(change),
                            teller.html(change).orElse(null))));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("A view that cannot be written as JSON", impossible);
        }
    }

    /** The revisions of some incidents now. */
    Map<Long, Integer> revisions(Collection<Long> incidents) {
        return QuarkusTransaction.requiringNew().call(() -> {
            Map<Long, Integer> revisions = new HashMap<>();
            database.createQuery("select i.id, i.revision from Incident i where i.id in ?1", Object[].class)
                    .setParameter(1, incidents)
                    .getResultList()
                    .forEach(row -> revisions.put((Long) row[0], (Integer) row[1]));
            return revisions;
        });
    }
}
