package org.hindsight.overview;

import java.time.Duration;
import java.time.Instant;
import org.hindsight.incident.IncidentView;
import org.hindsight.incident.MilestoneName;
import org.hindsight.incident.MilestoneView;
import org.hindsight.incident.Status;
import org.hindsight.platform.time.Precision;
import org.hindsight.platform.web.Wording;
import org.jspecify.annotations.Nullable;

/**
 * How long people have been hurt, as far as anybody knows.
 *
 * @param label what the clock counts
 * @param running whether it still runs
 * @param since when it began to run; null where that is not known
 * @param value the time passed, or null where the record does not tell
 * @param remark what is to be said where there is no time, or about how exact it is
 */
record ImpactClock(
        String label,
        boolean running,
        @Nullable Instant since,
        @Nullable Duration value,
        @Nullable String remark) {

    static ImpactClock of(IncidentView incident, Instant now) {
        MilestoneView started = incident.milestones().get(MilestoneName.IMPACT_STARTED);
        MilestoneView resolved = incident.milestones().get(MilestoneName.RESOLVED);
        boolean running = incident.status().ongoing();
        String label = running ? "Impact for" : "Lasted";
        if (incident.status() == Status.CANCELLED) {
            return new ImpactClock(label, false, null, null, "cancelled");
        }
        if (started == null) {
            Duration declared = Duration.between(incident.declaredAt(), now);
            return new ImpactClock(
                    label,
                    running,
                    null,
                    null,
                    running && !declared.isNegative()
                            ? "start not known; declared " + Wording.spoken(declared) + " ago"
                            : "start not known");
        }
        if (!running && resolved == null) {
            return new ImpactClock(label, false, null, null, "end not known");
        }
        Instant end = running || resolved == null ? now : resolved.at();
        Duration passed = Duration.between(started.at(), end);
        if (passed.isNegative()) {
            return new ImpactClock(
                    label, running, null, null, running ? "starts in the future" : "ends before it starts");
        }
        boolean today = passed.compareTo(Duration.ofDays(1)) < 0;
        String since = today ? Wording.clock(started.at()) : Wording.moment(started.at());
        String remark = exact(started) ? null : "since about " + since + " UTC";
        return new ImpactClock(label, running, started.at(), passed, remark);
    }

    private static boolean exact(MilestoneView milestone) {
        return milestone.precision() == Precision.SECOND || milestone.precision() == Precision.MINUTE;
    }
}
