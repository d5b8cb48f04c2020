package org.hindsight.edition;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.hindsight.account.User;
import org.hindsight.incident.Audience;
import org.hindsight.incident.Change;
import org.hindsight.incident.Incident;
import org.hindsight.incident.IncidentView;
import org.hindsight.incident.What;
import org.hindsight.platform.text.InternalPassages;
import org.hindsight.postmortem.Document;
import org.hindsight.postmortem.Drafts;

/** Everything written about an incident that is not for the public, read from its journal. */
@ApplicationScoped
class InternalTexts {

    /** Fields that are internal whatever the audience of their thing is. */
    private static final Set<String> NOTES = Set.of("note", "retractedBecause");

    private final ObjectMapper json;

    InternalTexts(ObjectMapper json) {
        this.json = json;
    }

    /**
     * The sentences that must not appear in public: of what is or was internal, of notes and reasons, and of
     * the passages that the public document leaves out. What the public record says as well is no secret.
     */
    Set<String> sentences(Incident incident, List<String> comments, Document everything, Document published) {
        return sentences(incident, comments, leftOut(everything, published));
    }

    /** As {@link #sentences(Incident, List, Document, Document)}, where nobody has written about the incident yet. */
    Set<String> sentences(Incident incident) {
        return sentences(incident, List.of(), Set.of());
    }

    private Set<String> sentences(Incident incident, List<String> comments, Set<String> leftOut) {
        Set<String> secret = new LinkedHashSet<>();
        Set<String> known = new HashSet<>();
        Map<String, JsonNode> latest = new LinkedHashMap<>();
        List<Change> changes = Change.list("incident = ?1 order by revision", incident);
        for (Change change : changes) {
            if (change.reason != null) {
                secret.addAll(LeakScan.sentences(change.reason));
            }
            if (change.no > 0) {
                JsonNode item = read(change.item);
                boolean internal = !isPublic(item);
                texts(item, "", internal, text -> secret.addAll(LeakScan.sentences(text)));
                if (change.what == What.RETRACTED) {
                    latest.remove(change.kind + " " + change.no);
                } else {
                    latest.put(change.kind + " " + change.no, item);
                }
            }
        }
        comments.forEach(comment -> secret.addAll(LeakScan.sentences(comment)));
        secret.addAll(leftOut);
        if (secret.isEmpty()) {
            return secret;
        }
        latest.values().stream()
                .filter(InternalTexts::isPublic)
                .forEach(item -> publicTexts(item, "", text -> {
                    InternalPassages.Split split = InternalPassages.of(text);
                    known.addAll(LeakScan.sentences(split.open()));
                    if (!split.open().equals(split.whole())) {
                        secret.addAll(LeakScan.sentences(split.whole()));
                    }
                }));
        known.addAll(LeakScan.sentences(incident.title));
        if (incident.summary != null) {
            known.addAll(LeakScan.sentences(incident.summary));
        }
        secret.removeAll(known);
        return secret;
    }

    private static Set<String> leftOut(Document everything, Document published) {
        Map<String, String> open = new HashMap<>();
        published.sections().forEach(section -> open.put(section.key(), section.markdown()));
        Set<String> sentences = new LinkedHashSet<>();
        for (Document.DocumentSection section : everything.sections()) {
            Set<String> all = new LinkedHashSet<>(LeakScan.sentences(section.markdown()));
            all.removeAll(LeakScan.sentences(open.getOrDefault(section.key(), "")));
            sentences.addAll(all);
        }
        return sentences;
    }

    /** Names and addresses of everybody who has an account or a part in the response. */
    List<String> names(IncidentView incident) {
        List<String> names = new ArrayList<>();
        for (User user : User.<User>listAll()) {
            names.addAll(user.writtenNames());
        }
        incident.roles().forEach((role, holder) -> {
            if (!Drafts.namesNobody(role, holder.person())) {
                names.add(holder.person());
            }
        });
        return names;
    }

    private static boolean isPublic(JsonNode item) {
        return item.path("audience").asText().equals(Audience.PUBLIC.name());
    }

    /** A part that has an audience of its own, as an attachment of an entry has. */
    private static boolean isInternal(JsonNode node) {
        return node.has("audience") && !isPublic(node);
    }

    private static void texts(JsonNode node, String field, boolean internal, Consumer<String> found) {
        if (node.isTextual()) {
            if (internal || NOTES.contains(field)) {
                found.accept(node.textValue());
            }
        } else if (node.isObject()) {
            boolean kept = internal || isInternal(node);
            node.properties().forEach(part -> texts(part.getValue(), part.getKey(), kept, found));
        } else {
            node.forEach(part -> texts(part, field, internal, found));
        }
    }

    private static void publicTexts(JsonNode node, String field, Consumer<String> found) {
        if (node.isTextual()) {
            if (!NOTES.contains(field)) {
                found.accept(node.textValue());
            }
        } else if (node.isObject()) {
            if (!isInternal(node)) {
                node.properties().forEach(part -> publicTexts(part.getValue(), part.getKey(), found));
            }
        } else {
            node.forEach(part -> publicTexts(part, field, found));
        }
    }

    private JsonNode read(String item) {
        try {
            return json.readTree(item);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("The journal holds what is not JSON", broken);
        }
    }
}
