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
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hindsight.account.Caller;
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
        super(Kind.ACTION, ActionItem.class, ActionView.class, ActionItem::new, journal, caller, database);
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
     * @param owner in any case of letters
     * @param overdue whether it is pending although its due date has passed in UTC
     */
    public record Wanted(
            @Nullable ActionState state,
            @Nullable String owner,
            @Nullable Boolean overdue) {

        public static final Wanted ALL = new Wanted(null, null, null);
    }

    /** The actions of all incidents that the caller may know of, the most urgent due date first. */
    public Listing<Listed> across(Wanted wanted, @Nullable Integer asked, @Nullable String cursor) {
        int limit = Listing.limit(asked);
        List<String> conditions = new ArrayList<>(List.of("a.retractedBecause is null"));
        Map<String, Object> values = new HashMap<>(Map.of("never", NEVER));
        incidents.restrictToVisible(conditions, values);
        filter(wanted, conditions, values);
        Cursor.read("actions", 3, cursor).ifPresent(after -> {
            conditions.add("(coalesce(a.dueOn, :never) > :due or (coalesce(a.dueOn, :never) = :due"
                    + " and (i.id > :incident or (i.id = :incident and a.no > :no))))");
            values.put("due", day(after.number(0)));
            values.put("incident", after.number(1));
            values.put("no", (int) Math.min(after.number(2), Integer.MAX_VALUE));
        });
        List<ActionItem> rows = ActionItem.<ActionItem>find(
                        "from ActionItem a join fetch a.incident i left join fetch a.author where "
                                + String.join(" and ", conditions)
                                + " order by coalesce(a.dueOn, :never), i.id, a.no",
                        values)
                .page(0, limit + 1)
                .list();
        return Listing.of(rows, limit, ActionItems::cursorAfter)
                .map(action -> new Listed(action.incident.ref(), action.incident.title, action.view()));
    }

    private void filter(Wanted wanted, List<String> conditions, Map<String, Object> values) {
        if (wanted.state() != null) {
            conditions.add("a.state = :state");
            values.put("state", wanted.state());
        }
        if (wanted.owner() != null && !wanted.owner().isBlank()) {
            conditions.add("lower(a.owner) = :owner");
            values.put("owner", wanted.owner().strip().toLowerCase(Locale.ROOT));
        }
        if (wanted.overdue() != null) {
            conditions.add(
                    (wanted.overdue() ? "" : "not ") + "(coalesce(a.dueOn, :never) < :today and a.state in :pending)");
            values.put("today", journal.now().atOffset(ZoneOffset.UTC).toLocalDate());
            values.put("pending", ActionState.PENDING);
        }
    }

    private static String cursorAfter(ActionItem action) {
        return Cursor.after(
                "actions", Objects.requireNonNullElse(action.dueOn, NEVER).toEpochDay(), action.incident.id, action.no);
    }

    private static LocalDate day(long epochDay) {
        return LocalDate.ofEpochDay(Math.max(EARLIEST.toEpochDay(), Math.min(epochDay, NEVER.toEpochDay())));
    }
}
