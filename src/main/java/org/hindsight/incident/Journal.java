package org.hindsight.incident;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hindsight.account.Caller;
import org.hindsight.account.Person;
import org.jspecify.annotations.Nullable;

/**
 * Writes and reads the journal of changes. Everything below an incident goes through {@link #write}: it
 * raises the incident's revision by one, which is why the caller must hold the incident's row lock (see
 * {@link Incidents#toChange}).
 */
@ApplicationScoped
public class Journal {

    private final ObjectMapper json;
    private final ObjectMapper kept;
    private final Caller caller;
    private final Clock clock;
    private final EntityManager database;
    private final Event<Changed> news;

    Journal(
            ObjectMapper json,
            Lasting lasting,
            Caller caller,
            Clock clock,
            EntityManager database,
            Event<Changed> news) {
        this.json = json.copy()
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES);
        this.kept = lasting.mapper();
        this.caller = caller;
        this.clock = clock;
        this.database = database;
        this.news = news;
    }

    /** The moment of the current write; take it once the row lock is held. */
    public Instant now() {
        return clock.instant();
    }

    /**
     * Appends a change and raises the incident's revision.
     *
     * @param no the thing's number within its kind, 0 for the incident itself
     * @param item the thing after the change, as the API shows it
     * @param at when it is recorded
     */
    public Change write(
            Incident incident, Kind kind, int no, What what, @Nullable String reason, Object item, Instant at) {
        Change change = new Change();
        change.incident = incident;
        change.revision = incident.nextRevision();
        change.recordedAt = at;
        change.by = caller.user()
                .map(user -> database.getReference(org.hindsight.account.User.class, user.id))
                .orElse(null);
        change.kind = kind;
        change.no = no;
        change.what = what;
        change.reason = reason;
        change.item = text(item);
        change.persist();
        news.fire(new Changed(incident.id));
        return change;
    }

    /**
     * The changes after a revision, in order.
     *
     * @param most how many at the most
     */
    public List<Change> after(long incident, int revision, int most) {
        return Change.<Change>find(
                        "from Change c join fetch c.incident where c.incident.id = ?1 and c.revision > ?2 order by c.revision",
                        incident,
                        revision)
                .range(0, most - 1)
                .list();
    }

    /** When something was recorded of an incident: each moment once, in order. */
    public List<Instant> moments(Incident incident) {
        return database.createQuery(
                        "select distinct c.recordedAt from Change c where c.incident = ?1 order by c.recordedAt",
                        Instant.class)
                .setParameter(1, incident)
                .getResultList();
    }

    /** What a change left behind. */
    public <T> T item(Change change, Class<T> type) {
        return read(change.item, type);
    }

    /** The trail of one thing, oldest first. */
    public List<Version> history(Incident incident, Kind kind, int no) {
        List<Change> changes = Change.list(
                "from Change c left join fetch c.by where c.incident = ?1 and c.kind = ?2 and c.no = ?3 order by c.revision",
                incident,
                kind,
                no);
        List<Version> versions = new ArrayList<>();
        JsonNode before = json.createObjectNode();
        for (Change change : changes) {
            JsonNode after = tree(change.item);
            versions.add(new Version(
                    versions.size() + 1,
                    change.recordedAt,
                    Person.of(change.by),
                    change.what,
                    Version.differences(before, after),
                    change.reason));
            before = after;
        }
        return versions;
    }

    /** The trails of several things of one kind, each oldest first; of these incidents and with these numbers. */
    public List<Change> trails(Collection<Incident> incidents, Kind kind, Collection<Integer> numbers) {
        return incidents.isEmpty() || numbers.isEmpty()
                ? List.of()
                : Change.list(
                        "from Change c where c.incident in ?1 and c.kind = ?2 and c.no in ?3 order by c.incident, c.no, c.revision",
                        incidents,
                        kind,
                        numbers);
    }

    /** The things of one kind as they were recorded up to and including an instant, by number. */
    public <T> List<T> asKnownAt(Incident incident, Kind kind, Instant at, Class<T> type) {
        return Change.<Change>list(
                        "from Change c where c.incident = ?1 and c.kind = ?2 and c.revision in (select max(d.revision)"
                                + " from Change d where d.incident = ?1 and d.kind = ?2 and d.recordedAt <= ?3 group by d.no)"
                                + " order by c.no",
                        incident,
                        kind,
                        at)
                .stream()
                .map(change -> read(change.item, type))
                .toList();
    }

    /** The incident itself as it was recorded up to and including an instant; empty before it was declared. */
    Optional<IncidentView> incidentAsKnownAt(Incident incident, Instant at) {
        Change own = Change.<Change>find(
                        "incident = ?1 and no = 0 and recordedAt <= ?2 order by revision desc", incident, at)
                .firstResult();
        if (own == null) {
            return Optional.empty();
        }
        int revision = database.createQuery(
                        "select max(c.revision) from Change c where c.incident = ?1 and c.recordedAt <= ?2",
                        Integer.class)
                .setParameter(1, incident)
                .setParameter(2, at)
                .getSingleResult();
        return Optional.of(
                read(own.item, IncidentView.class).withDerived(revision, counts(incident, at), incident.importedFrom));
    }

    /** How many things of each kind there are, retracted ones left out. */
    Counts counts(Incident incident, Instant at) {
        return counts(List.of(incident), at).getOrDefault(incident.id, Counts.NONE);
    }

    Map<Long, Counts> counts(List<Incident> incidents, Instant at) {
        Map<Long, Map<Kind, Integer>> byIncident = new HashMap<>();
        List<Object[]> rows = database.createQuery(
                        "select c.incident.id, c.kind, c.what, count(c) from Change c where c.incident in ?1"
                                + " and c.no > 0 and c.what <> ?2 and c.recordedAt <= ?3 group by c.incident.id, c.kind, c.what",
                        Object[].class)
                .setParameter(1, incidents)
                .setParameter(2, What.EDITED)
                .setParameter(3, at)
                .getResultList();
        for (Object[] row : rows) {
            int count = Math.toIntExact((Long) row[3]) * (row[2] == What.RETRACTED ? -1 : 1);
            byIncident
                    .computeIfAbsent((Long) row[0], id -> new EnumMap<>(Kind.class))
                    .merge((Kind) row[1], count, Integer::sum);
        }
        Map<Long, Counts> counts = new HashMap<>();
        byIncident.forEach((id, kinds) -> counts.put(id, Counts.of(kinds)));
        return counts;
    }

    /** The highest number given to a thing of that kind; 0 when there is none. */
    public int lastNo(Incident incident, Kind kind) {
        Integer last = database.createQuery(
                        "select max(c.no) from Change c where c.incident = ?1 and c.kind = ?2", Integer.class)
                .setParameter(1, incident)
                .setParameter(2, kind)
                .getSingleResult();
        return last == null ? 0 : last;
    }

    private String text(Object item) {
        try {
            return kept.writeValueAsString(item);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("A view that cannot be written as JSON", impossible);
        }
    }

    private <T> T read(String item, Class<T> type) {
        try {
            return json.readValue(item, type);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("The journal holds what cannot be read as " + type.getSimpleName(), broken);
        }
    }

    private JsonNode tree(String item) {
        try {
            return json.readTree(item);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("The journal holds what is not JSON", broken);
        }
    }
}
