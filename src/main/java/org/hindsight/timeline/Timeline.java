package org.hindsight.timeline;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.hibernate.jpa.HibernateHints;
import org.hindsight.account.Caller;
import org.hindsight.account.Person;
import org.hindsight.account.User;
import org.hindsight.incident.Audience;
import org.hindsight.incident.Change;
import org.hindsight.incident.EntryNumbers;
import org.hindsight.incident.Incident;
import org.hindsight.incident.Journal;
import org.hindsight.incident.Kind;
import org.hindsight.incident.Teller;
import org.hindsight.incident.Version;
import org.hindsight.incident.What;
import org.hindsight.platform.Cursor;
import org.hindsight.platform.Listing;
import org.hindsight.platform.SafeHtml;
import org.hindsight.platform.problem.Problem;
import org.jspecify.annotations.Nullable;

/**
 * The timeline of an incident: logging, editing, retracting and reading its entries. Verbs that write
 * want an incident under its lock (see {@link org.hindsight.incident.Incidents#toChange}).
 */
@ApplicationScoped
public class Timeline implements EntryNumbers, Teller {

    @CheckedTemplate(basePath = "timeline")
    static class Templates {
        private Templates() {}

        static native TemplateInstance line(EntryView entry, String ref, boolean editable);
    }

    private static final int LONGEST_REASON = 2000;

    private static final Comparator<EntryView> IN_ORDER =
            Comparator.comparing(EntryView::occurredAt).thenComparing(EntryView::no);

    /** An incident at one of its revisions. */
    private record Spoken(long incident, long revision) {}

    private final Cache<Spoken, Voices> voices = Caffeine.newBuilder()
            .maximumSize(300)
            .expireAfterWrite(Duration.ofSeconds(30))
            .build();

    private final Journal journal;
    private final Caller caller;
    private final EntityManager database;
    private final Event<EntryWritten> news;

    Timeline(Journal journal, Caller caller, EntityManager database, Event<EntryWritten> news) {
        this.journal = journal;
        this.caller = caller;
        this.database = database;
        this.news = news;
    }

    /**
     * What became of a line that was sent.
     *
     * @param created false when its source had sent it before; then it is the first one
     */
    public record Logged(TimelineEntry entry, boolean created) {}

    /** Logs a line, unless its source sent it before. */
    public Logged log(Incident incident, NewEntry input) {
        return log(incident, input, null);
    }

    /** As {@link #log(Incident, NewEntry)}, with a note that stays internal. */
    Logged log(Incident incident, NewEntry input, @Nullable String note) {
        if (input.source() != null) {
            Optional<TimelineEntry> known = TimelineEntry.ofSource(incident, input.source());
            if (known.isPresent()) {
                return new Logged(known.get(), false);
            }
        }
        return new Logged(write(incident, journal.lastNo(incident, Kind.ENTRY) + 1, input, note, journal.now()), true);
    }

    /** Logs many lines at once, in the order given; those that their source sent before are only found. */
    public List<Logged> logAll(Incident incident, List<NewEntry> inputs) {
        Map<Source, TimelineEntry> known = known(incident, inputs);
        int no = journal.lastNo(incident, Kind.ENTRY);
        Instant now = journal.now();
        List<Logged> logged = new ArrayList<>();
        for (NewEntry input : inputs) {
            Source key = key(input.source());
            TimelineEntry before = key == null ? null : known.get(key);
            if (before != null) {
                logged.add(new Logged(before, false));
                continue;
            }
            TimelineEntry entry = write(incident, ++no, input, null, now);
            logged.add(new Logged(entry, true));
            if (key != null) {
                known.put(key, entry);
            }
        }
        return logged;
    }

    private static Map<Source, TimelineEntry> known(Incident incident, List<NewEntry> inputs) {
        List<String> ids = inputs.stream()
                .map(NewEntry::source)
                .flatMap(source ->
                        source == null || source.externalId() == null ? Stream.empty() : Stream.of(source.externalId()))
                .distinct()
                .toList();
        Map<Source, TimelineEntry> known = new HashMap<>();
        if (!ids.isEmpty()) {
            TimelineEntry.<TimelineEntry>list("incident = ?1 and sourceExternalId in ?2", incident, ids)
                    .forEach(entry -> {
                        Source key = key(entry.source());
                        if (key != null) {
                            known.put(key, entry);
                        }
                    });
        }
        return known;
    }

    private static @Nullable Source key(@Nullable Source source) {
        return source == null || source.externalId() == null
                ? null
                : new Source(source.name().strip(), null, source.externalId());
    }

