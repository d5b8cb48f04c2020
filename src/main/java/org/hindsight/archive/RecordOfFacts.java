package org.hindsight.archive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.hindsight.account.User;
import org.hindsight.incident.Audience;
import org.hindsight.platform.Digests;
import org.jspecify.annotations.Nullable;

/**
 * Turns the facts of a document, as an edition's JSON tells them, into a record: with the things as they stand and without
 * a past. People are those whom the document names, by role or letter.
 */
final class RecordOfFacts {

    /** Who says what the record itself wrote down. */
    private static final String NOBODY = "the record itself";

    private final ObjectMapper json;
    private final Audience audience;
    private final Map<String, String> slugs;
    private final Contents contents;
    private final Map<String, String> people = new TreeMap<>();
    private final Map<String, String> services = new TreeMap<>();
    private JsonNode began = NullNode.instance;

    /** The bytes of attachments. */
    @FunctionalInterface
    interface Contents {

        /** The bytes of one that a fact tells; empty where they did not come along, or may not leave. */
        Optional<byte[]> of(JsonNode fact);
    }

    /** @param slugs of services by their names, as far as they are known; others are made of the names */
    RecordOfFacts(ObjectMapper json, Audience audience, Map<String, String> slugs, Contents contents) {
        this.json = json;
        this.audience = audience;
        this.slugs = slugs;
        this.contents = contents;
    }

    /** The record behind a document with its text. */
    ObjectNode document(JsonNode document, String ref) {
        return record(document.path("facts"), document, ref);
    }

    /** The record behind facts about which nobody has written yet. */
    ObjectNode facts(JsonNode facts, String ref) {
        return record(facts, json.nullNode(), ref);
    }

    private ObjectNode record(JsonNode facts, JsonNode document, String ref) {
        began = began(facts);
        ObjectNode incident = incident(facts);
        ObjectNode parts = json.createObjectNode();
        parts.set("incident", incident);
        parts.set("entries", each(facts.path("entries"), this::entry));
        parts.set("attachments", attachments(facts.path("attachments")));
        parts.set("symptoms", each(facts.path("symptoms"), this::symptom));
        parts.set("causes", each(facts.path("causes"), this::cause));
        parts.set("impacts", each(facts.path("impacts"), this::impact));
        parts.set("workarounds", each(facts.path("workarounds"), this::part));
        parts.set("signals", each(facts.path("signals"), this::part));
        parts.set("actions", each(facts.path("actions"), action -> part(action).remove("dueMoved")));
        parts.set("postmortem", document.isNull() ? json.nullNode() : postmortem(document));
        parts.set("editions", json.createArrayNode());
        parts.set("statuses", facts.path("statuses").deepCopy());
        ObjectNode record = json.createObjectNode()
                .put("format", Archive.FORMAT)
                .put("audience", audience.name())
                .put("ref", ref);
        record.set("people", pairs(people, "email", "name"));
        record.set("services", pairs(services, "slug", "name"));
        record.setAll(parts);
        return record;
    }

    /** When the record of it began, as far as its entries tell. */
    private static JsonNode began(JsonNode facts) {
        Set<String> recorded = new TreeSet<>();
        facts.path("entries")
                .forEach(entry -> recorded.add(entry.path("recordedAt").asText()));
        JsonNode declared = facts.path("incident").path("declaredAt");
        return facts.path("entries").isEmpty()
                ? declared
                : TextNode.valueOf(recorded.iterator().next());
    }

    private ArrayNode pairs(Map<String, String> pairs, String key, String value) {
        ArrayNode list = json.createArrayNode();
        pairs.forEach((name, told) -> list.addObject().put(key, name).put(value, told));
        return list;
    }

    private ArrayNode each(JsonNode facts, Consumer<ObjectNode> change) {
        ArrayNode parts = json.createArrayNode();
        facts.forEach(fact -> {
            ObjectNode part = fact.deepCopy();
            change.accept(part);
            parts.add(part);
        });
        return parts;
    }

    private ObjectNode incident(JsonNode facts) {
        JsonNode head = facts.path("incident");
        ObjectNode incident = json.createObjectNode();
        for (String field : new String[] {"title", "summary", "severity", "status", "zone"}) {
            incident.set(field, head.path(field));
        }
        ArrayNode affected = incident.putArray("services");
        head.path("services").forEach(name -> affected.add(slug(name.asText())));
        incident.putArray("tags");
        incident.put("restricted", false);
        incident.putArray("members");
        incident.set("declaredAt", head.path("declaredAt"));
        incident.set("recordedAt", began);
        ObjectNode milestones = incident.putObject("milestones");
        facts.path("milestones").properties().forEach(milestone -> {
            ObjectNode kept = milestone.getValue().deepCopy();
            milestones.set(milestone.getKey(), kept.put("byHand", true));
        });
        Map<String, JsonNode> roles = new TreeMap<>();
        facts.path("roles").forEach(held -> {
            String role = held.path("role").asText();
            roles.put(
                    roleKey(role),
                    json.createObjectNode()
                            .put("person", held.path("person").asText(role))
                            .set("since", head.path("declaredAt")));
        });
        incident.putObject("roles").setAll(roles);
        incident.putNull("nextUpdate");
        return incident;
    }

