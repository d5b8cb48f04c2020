package org.hindsight.incident;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hindsight.account.Caller;
import org.hindsight.account.Role;
import org.hindsight.account.User;
import org.hindsight.platform.Cursor;
import org.hindsight.platform.Listing;
import org.hindsight.platform.problem.Problem;
import org.hindsight.platform.time.Precision;
import org.jspecify.annotations.Nullable;

/**
 * The one door to incidents. Whoever may not know of one gets the same 404 as for one that does not
 * exist; whoever may know of it but not change it gets a 403.
 */
@ApplicationScoped
public class Incidents implements Teller {

    private static final Pattern REF = Pattern.compile("INC-([1-9][0-9]{0,17})");

    private final Caller caller;
    private final Journal journal;
    private final EntityManager database;
    private final EntryNumbers entries;
    private final Event<Object> news;

    Incidents(Caller caller, Journal journal, EntityManager database, EntryNumbers entries, Event<Object> news) {
        this.caller = caller;
        this.journal = journal;
        this.database = database;
        this.entries = entries;
        this.news = news;
    }

    /** The incident, if the caller may know of it. */
    public Incident toRead(String ref) {
        return visible(ref);
    }

    /**
     * The incident under its row lock, for a responder who may know of it: until the transaction ends
     * nobody else changes anything below it.
     */
    public Incident toChange(String ref) {
        return toChange(ref, Role.RESPONDER);
    }

    /** As {@link #toChange(String)}, for a role of the caller's choice. */
    public Incident toChange(String ref, Role needed) {
        Incident incident = visible(ref);
        caller.mustBe(needed);
        database.refresh(incident, LockModeType.PESSIMISTIC_WRITE);
        return incident;
    }

    private Incident visible(String ref) {
        Matcher number = REF.matcher(ref);
        if (number.matches()) {
            Incident incident = database.find(Incident.class, Long.valueOf(number.group(1)));
            if (incident != null && mayKnow(incident)) {
                return incident;
            }
        }
        throw Problem.notFound("There is no incident " + (ref.length() > 40 ? "with that reference" : ref) + ".");
    }

    private boolean mayKnow(Incident incident) {
        return caller.user().filter(user -> mayKnow(user, incident)).isPresent();
    }

    /** The incident as the caller sees it now. */
    public IncidentView view(Incident incident) {
        return IncidentView.of(incident, journal.counts(incident, journal.now()));
    }

    /** The incident as it was known at an instant (inclusive); one in the future means now; 404 before it was there. */
    public IncidentView viewAsKnownAt(Incident incident, Instant at) {
        return knownAt(incident, at)
                .orElseThrow(() -> Problem.notFound("There is no incident " + incident.ref() + "."));
    }

    /** As {@link #viewAsKnownAt}; empty before the incident was there. */
    public Optional<IncidentView> knownAt(Incident incident, Instant at) {
        return journal.incidentAsKnownAt(incident, at);
    }

    /** What to look for in the list of incidents; null where it does not matter. */
    public record Wanted(
            @Nullable String q,
            @Nullable Status status,
            @Nullable Severity severity,
            @Nullable String service,
            @Nullable String tag,
            @Nullable Instant from,
            @Nullable Instant to) {

        public static final Wanted ALL = new Wanted(null, null, null, null, null, null, null);
    }

    /** The incidents that the caller may know of, newest first. */
    public Listing<IncidentView> list(Wanted wanted, @Nullable Integer asked, @Nullable String cursor) {
        int limit = Listing.limit(asked);
        List<String> conditions = new ArrayList<>();
        Map<String, Object> values = new HashMap<>();
        restrictToVisible(conditions, values);
        filter(wanted, conditions, values);
        Optional<Cursor> after = Cursor.read("incidents", 2, cursor);
        after.ifPresent(c -> {
            conditions.add("(i.declaredAt < :at or (i.declaredAt = :at and i.id < :id))");
            values.put("at", c.instant(0));
            values.put("id", c.number(1));
        });
        String where = conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
        List<Incident> rows = Incident.<Incident>find(
                        "from Incident i" + where + " order by i.declaredAt desc, i.id desc", values)
                .page(0, limit + 1)
                .list();
        Map<Long, Counts> counts = rows.isEmpty() ? Map.of() : journal.counts(rows, journal.now());
        return Listing.of(rows, limit, i -> Cursor.after("incidents", i.declaredAt, i.id))
                .map(i -> IncidentView.of(i, counts.getOrDefault(i.id, Counts.NONE)));
    }