    private TimelineEntry write(Incident incident, int no, NewEntry input, @Nullable String note, Instant now) {
        User author = caller.user()
                .map(user -> database.getReference(User.class, user.id))
                .orElse(null);
        TimelineEntry entry = TimelineEntry.log(incident, no, input, author, now);
        entry.note = note;
        journal.write(incident, Kind.ENTRY, no, What.CREATED, null, entry.view(), now);
        news.fire(new EntryWritten(entry));
        return entry;
    }

    /** Changes an entry; its former state stays in the trail. */
    public void edit(TimelineEntry entry, NewEntry input) {
        entry.edit(input);
        journal.write(entry.incident, Kind.ENTRY, entry.no, What.EDITED, null, entry.view(), journal.now());
        news.fire(new EntryWritten(entry));
    }

    /** Says who may read an entry, and changes nothing else about it. */
    public void label(TimelineEntry entry, Audience audience) {
        edit(entry, entry.asInput().labelled(audience));
    }

    /** Takes an entry back; it stays in the trail with the reason. */
    public void retract(TimelineEntry entry, @Nullable String reason) {
        String why = needed(reason, "say why the entry is taken back");
        entry.retract(why);
        journal.write(entry.incident, Kind.ENTRY, entry.no, What.RETRACTED, why, entry.view(), journal.now());
        news.fire(new EntryWritten(entry));
    }

    /** Records what became of the attachments of an entry. */
    void attachmentsChanged(TimelineEntry entry, @Nullable String reason, Instant now) {
        journal.write(entry.incident, Kind.ENTRY, entry.no, What.EDITED, reason, entry.view(), now);
    }

    /** A reason that had to be given. */
    static String needed(@Nullable String reason, String request) {
        if (reason == null || reason.isBlank()) {
            throw Problem.invalid("reason", "is needed: " + request);
        }
        if (reason.length() > LONGEST_REASON) {
            throw Problem.invalid("reason", "may have at most 2,000 characters");
        }
        return reason.strip();
    }

    /** The entry of that number; 404 when there is none. */
    public TimelineEntry entry(Incident incident, int no) {
        return TimelineEntry.of(incident, no)
                .orElseThrow(() -> Problem.notFound(incident.ref() + " has no entry #" + no + "."));
    }

    @Override
    public boolean exist(Incident incident, int no) {
        return TimelineEntry.of(incident, no).isPresent();
    }

    @Override
    public boolean stand(Incident incident, int no) {
        return TimelineEntry.of(incident, no)
                .filter(entry -> !entry.retracted())
                .isPresent();
    }

    @Override
    public Set<Kind> kinds() {
        return Set.of(Kind.ENTRY);
    }

    @Override
    public EntryView item(Change change) {
        EntryView entry = journal.item(change, EntryView.class);
        return entry.attachments().isEmpty() ? entry : entry.withRemoved(Attachment.removedOf(change.incident));
    }

    @Override
    public Optional<SafeHtml> html(Change change) {
        return Optional.of(new SafeHtml(
                Templates.line(item(change), change.incident.ref(), true).render()));
    }

    /** Every version of an entry, oldest first. */
    public List<Version> history(Incident incident, int no) {
        return journal.history(incident, Kind.ENTRY, entry(incident, no).no);
    }

    /**
     * What to look for in a timeline; null where it does not matter.
     *
     * @param author the e-mail address of who wrote it
     * @param source the name of where it comes from
     * @param q words, in any case
     */
    public record Wanted(
            @Nullable EntryKind kind,
            @Nullable Boolean starred,
            @Nullable Audience audience,
            @Nullable String author,
            @Nullable String source,
            @Nullable String q,
            boolean includeRetracted) {

        public static final Wanted ALL = new Wanted(null, null, null, null, null, null, false);
        public static final Wanted ALL_WITH_RETRACTED = new Wanted(null, null, null, null, null, null, true);

        boolean fits(EntryView entry) {
            return (includeRetracted || !entry.retracted())
                    && (kind == null || entry.kind() == kind)
                    && (starred == null || entry.starred() == starred)
                    && (audience == null || entry.audience() == audience)
                    && (author == null
                            || (entry.author() != null && entry.author().email().equals(author)))
                    && (source == null
                            || (entry.source() != null && entry.source().name().equals(source)))
                    && (q == null || entry.text().toLowerCase(Locale.ROOT).contains(q.toLowerCase(Locale.ROOT)));
        }
    }

    /** A page of the timeline in the order in which things occurred. */
    public Listing<EntryView> list(Incident incident, Wanted wanted, @Nullable Integer asked, @Nullable String cursor) {
        int limit = Listing.limit(asked);
        Optional<Cursor> after = Cursor.read("timeline", 2, cursor);
        List<TimelineEntry> rows = rows(incident, wanted, after, limit + 1);
        return Listing.of(rows, limit, e -> after(e.occurredAt, e.no)).map(TimelineEntry::view);
    }

