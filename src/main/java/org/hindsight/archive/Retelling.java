package org.hindsight.archive;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.hindsight.followup.ActionItems;
import org.hindsight.incident.Audience;
import org.hindsight.incident.Incident;
import org.hindsight.incident.Incidents;
import org.hindsight.incident.Journal;
import org.hindsight.incident.Kind;
import org.hindsight.incident.Status;
import org.hindsight.incident.What;
import org.hindsight.incident.chapter.Leaf;
import org.hindsight.incident.record.RecordedView;
import org.hindsight.investigation.Investigation;
import org.hindsight.platform.web.Wording;
import org.hindsight.timeline.EntryKind;
import org.hindsight.timeline.EntryView;
import org.hindsight.timeline.NewEntry;
import org.hindsight.timeline.Timeline;
import org.jspecify.annotations.Nullable;

/**
 * Writes the journal of a record that came without a past: each thing was recorded once, as it stands, and the status
 * moved as the file says.
 */
@ApplicationScoped
class Retelling {

    /**
     * A move of the status.
     *
     * @param entry the number of the entry that says it; null where the file does not have that
     */
    record Move(Status status, Instant at, @Nullable Integer entry) {}

    private final Journal journal;
    private final Incidents incidents;
    private final Timeline timeline;
    private final Investigation investigation;
    private final ActionItems actions;

    Retelling(
            Journal journal, Incidents incidents, Timeline timeline, Investigation investigation, ActionItems actions) {
        this.journal = journal;
        this.incidents = incidents;
        this.timeline = timeline;
        this.investigation = investigation;
        this.actions = actions;
    }

    /** Writes it for an incident that is restored so far. */
    void of(Incident incident, Leaf statuses) {
        Status last = incident.status;
        List<Move> moves = new ArrayList<>(
                statuses.each().stream().map(move -> move.as(Move.class)).toList());
        incident.status = Status.INVESTIGATING;
        journal.write(incident, Kind.INCIDENT, 0, What.CREATED, null, incidents.view(incident), incident.recordedAt);
        timeline.all(incident, Timeline.Wanted.ALL_WITH_RETRACTED).stream()
                .sorted(java.util.Comparator.comparing(EntryView::no))
                .forEach(entry -> {
                    journal.write(incident, Kind.ENTRY, entry.no(), What.CREATED, null, entry, entry.recordedAt());
                    moves.stream()
                            .filter(move -> Objects.equals(move.entry(), entry.no()))
                            .forEach(move -> move(incident, move, entry.recordedAt()));
                });
        each(incident, Kind.SYMPTOM, investigation.symptoms(incident, null));
        each(incident, Kind.CAUSE, investigation.causes(incident, null));
        each(incident, Kind.IMPACT, investigation.impacts(incident, null));
        each(incident, Kind.WORKAROUND, investigation.workarounds(incident, null));
        each(incident, Kind.SIGNAL, investigation.signals(incident, null));
        each(incident, Kind.ACTION, actions.of(incident, null));
        moves.stream().filter(move -> move.entry() == null).forEach(move -> say(incident, move));
        incident.status = last;
    }

    private void each(Incident incident, Kind kind, List<? extends RecordedView> parts) {
        parts.forEach(part -> journal.write(incident, kind, part.no(), What.CREATED, null, part, part.recordedAt()));
    }

    private void move(Incident incident, Move move, Instant recordedAt) {
        incident.status = move.status();
        journal.write(incident, Kind.STATUS, 0, What.EDITED, null, incidents.view(incident), recordedAt);
    }

    /** The entry that said it did not come along; a status that moved without a word would not be on the record. */
    private void say(Incident incident, Move move) {
        NewEntry line = new NewEntry(
                "Status: " + Wording.words(move.status()),
                EntryKind.STATUS,
                move.at().atOffset(ZoneOffset.UTC),
                null,
                null,
                null,
                Audience.INTERNAL,
                false,
                null);
        timeline.log(incident, line);
        move(incident, move, journal.now());
    }
}
