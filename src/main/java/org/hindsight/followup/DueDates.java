package org.hindsight.followup;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.hindsight.incident.Change;
import org.hindsight.incident.Incident;
import org.hindsight.incident.Journal;
import org.hindsight.incident.Kind;
import org.jspecify.annotations.Nullable;

/** What became of the due dates of some actions, as their trails tell it. */
final class DueDates {

    /** What the journal kept of an action, as far as its date goes. */
    record Kept(@Nullable LocalDate dueOn) {}

    private record Key(long incident, int no) {}

    private final Map<Key, DueMoved> moved = new HashMap<>();

    private DueDates() {}

    /**
     * Reads the trails in one query.
     *
     * @param numbers of the actions that were changed at all
     * @param known which changes count
     */
    static DueDates of(Journal journal, List<Incident> incidents, List<Integer> numbers, Predicate<Change> known) {
        DueDates dates = new DueDates();
        Map<Key, LocalDate> before = new HashMap<>();
        for (Change change : journal.trails(incidents, Kind.ACTION, numbers)) {
            if (known.test(change)) {
                Key key = new Key(change.incident.id, change.no);
                LocalDate after = journal.item(change, Kept.class).dueOn();
                LocalDate due = before.get(key);
                if (due != null && !due.equals(after)) {
                    dates.moved.merge(key, new DueMoved(1, due), (first, again) -> first.again());
                }
                before.put(key, after);
            }
        }
        return dates;
    }

    /** Null when its date stands as it was first given. */
    @Nullable DueMoved moved(Incident incident, int no) {
        return moved.get(new Key(incident.id, no));
    }
}