    /** The entries that say something to somebody, in the order in which things occurred, without retracted ones. */
    List<TimelineEntry> communications(Incident incident) {
        return TimelineEntry.list(
                "incident = ?1 and kind = ?2 and retractedBecause is null order by occurredAt, no",
                incident,
                EntryKind.COMMUNICATION);
    }

    /** The entry that happened last, if it was not retracted. */
    public Optional<EntryView> last(Incident incident) {
        return TimelineEntry.<TimelineEntry>find(
                        "incident = ?1 and retractedBecause is null order by occurredAt desc, no desc", incident)
                .range(0, 0)
                .firstResultOptional()
                .map(TimelineEntry::view);
    }

    /** How many entries a page shows at once: the page of a large incident is to open like that of a small one. */
    public static final int PAGE = 100;

    /**
     * A part of the timeline for a page, in the order in which things occurred.
     *
     * @param number which part: 1 holds the newest entries
     * @param parts how many parts there are, at least 1
     * @param found how many entries there are in all parts
     * @param total how many there are when nothing particular is wanted
     */
    public record Part(List<EntryView> entries, int number, int parts, int found, int total) {

        /** One part of what was found; the nearest there is when the number lies outside. */
        static Part of(int number, int found, int total, IntFunction<List<EntryView>> entries) {
            int parts = Math.max(1, (found + PAGE - 1) / PAGE);
            int shown = Math.max(1, Math.min(number, parts));
            return new Part(entries.apply(shown), shown, parts, found, total);
        }

        /** One part of a whole timeline that is given in the order in which things occurred. */
        public static Part of(List<EntryView> all, Wanted wanted, int number) {
            List<EntryView> found = all.stream().filter(wanted::fits).toList();
            return of(number, found.size(), all.size(), part -> {
                int end = found.size() - (part - 1) * PAGE;
                return found.subList(Math.max(0, end - PAGE), end);
            });
        }
    }

    /** One part of the timeline; the nearest there is when the number lies outside. */
    public Part part(Incident incident, Wanted wanted, int number) {
        Map<String, Object> values = new HashMap<>();
        String where = where(incident, wanted, values);
        int total = Math.toIntExact(TimelineEntry.count("incident", incident));
        int found = wanted.equals(Wanted.ALL_WITH_RETRACTED)
                ? total
                : Math.toIntExact(TimelineEntry.count("from TimelineEntry e" + where, values));
        return Part.of(number, found, total, part -> {
            List<TimelineEntry> newestFirst = TimelineEntry.<TimelineEntry>find(
                            "from TimelineEntry e left join fetch e.author" + where
                                    // H2 follows an index through the order only if its first column is named, too
                                    + " order by e.incident.id desc, e.occurredAt desc, e.no desc",
                            values)
                    .withHint(HibernateHints.HINT_READ_ONLY, true)
                    .range((part - 1) * PAGE, part * PAGE - 1)
                    .list();
            List<EntryView> entries = new ArrayList<>(
                    newestFirst.stream().map(TimelineEntry::view).toList());
            Collections.reverse(entries);
            return List.copyOf(entries);
        });
    }

    /** Who speaks in the timeline: found once for each revision, or once in half a minute, since people may change their names. */
    public Voices voices(Incident incident) {
        return voices.get(new Spoken(incident.id, incident.revision), unknown -> findVoices(incident));
    }

    private Voices findVoices(Incident incident) {
        return new Voices(
                database.createQuery(
                                "select distinct new org.hindsight.account.Person(a.name, a.email) from TimelineEntry e"
                                        + " join e.author a where e.incident = ?1 order by a.name, a.email",
                                Person.class)
                        .setParameter(1, incident)
                        .getResultList(),
                database.createQuery(
                                "select distinct e.sourceName from TimelineEntry e"
                                        + " where e.incident = ?1 and e.sourceName is not null order by e.sourceName",
                                String.class)
                        .setParameter(1, incident)
                        .getResultList());
    }

    /** The number of the part that holds an entry; 1 for one that there is not. */
    public int partOf(Incident incident, int no) {
        return TimelineEntry.of(incident, no)
                .map(entry -> TimelineEntry.count(
                        "incident = ?1 and (occurredAt > ?2 or (occurredAt = ?2 and no > ?3))",
                        incident,
                        entry.occurredAt,
                        no))
                .map(later -> Math.toIntExact(later / PAGE) + 1)
                .orElse(1);
    }

