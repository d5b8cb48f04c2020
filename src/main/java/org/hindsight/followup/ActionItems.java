package org.hindsight.followup;

import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hindsight.account.Caller;
import org.hindsight.incident.Change;
import org.hindsight.incident.Incident;
import org.hindsight.incident.Incidents;
import org.hindsight.incident.Journal;
import org.hindsight.incident.Kind;
import org.hindsight.incident.record.Register;
import org.hindsight.platform.Cursor;
import org.hindsight.platform.Listing;
import org.jspecify.annotations.Nullable;

/** What people will do about incidents. */
@Singleton
public class ActionItems extends Register<ActionItem, NewAction, ActionView> {

    private static final LocalDate EARLIEST = LocalDate.of(1, 1, 1);

    /** Stands for no due date where actions are put in order. */
    private static final LocalDate NEVER = LocalDate.of(9999, 12, 31);

    private final Incidents incidents;
    private final Journal journal;

    ActionItems(Journal journal, Caller caller, EntityManager database, Incidents incidents) {
        super(
                Kind.ACTION,
                ActionItem.class,
                NewAction.class,
                ActionView.class,
                ActionItem::new,
                journal,
                caller,
                database);
        this.incidents = incidents;
        this.journal = journal;
    }

    /**
     * The actions of an incident by number, without those that were retracted.
     *
     * @param asKnownAt as it was recorded up to that instant (inclusive); now when null or in the future
     */
    public List<ActionView> of(Incident incident, @Nullable Instant asKnownAt) {
        return all(incident, asKnownAt);
    }

    /**
     * An action in a list over many incidents.
     *
     * @param incident the reference of its incident
     */
    @Schema(name = "ListedAction")
    public record Listed(String incident, String incidentTitle, ActionView action) {}

    /**
     * What to look for among the actions of all incidents; null where it does not matter.
     *
     * @param states any of them; empty where it does not matter
     * @param owner in any case of letters
     * @param overdue whether it is pending although its due date has passed in UTC
     * @param incident the reference of its incident, in any case of letters
     * @param service the slug of a service that its incident affects
     */
    public record Wanted(
            Set<ActionState> states,
            @Nullable String owner,
            @Nullable Boolean overdue,
            @Nullable ActionType type,
            @Nullable Priority priority,
            @Nullable String incident,
            @Nullable String service) {

        public static final Wanted ALL = new Wanted(Set.of(), null, null, null, null, null, null);

        /** The same, in these states only. */
        public Wanted in(Set<ActionState> wanted) {
            return new Wanted(wanted, owner, overdue, type, priority, incident, service);
        }

        /** The same, but of those that are overdue, whatever state was wanted. */
        public Wanted overdueOnly() {
            return new Wanted(Set.of(), owner, true, type, priority, incident, service);
        }
    }

    /** What a query asks for. */
    private record Asked(List<String> conditions, Map<String, Object> values) {

        void add(String condition, String name, Object value) {
            conditions.add(condition);
            values.put(name, value);
        }

        String where() {
            return " where " + String.join(" and ", conditions);
        }
    }

    private static final String OVERDUE = "(coalesce(a.dueOn, :never) < :today and a.state in :pending)";

    /** Overdue ones first: what was done late must not stand above what is late still. */
    private static final String RANK = "(case when " + OVERDUE + " then 0 else 1 end)";

    /**
     * The actions of all incidents that the caller may know of: the overdue ones first, then by due date. Which
     * are overdue is decided once, for all pages of a list.
     */
    public Listing<Listed> across(Wanted wanted, @Nullable Integer asked, @Nullable String cursor) {
        int limit = Listing.limit(asked);
        Optional<Cursor> last = Cursor.read("actions", 5, cursor);
        LocalDate today = last.map(after -> day(after.number(0))).orElseGet(this::today);
        Asked query = asked(wanted, today);
        query.values().putAll(overdueOn(today));
        last.ifPresent(after -> {
            query.conditions()
                    .add("(" + RANK + " > :rank or (" + RANK + " = :rank and (coalesce(a.dueOn, :never) > :due"
                            + " or (coalesce(a.dueOn, :never) = :due"
                            + " and (i.id > :after or (i.id = :after and a.no > :no))))))");
            query.values().put("rank", (int) Math.max(0, Math.min(after.number(1), 1)));
            query.values().put("due", day(after.number(2)));
            query.values().put("after", after.number(3));
            query.values().put("no", (int) Math.min(after.number(4), Integer.MAX_VALUE));
        });
        List<ActionItem> rows = ActionItem.<ActionItem>find(
                        "from ActionItem a join fetch a.incident i left join fetch a.author" + query.where()
                                + " order by " + RANK + ", coalesce(a.dueOn, :never), i.id, a.no",
                        query.values())
                .page(0, limit + 1)
                .list();
        DueDates dates = dueDates(rows);
        return Listing.of(rows, limit, action -> cursorAfter(action, today))
                .map(action -> new Listed(
                        action.incident.ref(),
                        action.incident.title,
                        action.view().withDueMoved(dates.moved(action.incident, action.no))));
    }