    private static String roleKey(String spoken) {
        return switch (spoken) {
            case "incident commander" -> "COMMANDER";
            case "scribe" -> "SCRIBE";
            case "communications lead" -> "COMMUNICATIONS";
            case "operations lead" -> "OPERATIONS";
            default -> spoken;
        };
    }

    private String slug(String name) {
        String slug = slugs.getOrDefault(name, made(name, "service"));
        services.put(slug, name);
        return slug;
    }

    private static String made(String name, String otherwise) {
        String plain =
                name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        String cut = plain.length() > 50 ? plain.substring(0, 50).replaceAll("-$", "") : plain;
        return cut.isEmpty() ? otherwise : cut;
    }

    private @Nullable ObjectNode person(String name) {
        if (name.equals(NOBODY)) {
            return null;
        }
        String address = User.pseudonymous(made(name, "somebody"));
        people.put(address, name);
        return json.createObjectNode().put("name", name).put("email", address);
    }

    private void entry(ObjectNode entry) {
        String by = entry.path("by").asText();
        boolean sourced = entry.path("fromSource").asBoolean();
        JsonNode url = entry.path("sourceUrl");
        entry.remove(List.of("loggedLate", "by", "fromSource", "sourceUrl"));
        entry.set("author", sourced ? null : person(by));
        if (sourced) {
            entry.putObject("source").put("name", by).set("url", url);
        } else {
            entry.putNull("source");
        }
        entry.putNull("note");
        standing(entry);
        entry.put("edited", false);
    }

    private void standing(ObjectNode part) {
        part.put("retracted", false);
        part.putNull("retractedBecause");
        part.put("version", 1);
    }

    private ObjectNode part(ObjectNode part) {
        part.put("audience", audience.name());
        part.set("recordedAt", began);
        part.putNull("author");
        standing(part);
        return part;
    }

    /** Those whose bytes are there; they may be others than at home, for what a camera hid in them does not leave. */
    private ArrayNode attachments(JsonNode facts) {
        ArrayNode attachments = json.createArrayNode();
        facts.forEach(fact -> contents.of(fact).ifPresent(bytes -> {
            ObjectNode attachment = fact.deepCopy();
            attachment.put("sha256", Digests.sha256(bytes)).put("bytes", bytes.length);
            attachment.put("audience", audience.name());
            attachment.set("recordedAt", began);
            attachment.putNull("author");
            attachment.putNull("removedBecause");
            attachments.add(attachment);
        }));
        return attachments;
    }

    private void symptom(ObjectNode symptom) {
        symptom.remove("counted");
        ArrayNode named = (ArrayNode) symptom.path("services").deepCopy();
        ArrayNode affected = symptom.putArray("services");
        named.forEach(name -> affected.add(slug(name.asText())));
        part(symptom);
    }

    private void cause(ObjectNode cause) {
        cause.put("lastEvidence", numbered(cause.path("evidence")));
        cause.put("lastEffect", numbered(cause.path("effects")));
        part(cause);
    }

    private static int numbered(JsonNode list) {
        int n = 0;
        for (JsonNode one : list) {
            ((ObjectNode) one).put("n", ++n);
        }
        return n;
    }

    private void impact(ObjectNode impact) {
        JsonNode series = impact.path("series");
        impact.remove(List.of("series", "figure", "figureOfAll"));
        if (impact.path("service").isTextual()) {
            impact.put("service", slug(impact.path("service").textValue()));
        }
        ArrayNode carried = impact.putArray("carried");
        if (series.isArray()) {
            carried.addObject().put("n", 1).set("samples", series);
        }
        part(impact);
    }

    private ObjectNode postmortem(JsonNode document) {
        ObjectNode draft = json.createObjectNode();
        draft.set("template", document.path("template"));
        draft.put("state", "DRAFT");
        draft.set("begunAt", began);
        draft.put("version", 1);
        draft.putNull("reviewDueOn");
        draft.putArray("reviewers");
        draft.putArray("ticked");
        ArrayNode sections = draft.putArray("sections");
        document.path("sections").forEach(section -> {
            ObjectNode kept = sections.addObject();
            kept.set("key", section.path("key"));
            kept.set("title", section.path("title"));
            kept.put("position", sections.size() - 1).put("shown", true).put("written", true);
            kept.putObject("citations");
            ObjectNode version = kept.putArray("versions").addObject();
            version.put("revision", 1);
            version.set("markdown", section.path("markdown"));
            version.put("audience", audience.name());
            version.set("savedAt", began);
            version.putNull("savedBy");
        });
        draft.putArray("reviews");
        return draft;
    }
}