    /** All that still run, as far as the caller may know of them: the gravest first, then the newest. */
    public List<IncidentView> ongoing() {
        List<String> conditions = new ArrayList<>(List.of("i.status not in :over"));
        Map<String, Object> values = new HashMap<>(Map.of("over", List.of(Status.RESOLVED, Status.CANCELLED)));
        restrictToVisible(conditions, values);
        List<Incident> rows = Incident.list(
                "from Incident i where " + String.join(" and ", conditions)
                        + " order by i.severity, i.declaredAt desc, i.id desc",
                values);
        Map<Long, Counts> counts = rows.isEmpty() ? Map.of() : journal.counts(rows, journal.now());
        return rows.stream()
                .map(i -> IncidentView.of(i, counts.getOrDefault(i.id, Counts.NONE)))
                .toList();
    }

    /** The incidents of a service that still run, whoever asks, in the order of their declaration. */
    public List<Long> ongoingOf(long service) {
        return database.createQuery(
                        "select i.id from Incident i join i.services s where s.id = ?1 and i.status not in ?2 order by i.id",
                        Long.class)
                .setParameter(1, service)
                .setParameter(2, List.of(Status.RESOLVED, Status.CANCELLED))
                .getResultList();
    }

    /** Narrows a query in which the incident is called {@code i} to what the caller may know of. */
    public void restrictToVisible(List<String> conditions, Map<String, Object> values) {
        if (!caller.admin()) {
            conditions.add("(i.restricted = false or exists (select 1 from i.members m where m.email = :me))");
            values.put("me", caller.email());
        }
    }

    /** Whether somebody may know of an incident, outside of any request of theirs. */
    public static boolean mayKnow(User user, Incident incident) {
        return !incident.restricted
                || user.role == Role.ADMIN
                || incident.members.stream().anyMatch(member -> member.email.equals(user.email));
    }

    @Override
    public Set<Kind> kinds() {
        return EnumSet.of(Kind.INCIDENT, Kind.STATUS, Kind.MILESTONE, Kind.ROLE, Kind.PROMISE);
    }

    @Override
    public IncidentView item(Change change) {
        return journal.item(change, IncidentView.class)
                .withDerived(
                        change.revision,
                        journal.counts(change.incident, change.recordedAt),
                        change.incident.importedFrom);
    }

