package org.hindsight.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.hindsight.incident.Severity;
import org.hindsight.incident.Status;
import org.hindsight.platform.Texts;
import org.hindsight.platform.problem.Problem;

/**
 * Reads {@code incidents.json} as the API of Statuspage (v2) gives it. Updates stand there newest first,
 * may share a minute, and may be shown at another time than they were written.
 */
final class Statuspage {

    private static final int LONGEST_TITLE = 200;
    private static final int LONGEST_TEXT = 20_000;

    private final ObjectMapper json;

    Statuspage(ObjectMapper json) {
        this.json = json;
    }

    /** An update while it waits for its place in the order. */
    private record Placed(OffsetDateTime shownAt, OffsetDateTime createdAt, int fromTheEnd, JsonNode node) {}

    /** All incidents of the file, the oldest first; a file of another shape is refused. */
    List<StatuspageIncident> read(byte[] file) {
        JsonNode root = tree(file);
        JsonNode incidents = root.isArray() ? root : root.path("incidents");
        if (!incidents.isArray()) {
            throw Problem.invalid("file", "must be the incidents.json of a Statuspage: it has no list \"incidents\"");
        }
        String zone = zone(root.path("page").path("time_zone").asText(""));
        List<StatuspageIncident> read = new ArrayList<>();
        for (JsonNode incident : incidents) {
            read.add(incident(incident, zone, read.size()));
        }
        read.sort(Comparator.comparing(StatuspageIncident::firstMoment));
        return read;
    }

    private JsonNode tree(byte[] file) {
        try {
            return json.readTree(new String(file, StandardCharsets.UTF_8));
        } catch (JsonProcessingException broken) {
            throw Brought.notJson("file", broken);
        }
    }

    private static StatuspageIncident incident(JsonNode node, String zone, int index) {
        List<String> doubts = new ArrayList<>();
        String name = clean(node.path("name").asText(""), LONGEST_TITLE, "its name", doubts);
        if (name.isBlank()) {
            throw Problem.invalid("file", "has an incident without a name, number " + (index + 1) + " of the list");
        }
        Optional<OffsetDateTime> created = time(node, "created_at");
        List<Placed> placed = new ArrayList<>();
        JsonNode updates = node.path("incident_updates");
        for (int i = 0; i < updates.size(); i++) {
            Optional<OffsetDateTime> written = time(updates.get(i), "created_at");
            Optional<OffsetDateTime> shown = time(updates.get(i), "display_at").or(() -> written);
            if (shown.isEmpty()) {
                doubts.add("an update without a time was left out");
            } else {
                placed.add(new Placed(shown.get(), written.orElse(shown.get()), -i, updates.get(i)));
            }
        }
        if (placed.isEmpty() && created.isEmpty()) {
            throw Problem.invalid("file", "has an incident without any time: " + name);
        }
        placed.sort(Comparator.comparing((Placed p) -> p.shownAt().toInstant())
                .thenComparing(p -> p.createdAt().toInstant())
                .thenComparing(Placed::fromTheEnd));
        String id = node.path("id").asText("");
        String key = id.isEmpty()
                ? digest(name, created.map(OffsetDateTime::toString).orElse(""))
                : id;
        return new StatuspageIncident(
                key,
                name,
                severity(node.path("impact").asText(""), doubts),
                zone,
                created.orElseGet(() -> placed.get(0).shownAt()),
                time(node, "started_at"),
                Optional.of(node.path("shortlink").asText("")).filter(link -> link.matches("(?i)https?://.{1,1900}")),
                components(node, updates),
                placed.stream().map(p -> update(key, p, doubts)).toList(),
                doubts.stream().distinct().toList());
    }

    private static StatuspageIncident.Update update(String incident, Placed placed, List<String> doubts) {
        JsonNode node = placed.node();
        String word = node.path("status").asText("");
        Optional<Status> status = status(word);
        String body = clean(node.path("body").asText(""), LONGEST_TEXT - 100, "the text of an update", doubts);
        String text = body.isBlank() ? "(An update without a text.)" : body.strip();
        if (status.isEmpty() && !word.isBlank()) {
            doubts.add("“" + word + "” is not a status that Hindsight knows; it stands in the text");
            text = "(" + clean(word, 80, "a status", doubts) + ") " + text;
        }
        String id = node.path("id").asText("");
        return new StatuspageIncident.Update(
                id.isEmpty() ? digest(incident, placed.shownAt().toInstant().toString(), body) : id,
                text,
                placed.shownAt(),
                status);
    }

    private static Optional<Status> status(String word) {
        return switch (word) {
            case "investigating" -> Optional.of(Status.INVESTIGATING);
            case "identified" -> Optional.of(Status.IDENTIFIED);
            case "monitoring" -> Optional.of(Status.MONITORING);
            case "resolved" -> Optional.of(Status.RESOLVED);
            default -> Optional.empty();
        };
    }

    private static Severity severity(String impact, List<String> doubts) {
        return switch (impact) {
            case "critical" -> Severity.SEV1;
            case "major" -> Severity.SEV2;
            case "minor" -> Severity.SEV3;
            case "none", "maintenance" -> Severity.SEV4;
            default -> {
                doubts.add("the impact “" + impact + "” is not known; SEV3 was taken");
                yield Severity.SEV3;
            }
        };
    }

    private static List<String> components(JsonNode incident, JsonNode updates) {
        Set<String> names = new LinkedHashSet<>();
        incident.path("components")
                .forEach(component -> names.add(component.path("name").asText("")));
        updates.forEach(update -> update.path("affected_components")
                .forEach(component -> names.add(component.path("name").asText(""))));
        names.remove("");
        return List.copyOf(names);
    }

    private static Optional<OffsetDateTime> time(JsonNode node, String field) {
        try {
            String text = node.path(field).asText("");
            return text.isEmpty() || node.path(field).isNull()
                    ? Optional.empty()
                    : Optional.of(OffsetDateTime.parse(text).truncatedTo(ChronoUnit.MILLIS));
        } catch (DateTimeException unreadable) {
            throw Problem.invalid(
                    "file",
                    "has a time that cannot be read in " + field + ": "
                            + node.path(field).asText(""));
        }
    }

    private static String zone(String name) {
        return ZoneId.getAvailableZoneIds().contains(name) ? name : "UTC";
    }

    private static String clean(String text, int longest, String what, List<String> doubts) {
        String kept = text.strip();
        if (Texts.fault(kept).isPresent()) {
            doubts.add(what + " held characters that cannot be kept");
            kept = kept.replace("\0", "").replaceAll("[\\ud800-\\udfff]", "\ufffd");
        }
        if (kept.length() > longest) {
            doubts.add(what + " was longer than " + longest + " characters and was cut");
            kept = kept.substring(0, longest - 1) + "…";
        }
        return kept;
    }

    private static String digest(String... parts) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(String.join("\n", parts).toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 16);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
