package org.hindsight.edition;

import io.quarkus.qute.TemplateData;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hindsight.followup.ActionState;
import org.hindsight.incident.Audience;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What became of everything that the public reports promise. Each action is told under the title that the newest edition
 * gives it, with the day that the first edition to name a day gave.
 */
@ApplicationScoped
class FollowThrough {

    /**
     * An action that a report promises.
     *
     * @param report the title of the report
     * @param address where it is read
     * @param promisedFor the day by which it was first promised; null while no edition named one
     * @param daysOverdue 0 unless it should have been done by now
     * @param retracted whether it was taken back since; that a report promised it stays true
     */
    @TemplateData
    record Promise(
            String title,
            String report,
            String address,
            ActionState state,
            @Nullable LocalDate promisedFor,
            @Nullable LocalDate dueOn,
            long daysOverdue,
            boolean retracted) {

        public boolean moved() {
            return !retracted && promisedFor != null && !promisedFor.equals(dueOn);
        }

        /** By how many days it slipped since it was first promised; 0 if it did not, or has no day any more. */
        public long slipped() {
            return !moved() || dueOn == null ? 0 : Math.max(0, ChronoUnit.DAYS.between(promisedFor, dueOn));
        }

        public boolean pending() {
            return !retracted && state.pending();
        }
    }

    /** All of them: what is left to do, the most overdue first, and what is settled, as the reports tell it. */
    @TemplateData
    record Promises(List<Promise> pending, List<Promise> settled) {

        public int all() {
            return pending.size() + settled.size();
        }

        public long done() {
            return settled.stream()
                    .filter(promise -> !promise.retracted() && promise.state() == ActionState.DONE)
                    .count();
        }

        public long overdue() {
            return pending.stream().filter(promise -> promise.daysOverdue() > 0).count();
        }

        /** How many slipped, whether they are done by now or not. */
        public long slipped() {
            return pending.stream().filter(promise -> promise.slipped() > 0).count()
                    + settled.stream().filter(promise -> promise.slipped() > 0).count();
        }
    }

    private static final Logger LOG = Logger.getLogger(FollowThrough.class);
    private static final Comparator<Promise> MOST_URGENT_FIRST =
            Comparator.comparing(Promise::dueOn, Comparator.nullsLast(Comparator.naturalOrder()));

    private final LiveActions actions;

    FollowThrough(LiveActions actions) {
        this.actions = actions;
    }

    /** What the standing public reports promise, as it stands on that day (UTC); a report that cannot be read hides no other. */
    Promises on(LocalDate today) {
        List<Promise> pending = new ArrayList<>();
        List<Promise> settled = new ArrayList<>();
        for (Report.Standing report : Report.standing()) {
            try {
                promises(report, today).forEach(promise -> (promise.pending() ? pending : settled).add(promise));
            } catch (IllegalStateException unreadable) {
                LOG.errorf(unreadable, "What the report %s promises is left out", report.slug());
            }
        }
        pending.sort(MOST_URGENT_FIRST);
        return new Promises(pending, settled);
    }

    private List<Promise> promises(Report.Standing report, LocalDate today) {
        Map<Integer, LocalDate> before = promisedBefore(report.edition());
        return actions.of(report.edition()).stream()
                .map(live -> promise(report, live, before.getOrDefault(live.no(), live.wasDueOn()), today))
                .toList();
    }

    private static Promise promise(
            Report.Standing report, LiveActions.Live live, @Nullable LocalDate promisedFor, LocalDate today) {
        LocalDate due = live.dueOn();
        boolean late = !live.retracted() && live.now().pending() && due != null && due.isBefore(today);
        return new Promise(
                live.title(),
                report.edition().title,
                report.address(),
                live.now(),
                promisedFor,
                due,
                late ? ChronoUnit.DAYS.between(due, today) : 0,
                live.retracted());
    }

    /** The first day that an edition before the newest named for each action, by its number. */
    private Map<Integer, LocalDate> promisedBefore(Edition newest) {
        Map<Integer, LocalDate> first = new HashMap<>();
        // The later ones come first, and an older one corrects what they said.
        for (Edition edition : Edition.of(newest.incident, Audience.PUBLIC)) {
            if (edition.no < newest.no && !edition.withdrawn()) {
                actions.promised(edition).forEach(promised -> {
                    if (promised.dueOn() != null) {
                        first.put(promised.no(), promised.dueOn());
                    }
                });
            }
        }
        return first;
    }
}