    private static void filter(Wanted wanted, List<String> conditions, Map<String, Object> values) {
        if (wanted.q() != null && !wanted.q().isBlank()) {
            conditions.add("(lower(i.title) like :q escape '!' or lower(i.summary) like :q escape '!'"
                    + " or concat('inc-', cast(i.id as string)) = :ref)");
            String q = wanted.q().strip().toLowerCase(java.util.Locale.ROOT);
            values.put("ref", q);
            values.put("q", "%" + q.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%");
        }
        put(wanted.status(), "i.status = :status", "status", conditions, values);
        put(wanted.severity(), "i.severity = :severity", "severity", conditions, values);
        put(
                wanted.service(),
                "exists (select 1 from i.services s where s.slug = :service)",
                "service",
                conditions,
                values);
        put(wanted.tag(), ":tag member of i.tags", "tag", conditions, values);
        put(wanted.from(), "i.declaredAt >= :from", "from", conditions, values);
        put(wanted.to(), "i.declaredAt < :to", "to", conditions, values);
    }

    private static void put(
            @Nullable Object value,
            String condition,
            String name,
            List<String> conditions,
            Map<String, Object> values) {
        if (value != null && !value.equals("")) {
            conditions.add(condition);
            values.put(name, value);
        }
    }

    /** Declares an incident; the timeline writes its first entry. */
    public Incident declare(NewIncident input) {
        caller.mustBe(Role.RESPONDER);
        Instant now = journal.now();
        Incident incident = Incident.declare(input, database.getReference(User.class, caller.person().id), now);
        journal.write(incident, Kind.INCIDENT, 0, What.CREATED, null, IncidentView.of(incident, Counts.NONE), now);
        news.fire(new IncidentDeclared(incident, now));
        return incident;
    }

    /** Changes what was declared; a new severity and a moved declaration are told to the timeline. */
    public void change(Incident incident, NewIncident input) {
        Instant now = journal.now();
        Severity before = incident.severity;
        Instant declaredBefore = incident.declaredAt;
        incident.take(input, database.getReference(User.class, caller.person().id));
        write(incident, Kind.INCIDENT, null, now);
        if (incident.severity != before) {
            news.fire(new SeverityChanged(incident, before, incident.severity, now));
        }
        if (input.declaredAt() != null && !input.declaredAt().equals(declaredBefore)) {
            setMilestone(incident, MilestoneName.DECLARED, input.declaredAt(), Precision.SECOND, null);
        }
    }

    /** Changes the severity and nothing else. */
    public void rate(Incident incident, Severity severity) {
        change(incident, incident.asInput().rated(severity));
    }

    /** As {@link #setMilestone(Incident, MilestoneName, Instant, Precision, Integer)}. */
    public MilestoneView setMilestone(Incident incident, MilestoneName name, NewMilestone input) {
        return setMilestone(incident, name, input.at(), input.precision(), input.entry());
    }

    /** Sets a milestone by hand, which nothing but a hand moves again. */
    public MilestoneView setMilestone(
            Incident incident, MilestoneName name, Instant at, @Nullable Precision precision, @Nullable Integer entry) {
        if (entry != null && !entries.exist(incident, entry)) {
            throw Problem.invalid("entry", "is not the number of an entry of this incident");
        }
        Instant now = journal.now();
        Integer proof = entry != null || name != MilestoneName.DECLARED ? entry : Integer.valueOf(1);
        incident.mark(name, at, precision == null ? Precision.SECOND : precision, proof, true);
        write(incident, Kind.MILESTONE, null, now);
        MilestoneView milestone = new MilestoneView(at, precision == null ? Precision.SECOND : precision, proof);
        news.fire(new MilestoneMoved(incident, name, milestone, now));
        return milestone;
    }

    /** Names the entry that proves a milestone. */
    public void prove(Incident incident, MilestoneName name, int entry, Instant now) {
        incident.prove(name, entry);
        write(incident, Kind.MILESTONE, null, now);
    }

    /** Refuses, before anything is written, a status that the incident cannot take now. */
    public void refuseUnlessMayBecome(Incident incident, Status next) {
        incident.refuseUnlessMayBecome(next);
    }

    /**
     * Moves the incident to another status.
     *
     * @param occurredAt when it did so in the world
     * @param entry the timeline entry that says it
     */
    public void become(
            Incident incident, Status next, Instant occurredAt, int entry, @Nullable String note, Instant now) {
        incident.become(next, occurredAt, entry);
        write(incident, Kind.STATUS, note, now);
    }

    /** Gives a role in the response to a person. */
    public RoleView assign(Incident incident, String named, NewRoleHolder input) {
        String role = named.strip();
        if (role.isEmpty() || role.length() > 60) {
            throw Problem.invalid("role", "must have 1 to 60 characters");
        }
        String person = User.of(input.person())
                .map(user -> user.email)
                .orElse(input.person().strip());
        String note = input.note();
        Instant now = journal.now();
        Optional<String> before = incident.assign(role, person, now);
        write(incident, Kind.ROLE, note, now);
        news.fire(new RoleAssigned(incident, role, person, before, Optional.ofNullable(note), now));
        return new RoleView(person, now);
    }

    /** The promise of an update, as it stands. */
    public Optional<NextUpdateView> nextUpdate(Incident incident) {
        return Optional.ofNullable(incident.nextUpdate).map(NextUpdate::view);
    }

    /**
     * Promises an update, in place of the one that was promised before.
     *
     * @param entry the timeline entry that says it
     */
    public NextUpdateView promise(Incident incident, Instant by, int entry, Instant now) {
        User promiser = database.getReference(User.class, caller.person().id);
        NextUpdate promise = NextUpdate.promised(by, promiser, entry, now);
        incident.nextUpdate = promise;
        write(incident, Kind.PROMISE, null, now);
        return promise.view();
    }

    /** Takes the promise of an update away. */
    public void withdrawPromise(Incident incident, Instant now) {
        incident.nextUpdate = null;
        write(incident, Kind.PROMISE, null, now);
    }

    /**
     * Says what became of the promise of an update.
     *
     * @param entry the timeline entry that kept it, or that says it was missed
     * @param at when it was kept, or should have been
     */
    public void settlePromise(Incident incident, NextUpdateView.State how, int entry, Instant at, Instant now) {
        if (incident.nextUpdate != null) {
            incident.nextUpdate.settle(how, entry, at);
            write(incident, Kind.PROMISE, null, now);
        }
    }

    /** What had kept the promise of an update no longer does. */
    public void reopenPromise(Incident incident, Instant now) {
        if (incident.nextUpdate != null) {
            incident.nextUpdate.reopen();
            write(incident, Kind.PROMISE, null, now);
        }
    }

    /** The incidents of which an update is overdue at an instant, whoever asks. */
    public List<Long> withPromiseDue(Instant now) {
        return database.createQuery(
                        "select i.id from Incident i where i.nextUpdate.state = ?1 and i.nextUpdate.by <= ?2 order by i.id",
                        Long.class)
                .setParameter(1, NextUpdateView.State.OPEN)
                .setParameter(2, now)
                .getResultList();
    }

    /** The incident under its row lock, for the application itself. */
    public Incident underLock(long id) {
        return database.find(Incident.class, id, LockModeType.PESSIMISTIC_WRITE);
    }

    private void write(Incident incident, Kind kind, @Nullable String reason, Instant now) {
        journal.write(incident, kind, 0, What.EDITED, reason, IncidentView.of(incident, Counts.NONE), now);
    }
}