    /** How many of them there are. */
    public long count(Wanted wanted) {
        Asked query = asked(wanted, today());
        return ActionItem.count("from ActionItem a join a.incident i" + query.where(), query.values());
    }

    private LocalDate today() {
        return LocalDate.ofInstant(journal.now(), ZoneOffset.UTC);
    }

    private Asked asked(Wanted wanted, LocalDate today) {
        Asked query = new Asked(new ArrayList<>(List.of("a.retractedBecause is null")), new HashMap<>());
        incidents.restrictToVisible(query.conditions(), query.values());
        if (!wanted.states().isEmpty()) {
            query.add("a.state in :states", "states", wanted.states());
        }
        if (wanted.overdue() != null) {
            query.conditions().add((wanted.overdue() ? "" : "not ") + OVERDUE);
            query.values().putAll(overdueOn(today));
        }
        if (wanted.type() != null) {
            query.add("a.type = :type", "type", wanted.type());
        }
        if (wanted.priority() != null) {
            query.add("a.priority = :priority", "priority", wanted.priority());
        }
        inSmallLetters(wanted.owner()).ifPresent(owner -> query.add("lower(a.owner) = :owner", "owner", owner));
        inSmallLetters(wanted.incident())
                .ifPresent(ref -> query.add("concat('inc-', cast(i.id as string)) = :ref", "ref", ref));
        inSmallLetters(wanted.service())
                .ifPresent(slug ->
                        query.add("exists (select 1 from i.services s where s.slug = :service)", "service", slug));
        return query;
    }

    private static Map<String, Object> overdueOn(LocalDate today) {
        return Map.of("never", NEVER, "today", today, "pending", ActionState.PENDING);
    }

    private static Optional<String> inSmallLetters(@Nullable String text) {
        return Optional.ofNullable(text)
                .map(typed -> typed.strip().toLowerCase(Locale.ROOT))
                .filter(typed -> !typed.isEmpty());
    }

    private static String cursorAfter(ActionItem action, LocalDate today) {
        return Cursor.after(
                "actions",
                today.toEpochDay(),
                action.overdue(today) ? 0 : 1,
                Objects.requireNonNullElse(action.dueOn, NEVER).toEpochDay(),
                action.incident.id,
                action.no);
    }

    private static LocalDate day(long epochDay) {
        return LocalDate.ofEpochDay(Math.max(EARLIEST.toEpochDay(), Math.min(epochDay, NEVER.toEpochDay())));
    }

    /** With what became of their due dates, read in one go. */
    @Override
    protected List<ActionView> completed(Incident incident, List<ActionView> views, @Nullable Instant asKnownAt) {
        return completed(incident, views, change -> asKnownAt == null || !change.recordedAt.isAfter(asKnownAt));
    }

    @Override
    public ActionView item(Change change) {
        return completed(change.incident, List.of(super.item(change)), other -> other.revision <= change.revision)
                .get(0);
    }

    private List<ActionView> completed(Incident incident, List<ActionView> views, Predicate<Change> known) {
        List<Integer> changed = views.stream()
                .filter(view -> view.version() > 1)
                .map(ActionView::no)
                .toList();
        DueDates dates = DueDates.of(journal, List.of(incident), changed, known);
        return views.stream()
                .map(view -> view.withDueMoved(dates.moved(incident, view.no())))
                .toList();
    }

    private DueDates dueDates(List<ActionItem> rows) {
        List<ActionItem> changed = rows.stream().filter(row -> row.version > 1).toList();
        return DueDates.of(
                journal,
                changed.stream().map(row -> row.incident).distinct().toList(),
                changed.stream().map(row -> row.no).distinct().toList(),
                change -> true);
    }
}
