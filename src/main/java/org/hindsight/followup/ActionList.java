package org.hindsight.followup;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.hindsight.incident.Incidents;
import org.jspecify.annotations.Nullable;

/** The actions of all incidents that the caller may know of. */
@ApplicationScoped
public class ActionList {

    /** More than anybody reads at once. */
    public static final int MOST = 500;

    private static final Comparator<Located> NEXT_FIRST = Comparator.comparing((Located located) -> !located.overdue())
            .thenComparing(located -> !located.action().state().pending())
            .thenComparing(located -> located.action().dueOn(), Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(located -> located.action().priority(), Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(located -> located.action().recordedAt());

    private final Incidents incidents;

    ActionList(Incidents incidents) {
        this.incidents = incidents;
    }

    /** An action with the incident that it belongs to. */
    public record Located(String ref, String incident, ActionView action, boolean overdue) {}

    /** Which actions: those to be done, those that are late, those that are settled, or all. */
    public enum Which {
        OPEN,
        OVERDUE,
        SETTLED,
        ALL
    }

    /**
     * The actions, overdue ones first, then by the day on which they are due.
     *
     * @param owner a part of the owner's name; null for anybody
     * @param today what "overdue" is measured by
     */
    public List<Located> of(Which which, @Nullable String owner, LocalDate today) {
        Incidents.Visible visible = incidents.knowable("a.incident");
        Map<String, Object> values = new HashMap<>(visible.values());
        List<String> conditions = new ArrayList<>(List.of("a.retractedBecause is null", visible.condition()));
        switch (which) {
            case OPEN -> conditions.add("a.state in :states");
            case OVERDUE -> conditions.add("a.state in :states and a.dueOn < :today");
            case SETTLED -> conditions.add("a.state not in :states");
            case ALL -> conditions.add("1 = 1");
        }
        if (which != Which.ALL) {
            values.put("states", List.of(ActionState.OPEN, ActionState.IN_PROGRESS));
        }
        if (which == Which.OVERDUE) {
            values.put("today", today);
        }
        if (owner != null && !owner.isBlank()) {
            conditions.add("locate(:owner, lower(a.owner)) > 0");
            values.put("owner", owner.strip().toLowerCase(Locale.ROOT));
        }
        return ActionItem.<ActionItem>find(
                        "from ActionItem a join fetch a.incident left join fetch a.author where "
                                + String.join(" and ", conditions) + " order by a.dueOn, a.id",
                        values)
                .page(0, MOST)
                .<ActionItem>list()
                .stream()
                .map(item -> new Located(
                        item.incident.ref(),
                        item.incident.title,
                        item.view(),
                        item.view().overdue(today)))
                .sorted(NEXT_FIRST)
                .toList();
    }
}