    /** The number of the part of a whole timeline that holds an entry; 1 for one that there is not. */
    public static int partOf(List<EntryView> all, int no) {
        List<Integer> numbers = all.stream().map(EntryView::no).toList();
        int place = numbers.indexOf(no);
        return place < 0 ? 1 : (numbers.size() - 1 - place) / PAGE + 1;
    }

    /** When everything occurred that was not retracted, in that order. */
    public List<Occurrence> occurrences(Incident incident) {
        return database.createQuery(
                        "select new org.hindsight.timeline.Occurrence(e.no, e.occurredAt, e.endedAt, e.recordedAt,"
                                + " e.sourceName, e.sourceExternalId) from TimelineEntry e"
                                + " where e.incident = ?1 and e.retractedBecause is null order by e.occurredAt, e.no",
                        Occurrence.class)
                .setParameter(1, incident)
                .getResultList();
    }

    /** The whole timeline in the order in which things occurred. */
    public List<EntryView> all(Incident incident, Wanted wanted) {
        return rows(incident, wanted, Optional.empty(), Integer.MAX_VALUE).stream()
                .map(TimelineEntry::view)
                .toList();
    }

    private static List<TimelineEntry> rows(Incident incident, Wanted wanted, Optional<Cursor> after, int most) {
        Map<String, Object> values = new HashMap<>();
        StringBuilder query = new StringBuilder("from TimelineEntry e left join fetch e.author");
        query.append(where(incident, wanted, values));
        after.ifPresent(cursor -> {
            query.append(" and (e.occurredAt > :at or (e.occurredAt = :at and e.no > :no))");
            values.put("at", cursor.instant(0));
            values.put("no", (int) cursor.number(1));
        });
        query.append(" order by e.occurredAt, e.no");
        return TimelineEntry.<TimelineEntry>find(query.toString(), values)
                .range(0, most - 1)
                .list();
    }

    private static String where(Incident incident, Wanted wanted, Map<String, Object> values) {
        StringBuilder where = new StringBuilder(" where e.incident = :incident");
        values.put("incident", incident);
        if (!wanted.includeRetracted()) {
            where.append(" and e.retractedBecause is null");
        }
        condition(" and e.kind = :kind", "kind", wanted.kind(), where, values);
        condition(" and e.starred = :starred", "starred", wanted.starred(), where, values);
        condition(" and e.audience = :audience", "audience", wanted.audience(), where, values);
        condition(" and e.author.email = :author", "author", wanted.author(), where, values);
        condition(" and e.sourceName = :source", "source", wanted.source(), where, values);
        String words = wanted.q() == null ? null : wanted.q().toLowerCase(Locale.ROOT);
        condition(" and locate(:q, lower(e.text)) > 0", "q", words, where, values);
        return where.toString();
    }

    private static void condition(
            String condition, String name, @Nullable Object value, StringBuilder where, Map<String, Object> values) {
        if (value != null) {
            where.append(condition);
            values.put(name, value);
        }
    }

    /** A page of the timeline as it was known at an instant (inclusive). */
    public Listing<EntryView> listAsKnownAt(
            Incident incident, Instant at, Wanted wanted, @Nullable Integer asked, @Nullable String cursor) {
        int limit = Listing.limit(asked);
        Optional<Cursor> after = Cursor.read("timeline", 2, cursor);
        List<EntryView> rows = allAsKnownAt(incident, at, wanted).stream()
                .filter(entry -> after.isEmpty() || comesAfter(entry, after.get()))
                .limit(limit + 1L)
                .toList();
        return Listing.of(rows, limit, e -> after(e.occurredAt(), e.no()));
    }

    /** The whole timeline as it was known at an instant (inclusive), in the order in which things occurred. */
    public List<EntryView> allAsKnownAt(Incident incident, Instant at, Wanted wanted) {
        List<EntryView> entries = journal.asKnownAt(incident, Kind.ENTRY, at, EntryView.class);
        boolean bare = entries.stream().allMatch(entry -> entry.attachments().isEmpty());
        Set<Integer> removed = bare ? Set.of() : Attachment.removedOf(incident);
        return entries.stream()
                .filter(wanted::fits)
                .map(entry -> removed.isEmpty() ? entry : entry.withRemoved(removed))
                .sorted(IN_ORDER)
                .toList();
    }

    private static boolean comesAfter(EntryView entry, Cursor cursor) {
        int order = entry.occurredAt().compareTo(cursor.instant(0));
        return order > 0 || (order == 0 && entry.no() > cursor.number(1));
    }

    private static String after(Instant occurredAt, int no) {
        return Cursor.after("timeline", occurredAt, no);
    }
}
