package org.hindsight.overview;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.hindsight.incident.Incident;
import org.hindsight.platform.time.Precision;
import org.hindsight.platform.web.Form;
import org.hindsight.platform.web.Forms;
import org.hindsight.timeline.NewEntry;
import org.hindsight.timeline.Timeline;
import org.hindsight.timeline.TimelineEntry;
import org.jspecify.annotations.Nullable;

/** Does what a line of the composer says: logs it, or follows the command that it is. */
@ApplicationScoped
class Lines {

    /**
     * What came of a line.
     *
     * @param entry the entry that was logged; null where the command writes none, or not this one alone
     * @param where on the page it shows, for example {@code #symptom-2}
     */
    record Done(@Nullable TimelineEntry entry, String where) {}

    private final Timeline timeline;
    private final Steering steering;
    private final Parts parts;
    private final Commands commands;
    private final Forms forms;

    Lines(Timeline timeline, Steering steering, Parts parts, Commands commands, Forms forms) {
        this.timeline = timeline;
        this.steering = steering;
        this.parts = parts;
        this.commands = commands;
        this.forms = forms;
    }

    /**
     * @param typed the line in {@code text}, and what was chosen beside it
     * @param typedAt what "now" and "10m ago" stand for
     */
    Done take(Incident incident, Form typed, Instant typedAt) {
        TypedLine line = TypedLine.read(typed.value("text"), incident.zoneId(), typedAt);
        return line.isCommand()
                ? follow(incident, commands.read(line, incident.zoneId(), typedAt))
                : log(incident, line.asForm(typed), typedAt);
    }

    private Done log(Incident incident, Form line, Instant typedAt) {
        Form form = line.value("occurredAt").isBlank()
                ? line.with("occurredAt", at(incident, typedAt)).with("precision", Precision.SECOND.name())
                : forms.spellOut(line, "occurredAt", incident.zoneId(), typedAt);
        TimelineEntry entry = timeline.log(incident, forms.read(form, NewEntry.class, incident.zoneId()))
                .entry();
        return shown(incident, entry);
    }

    /** In the zone of the incident, as any time that does not name one. */
    private static String at(Incident incident, Instant instant) {
        return instant.truncatedTo(ChronoUnit.MILLIS)
                .atZone(incident.zoneId())
                .toOffsetDateTime()
                .toString();
    }

    private Done follow(Incident incident, Command command) {
        return switch (command.name()) {
            case SEV, STATUS ->
                steering.move(incident, command.form())
                        .map(entry -> shown(incident, entry))
                        .orElse(new Done(null, "#main"));
            case MILESTONE -> {
                steering.setMilestone(incident, command.form());
                yield new Done(null, "#milestones");
            }
            case ROLE -> {
                steering.assign(incident, command.form());
                yield new Done(null, "#roles");
            }
            case NEXT -> {
                steering.promise(incident, command.form());
                yield new Done(null, "#promise");
            }
            case SYMPTOM, CAUSE, IMPACT, WORKAROUND, ACTION -> {
                Parts.Kind<?, ?, ?> kind =
                        parts.of(String.valueOf(command.name().part())).orElseThrow();
                yield new Done(null, "#" + kind.word + "-" + kind.record(incident, command.form()));
            }
        };
    }

    private Done shown(Incident incident, TimelineEntry entry) {
        String part = timeline.partOf(incident, entry.no) == 1 ? "" : "?entry=" + entry.no;
        return new Done(entry, part + "#entry-" + entry.no);
    }
}
