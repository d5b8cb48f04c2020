package org.hindsight.incident.record;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.hindsight.account.Caller;
import org.hindsight.account.User;
import org.hindsight.incident.Change;
import org.hindsight.incident.Incident;
import org.hindsight.incident.Journal;
import org.hindsight.incident.Kind;
import org.hindsight.incident.Teller;
import org.hindsight.incident.Version;
import org.hindsight.incident.What;
import org.hindsight.incident.chapter.Chapter;
import org.hindsight.incident.chapter.Leaf;
import org.hindsight.platform.Cursor;
import org.hindsight.platform.Listing;
import org.hindsight.platform.problem.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Writes and reads the parts of one kind in an incident's record, in the order of their numbers. Verbs
 * that write want an incident under its lock (see {@link org.hindsight.incident.Incidents#toChange}); each
 * of them writes one line of the journal.
 *
 * @param <T> the kind of part
 * @param <I> what it is recorded with
 * @param <V> how it is shown
 */
public abstract class Register<T extends Recorded<I, V>, I extends Record, V extends RecordedView>
        implements Teller, Chapter {

    private static final int LONGEST_REASON = 2000;

    private final Kind kind;
    private final Class<T> type;
    private final Class<I> input;
    private final Class<V> shown;
    private final Supplier<T> blank;
    private final Journal journal;
    private final Caller caller;
    private final EntityManager database;

    protected Register(
            Kind kind,
            Class<T> type,
            Class<I> input,
            Class<V> shown,
            Supplier<T> blank,
            Journal journal,
            Caller caller,
            EntityManager database) {
        this.kind = kind;
        this.type = type;
        this.input = input;
        this.shown = shown;
        this.blank = blank;
        this.journal = journal;
        this.caller = caller;
        this.database = database;
    }

    /** Records something new under the next number. */
    public T record(Incident incident, I input) {
        T part = blank.get();
        part.incident = incident;
        part.no = journal.lastNo(incident, kind) + 1;
        part.recordedAt = journal.now();
        part.author = caller.user()
                .map(user -> database.getReference(User.class, user.id))
                .orElse(null);
        part.take(input);
        part.persist();
        write(part, What.CREATED, null, part.recordedAt);
        return part;
    }

    /** Changes a part; its former state stays in the trail. */
    public void change(T part, I input) {
        refuseIfRetracted(part);
        part.take(input);
        write(part, What.EDITED, null, journal.now());
    }

    /** Writes down that something about a part was changed by other means than its input. */
    protected void changed(T part) {
        write(part, What.EDITED, null, journal.now());
    }

    /** Takes a part back; it stays in the trail with the reason. */
    public void retract(T part, @Nullable String reason) {
        if (reason == null || reason.isBlank()) {
            throw Problem.invalid("reason", "is needed: say why it is taken back");
        }
        if (reason.length() > LONGEST_REASON) {
            throw Problem.invalid("reason", "may have at most 2,000 characters");
        }
        refuseIfRetracted(part);
        part.retractedBecause = reason.strip();
        write(part, What.RETRACTED, part.retractedBecause, journal.now());
    }

    protected void refuseIfRetracted(T part) {
        if (part.retracted()) {
            throw Problem.refused("The " + kind.key() + " " + part.no
                    + " was retracted; it cannot be changed any more. Record a new one.");
        }
    }

    private void write(T part, What what, @Nullable String reason, Instant at) {
        part.version++;
        journal.write(part.incident, kind, part.no, what, reason, part.view(), at);
    }

    /** The part of that number, retracted or not; 404 when there is none. */
    public T one(Incident incident, int no) {
        return database.createQuery("from " + type.getSimpleName() + " p where p.incident = ?1 and p.no = ?2", type)
                .setParameter(1, incident)
                .setParameter(2, no)
                .getResultStream()
                .findFirst()
                .orElseThrow(() ->
                        Problem.notFound(incident.ref() + " has no " + kind.key() + " with the number " + no + "."));
    }

    /**
     * Every part that stands, by number.
     *
     * @param asKnownAt as it was recorded up to that instant (inclusive); now when null or in the future
     */
    public List<V> all(Incident incident, @Nullable Instant asKnownAt) {
        return all(incident, asKnownAt, false);
    }

    /** As {@link #all(Incident, Instant)}, with the retracted ones if they are wanted. */
    public List<V> all(Incident incident, @Nullable Instant asKnownAt, boolean includeRetracted) {
        return rows(incident, asKnownAt, includeRetracted, 0, Integer.MAX_VALUE);
    }

    /** A page of the parts, by number. */
    public Listing<V> list(
            Incident incident,
            @Nullable Instant asKnownAt,
            boolean includeRetracted,
            @Nullable Integer asked,
            @Nullable String cursor) {
        int limit = Listing.limit(asked);
        int after = Cursor.read(kind.key(), 1, cursor)
                .map(c -> (int) Math.min(c.number(0), Integer.MAX_VALUE))
                .orElse(0);
        List<V> rows = rows(incident, asKnownAt, includeRetracted, after, limit + 1);
        return Listing.of(rows, limit, part -> Cursor.after(kind.key(), part.no()));
    }

    private List<V> rows(
            Incident incident, @Nullable Instant asKnownAt, boolean includeRetracted, int after, int most) {
        List<V> views = asKnownAt == null
                ? current(incident, includeRetracted, after, most)
                : journal.asKnownAt(incident, kind, asKnownAt, shown).stream()
                        .filter(part -> part.no() > after && (includeRetracted || !part.retracted()))
                        .limit(most)
                        .toList();
        return completed(incident, views, asKnownAt);
    }

    /** A part as it is shown now. */
    public V view(T part) {
        return completed(part.incident, List.of(part.view()), null).get(0);
    }

    /** Adds to parts that are shown what a part cannot tell of itself, where there is such a thing. */
    protected List<V> completed(Incident incident, List<V> views, @Nullable Instant asKnownAt) {
        return views;
    }

    private List<V> current(Incident incident, boolean includeRetracted, int after, int most) {
        return database.createQuery(
                        "from " + type.getSimpleName()
                                + " p left join fetch p.author where p.incident = ?1 and p.no > ?2"
                                + (includeRetracted ? "" : " and p.retractedBecause is null") + " order by p.no",
                        type)
                .setParameter(1, incident)
                .setParameter(2, after)
                .setMaxResults(most)
                .getResultStream()
                .map(T::view)
                .toList();
    }

    @Override
    public Set<Kind> kinds() {
        return Set.of(kind);
    }

    @Override
    public V item(Change change) {
        return journal.item(change, shown);
    }

    /** Every version of a part, oldest first. */
    public List<Version> history(Incident incident, int no) {
        return journal.history(incident, kind, one(incident, no).no);
    }

    @Override
    public String name() {
        return kind.key() + "s";
    }

    @Override
    public Object kept(Incident incident) {
        return database.createQuery(
                        "from " + type.getSimpleName()
                                + " p left join fetch p.author where p.incident = ?1 order by p.no",
                        type)
                .setParameter(1, incident)
                .getResultStream()
                .map(this::whole)
                .toList();
    }

    /** What an archive keeps of a part: as it is shown, and what else makes it up. */
    protected Object whole(T part) {
        return part.view();
    }

    @Override
    public void restore(Incident incident, Leaf leaf) {
        for (Leaf item : leaf.eachOnce("no")) {
            V view = item.as(shown);
            T part = blank.get();
            part.incident = incident;
            part.no = view.no();
            part.take(item.as(input));
            part.recordedAt = view.recordedAt();
            part.author = item.at("author").person();
            part.retractedBecause = item.at("retractedBecause").text(LONGEST_REASON);
            part.version = view.version();
            part.persist();
            complete(part, item);
        }
    }

    /** Restores what else makes up a part. */
    protected void complete(T part, Leaf item) {}
}
