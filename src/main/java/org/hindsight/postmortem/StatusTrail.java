package org.hindsight.postmortem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hindsight.incident.Change;
import org.hindsight.incident.Incident;
import org.hindsight.incident.Kind;
import org.hindsight.incident.Status;
import org.hindsight.incident.What;

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

    /** The moves that one of these entries tells, in the order in which they occurred. */
    List<Facts.StatusChange> of(Incident incident, List<Facts.Entry> told) {
        Map<Integer, Facts.Entry> entries = new HashMap<>();
        told.forEach(entry -> entries.put(entry.no(), entry));
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
            Facts.Entry entry = no == null ? null : entries.get(no);
            if (entry != null) {
                moves.add(new Facts.StatusChange(status(change), entry.occurredAt(), entry.no()));
            }
        }
        moves.sort(Comparator.comparing(Facts.StatusChange::at).thenComparing(Facts.StatusChange::entry));
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
