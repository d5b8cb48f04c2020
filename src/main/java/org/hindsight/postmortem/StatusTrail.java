package org.hindsight.postmortem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hindsight.incident.Change;
import org.hindsight.incident.Incident;
import org.hindsight.incident.Kind;
import org.hindsight.incident.Status;
import org.hindsight.incident.What;
import org.hindsight.timeline.EntryView;

/**
 * How the status of an incident moved, read from its journal: each move is the line after that of the
 * entry that says it.
 */
@ApplicationScoped
class StatusTrail {

    private final ObjectMapper json;

    StatusTrail(ObjectMapper json) {
        this.json = json;
    }

    /**
     * The moves in the order in which they occurred. A status is no secret whoever may read the entry that says it;
     * that entry is named only where it is shown.
     *
     * @param told the timeline; a move whose entry was retracted is none
     * @param shown the numbers of the entries that the audience may read
     */
    List<Facts.StatusChange> of(Incident incident, List<EntryView> told, Set<Integer> shown) {
        Map<Integer, Instant> occurred = new HashMap<>();
        told.stream()
                .filter(entry -> !entry.retracted())
                .forEach(entry -> occurred.put(entry.no(), entry.occurredAt()));
        Map<Integer, Integer> entryAt = new HashMap<>();
        List<Facts.StatusChange> moves = new ArrayList<>();
        List<Change> changes = Change.list(
                "incident = ?1 and (kind = ?2 or (kind = ?3 and what = ?4)) order by revision",
                incident,
                Kind.STATUS,
                Kind.ENTRY,
                What.CREATED);
        for (Change change : changes) {
            if (change.kind == Kind.ENTRY) {
                entryAt.put(change.revision, change.no);
                continue;
            }
            Integer no = entryAt.get(change.revision - 1);
            Instant at = no == null ? null : occurred.get(no);
            if (at != null) {
                moves.add(new Facts.StatusChange(status(change), at, shown.contains(no) ? no : null));
            }
        }
        moves.sort(Comparator.comparing(Facts.StatusChange::at));
        return moves;
    }

    private Status status(Change change) {
        try {
            return Status.valueOf(json.readTree(change.item).path("status").asText());
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("The journal holds what is not JSON", broken);
        }
    }
}
