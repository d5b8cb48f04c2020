package org.hindsight.edition;

import static io.restassured.RestAssured.given;
import static org.hindsight.Api.ADMIN;
import static org.hindsight.Api.fields;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.hindsight.Api;
import org.hindsight.Multipart;
import org.junit.jupiter.api.Test;

/**
 * A bird in every field that is internal, and a look at every byte that anybody may read: none may sing there. The fields are
 * those of the published description, so that a new one has a bird as soon as it is there; the addresses are those of
 * all resources, and all that are linked from one to the next. What cannot be filled, or asked for, fails.
 */
@QuarkusTest
class CanaryTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BIRD = "kanarie";
    private static final String SEARCH = "/reports?q=";
    private static final Pattern SONG = Pattern.compile(BIRD + "[0-9]+q");

    /** Fields of an incident that are public without a label once a public edition exists. */
    private static final Set<String> PUBLIC_FIELDS = Set.of("title", "summary", "zone");

    /** Writing calls that say something for the public, or nothing in words. */
    private static final Set<String> FOR_THE_PUBLIC = Set.of(
            "post /editions",
            "post /editions/{number}/withdrawal",
            "put /impacts/{no}/series",
            "post /postmortem/sections/{key}/stale",
            "post /postmortem/clearances",
            "post /editions/{number}/pdf");

    /** Values that a field must have to be taken; a bird is put in where there is a %s. */
    private static final Map<String, String> SPECIAL = Map.ofEntries(
            Map.entry("url", "https://example.com/%s"),
            Map.entry("trackerUrl", "https://example.com/%s"),
            Map.entry("zone", "UTC"),
            Map.entry("template", "customer-facing"),
            Map.entry("key", "%s"),
            Map.entry("occurredAt", "2026-03-01 10:00"),
            Map.entry("quote", "%s"));

    @Inject
    Press press;

    @Inject
    Shelf shelf;

    @Inject
    Clock clock;

    private final Map<String, String> birds = new LinkedHashMap<>();
    private final Set<String> unfilled = new LinkedHashSet<>();
    private int count;
    private JsonNode description;
    private Api writer;
    private String incident;
    private String service;

    private String bird(String where) {
        String name = BIRD + ++count + "q";
        birds.put(name, where);
        return name;
    }

    private String sentence(String where) {
        return "The " + bird(where) + " sings in a shaft that nobody outside may hear of.";
    }

    @Test
    void nothingInternalIsInAnyPublicByte() throws IOException {
        description = JSON.readTree(given().get("/q/openapi?format=json").asString());
        begin();
        writeEverywhere();
        labelPublicWithInternalParts();
        List<String> editions = publish();
        everyBirdIsOnTheRecord();
        Map<String, byte[]> readable = readAll(editions);
        for (Map.Entry<String, byte[]> answer : readable.entrySet()) {
            for (String text : texts(answer.getKey(), answer.getValue())) {
                Matcher song = SONG.matcher(text.toLowerCase(Locale.ROOT));
                while (song.find()) {
                    if (answer.getKey().contains(song.group())) {
                        // Whoever asks for a bird knows of it; whether there is one is not told.
                        continue;
                    }
                    String around =
                            text.substring(Math.max(0, song.start() - 120), Math.min(text.length(), song.end() + 60));
                    throw new AssertionError(
                            answer.getKey() + " tells what is internal: " + birds.get(song.group()) + "\n" + around);
                }
            }
        }
        readable.forEach((address, answer) -> {
            if (address.startsWith(SEARCH + BIRD)) {
                assertTrue(new String(answer, StandardCharsets.UTF_8).contains("No report found"), address);
            }
        });
        assertTheLookWasThorough(readable.keySet(), editions);
    }

    private void begin() {
        String email = bird("the address of a person") + "@example.org";
        ADMIN.post(
                        "/api/v1/users",
                        fields("email", email, "name", "Kim " + bird("the name of a person"), "role", "PUBLISHER"))
                .then()
                .statusCode(201);
        String token = ADMIN.post("/api/v1/users/" + email + "/tokens", fields("name", bird("the name of a token")))
                .path("token");
        writer = new Api(email, token);
        ADMIN.post("/api/v1/internal-suffixes", fields("suffix", bird("the suffix of internal hosts") + ".example.net"))
                .then()
                .statusCode(201);
        service = "birds-" + System.nanoTime();
        ADMIN.post(
                        "/api/v1/services",
                        fields(
                                "slug",
                                service,
                                "name",
                                "Bird song",
                                "publicPage",
                                true,
                                "anonymousReports",
                                true,
                                "symptoms",
                                List.of("No song"),
                                "owner",
                                bird("the owner of a service")))
                .then()
                .statusCode(201);
        given().contentType("application/json")
                .body(fields("symptom", "No song", "comment", sentence("the comment of a user report")))
                .post("/api/v1/services/" + service + "/user-reports")
                .then()
                .statusCode(202);
        ObjectNode body = filled(schema("/api/v1/incidents", "post"), "post /api/v1/incidents", PUBLIC_FIELDS);
        body.put("title", "No bird {internal: " + bird("a passage in a title") + "} sings since " + System.nanoTime())
                .put("summary", "All is silent. {internal: " + sentence("a passage in a summary") + "}")
                .put("severity", "SEV2")
                .put("restricted", false);
        body.putArray("services").add(service);
        body.remove("members");
        incident = "/api/v1/incidents/"
                + writer.post("/api/v1/incidents", body)
                        .then()
                        .statusCode(201)
                        .extract()
                        .path("ref");
    }

    /** Every call below an incident that writes, with a bird in each text. */
    private void writeEverywhere() {
        String below = "/api/v1/incidents/{ref}";
        Map<String, String> calls = new TreeMap<>();
        description
                .path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(call -> {
                    if (path.getKey().startsWith(below)
                            && List.of("post", "put", "patch").contains(call.getKey())) {
                        String name = path.getKey().substring(below.length());
                        // What creates comes before what changes; the draft before its parts.
                        int order = "post put patch".indexOf(call.getKey())
                                + (name.contains("{") ? 100 : 0)
                                + (name.startsWith("/status") ? 500 : 0)
                                + (name.contains("/postmortem/") ? 50 : 0);
                        calls.put(String.format("%03d %s", order, name), call.getKey() + " " + name);
                    }
                }));
        for (String call : calls.values()) {
            if (!FOR_THE_PUBLIC.contains(call)) {
                write(call.substring(0, call.indexOf(' ')), call.substring(call.indexOf(' ') + 1), below);
            }
        }
        assertEquals(Set.of(), unfilled, "Nobody has told how to fill these");
    }

    private void write(String method, String name, String below) {
        String call = method + " " + name;
        JsonNode content = description
                .path("paths")
                .path(below + name)
                .path(method)
                .path("requestBody")
                .path("content");
        String path = incident
                + name.replaceAll("\\{(no|n|id)\\}", "1")
                        .replace("{name}", "DETECTED")
                        .replace("{role}", "SCRIBE");
        if (path.contains("{key}")) {
            path = path.replace("{key}", writer.get(incident + "/postmortem").<String>path("sections[0].key"));
        }
        assertFalse(path.contains("{"), () -> "Nobody has told what stands for a part of " + call);
        if (content.has("multipart/form-data")) {
            new Multipart()
                    .file(
                            "file",
                            bird(call + " file name") + ".txt",
                            "text/plain",
                            sentence(call + " file").getBytes(StandardCharsets.UTF_8))
                    .in(given().header("Authorization", "Bearer " + writer.token()))
                    .post(path)
                    .then()
                    .statusCode(201);
            return;
        }
        JsonNode body = content.isEmpty()
                ? JSON.createObjectNode()
                : filled(schema(below + name, method), call, name.isEmpty() ? PUBLIC_FIELDS : Set.of());
        fit(call, (ObjectNode) body);
        String sent = body.toString();
        birds.keySet().removeIf(bird -> birds.get(bird).startsWith(call + " ") && !sent.contains(bird));
        Response answer = writer.request()
                .header("If-Match", "*".equals(etag(path)) ? "*" : etag(path))
                .body(body.toString())
                .request(method.toUpperCase(Locale.ROOT), path);
        if (answer.statusCode() >= 400) {
            unfilled.add(call + ": " + body + "\n" + answer.asString());
        }
    }

    private String etag(String path) {
        String tag = writer.get(path).header("ETag");
        return tag == null ? "*" : tag;
    }

    /** What the rules of the field want beyond the shape. */
    private void fit(String call, ObjectNode body) {
        if (call.contains("/causes/{no}/effects")) {
            body.remove("cause");
        }
        if (body.has("low")) {
            body.remove(List.of("low", "high"));
        }
        if (body.has("plusMinusMinutes")) {
            body.put("precision", "ABOUT");
        }
        body.path("entries").forEach(entry -> fit(call, (ObjectNode) entry));
        if (call.equals("patch ")) {
            body.remove(
                    List.of("members", "restricted", "severity", "services", "startedAt", "detectedAt", "declaredAt"));
        }
        if (call.startsWith("patch /timeline")) {
            body.remove("source");
        }
        if (call.endsWith("/reviews")) {
            body.put("verdict", "COMMENTED").remove(List.of("reviewers", "dueOn", "quote"));
            body.put("section", writer.get(incident + "/postmortem").<String>path("sections[0].key"));
        }
        if (call.endsWith("/status")) {
            body.put("status", "MONITORING");
        }
    }

    private JsonNode schema(String path, String method) {
        JsonNode content = description
                .path("paths")
                .path(path)
                .path(method)
                .path("requestBody")
                .path("content");
        JsonNode schema = content.has("application/json")
                ? content.path("application/json").path("schema")
                : content.properties().iterator().next().getValue().path("schema");
        return resolved(schema);
    }

    private JsonNode resolved(JsonNode schema) {
        JsonNode reference = schema.has("$ref") ? schema : null;
        for (String several : List.of("anyOf", "oneOf", "allOf")) {
            for (JsonNode one : schema.path(several)) {
                reference = one.has("$ref") ? one : reference;
            }
        }
        return reference == null
                ? schema
                : resolved(description.at(reference.path("$ref").asText().substring(1)));
    }

    private ObjectNode filled(JsonNode schema, String where, Set<String> leftOut) {
        ObjectNode body = JSON.createObjectNode();
        schema.path("properties").properties().forEach(property -> {
            if (!leftOut.contains(property.getKey())) {
                JsonNode value =
                        value(property.getKey(), resolved(property.getValue()), where + " " + property.getKey());
                if (value != null) {
                    body.set(property.getKey(), value);
                }
            }
        });
        return body;
    }

    private JsonNode value(String name, JsonNode schema, String where) {
        if (schema.has("enum")) {
            return schema.path("enum").get(0).isNull() ? null : audienceFirst(name, schema.path("enum"));
        }
        return switch (type(schema)) {
            case "object" -> schema.has("properties") ? filled(schema, where, Set.of()) : null;
            case "array" -> list(name, resolved(schema.path("items")), where);
            case "integer" -> JSON.getNodeFactory().numberNode(1);
            case "number" -> JSON.getNodeFactory().numberNode(7);
            case "boolean" -> JSON.getNodeFactory().booleanNode(true);
            case "string" -> JSON.getNodeFactory().textNode(text(name, schema, where));
            default -> null;
        };
    }

    private static JsonNode audienceFirst(String name, JsonNode values) {
        return name.equals("audience") ? JSON.getNodeFactory().textNode("INTERNAL") : values.get(0);
    }

    private static String type(JsonNode schema) {
        JsonNode type = schema.path("type");
        if (type.isArray()) {
            for (JsonNode one : type) {
                if (!one.asText().equals("null")) {
                    return one.asText();
                }
            }
        }
        return type.asText(schema.has("properties") ? "object" : "");
    }

    private ArrayNode list(String name, JsonNode items, String where) {
        ArrayNode list = JSON.createArrayNode();
        if (Set.of("services", "members", "reviewers", "causes").contains(name)) {
            return list;
        }
        JsonNode one = value(name, items, where);
        if (one != null) {
            list.add(one);
        }
        return list;
    }

    private String text(String name, JsonNode schema, String where) {
        String format = schema.path("format").asText();
        if (format.startsWith("date")) {
            String moment = name.equals("by") ? "2100-01-01T00:00:00Z" : "2026-03-01T10:00:00Z";
            return format.equals("date") ? "2026-12-01" : moment;
        }
        if (name.equals("service")) {
            return service;
        }
        if (SPECIAL.containsKey(name)) {
            return SPECIAL.get(name).contains("%s") ? SPECIAL.get(name).formatted(bird(where)) : SPECIAL.get(name);
        }
        return schema.path("maxLength").asInt(1000) < 100 || name.equals("person") || name.equals("owner")
                ? "Kim " + bird(where)
                : sentence(where);
    }

    /** What is public may hold passages that are not, and remarks that never are. */
    private void labelPublicWithInternalParts() {
        String inner = "Open to all {internal: " + sentence("a passage within a line") + "} and open again."
                + "\n\n:::internal\n" + sentence("a passage on lines of its own") + "\n:::\n";
        int entry = writer.log(incident, inner, "audience", "PUBLIC", "starred", true, "kind", "OBSERVATION");
        int taken = writer.log(incident, "Open, but not for long", "audience", "PUBLIC");
        writer.delete(incident + "/timeline/" + taken + "?reason=" + bird("why an entry was retracted"));
        writer.post(incident + "/symptoms", fields("statement", inner, "audience", "PUBLIC"))
                .then()
                .statusCode(201);
        writer.post(incident + "/causes", fields("statement", inner, "audience", "PUBLIC"))
                .then()
                .statusCode(201);
        int cause = ((List<?>) writer.get(incident + "/causes").path("items")).size();
        writer.post(
                        incident + "/causes/" + cause + "/evidence",
                        fields("entry", entry, "weighs", "FOR", "note", sentence("a note on evidence")))
                .then()
                .statusCode(201);
        writer.post(
                        incident + "/impacts",
                        fields(
                                "name",
                                "Silent birds",
                                "value",
                                3,
                                "unit",
                                "birds",
                                "basis",
                                "MEASURED",
                                "audience",
                                "PUBLIC"))
                .then()
                .statusCode(201);
        writer.post(incident + "/workarounds", fields("text", inner, "state", "VERIFIED", "audience", "PUBLIC"));
        writer.post(
                incident + "/signals",
                fields("quote", inner, "sourceName", "Forum", "at", "2026-03-01T10:00:00Z", "audience", "PUBLIC"));
        writer.post(
                        incident + "/actions",
                        fields("title", inner, "type", "PREVENT", "owner", writer.email(), "audience", "PUBLIC"))
                .then()
                .statusCode(201);
        String cleared = "This one was told to everybody a long time ago.";
        writer.log(incident, cleared);
        String section = writer.get(incident + "/postmortem").path("sections[1].key");
        String path = incident + "/postmortem/sections/" + section;
        writer.request()
                .header("If-Match", writer.get(path).header("ETag"))
                .body(fields(
                        "audience",
                        "PUBLIC",
                        "markdown",
                        inner + "\n\n" + cleared + "\n\n[#" + entry + "]\n\n" + blocks()))
                .put(path)
                .then()
                .statusCode(200);
        writer.post(
                        incident + "/postmortem/clearances",
                        fields("sentence", cleared, "reason", sentence("why a sentence was cleared")))
                .then()
                .statusCode(201);
    }

    /** Every block that a document may hold, whichever there are. */
    private static String blocks() {
        return String.join(
                "\n\n",
                "{{summary-box}}",
                "{{timeline.all}}",
                "{{causes}}",
                "{{cause-map}}",
                "{{symptoms}}",
                "{{impact-table}}",
                "{{metric-charts}}",
                "{{workarounds}}",
                "{{signals}}",
                "{{actions}}",
                "{{milestones}}",
                "{{durations}}",
                "{{user-reports}}");
    }

    private List<String> publish() {
        emptyPublicPrompts();
        String url = writer.post(incident + "/editions", fields("label", "PRELIMINARY", "audience", "PUBLIC"))
                .then()
                .log()
                .ifValidationFails()
                .statusCode(201)
                .extract()
                .path("url");
        writer.post(
                        incident + "/editions",
                        fields(
                                "label",
                                "PRELIMINARY",
                                "audience",
                                "INTERNAL",
                                "note",
                                sentence("the note of an internal edition")))
                .then()
                .statusCode(201);
        writer.post(
                        incident + "/editions",
                        fields("label", "CORRECTION", "audience", "PUBLIC", "note", "A bird was miscounted."))
                .then()
                .statusCode(201);
        while (press.makeNext(clock.instant())) {
            // What is made after the publication is public as well.
        }
        shelf.look();
        return List.of(url, url.replaceAll("[0-9]+$", "2"));
    }

    /** The template's own sections are written for the public by nobody here. */
    private void emptyPublicPrompts() {
        List<String> keys = writer.get(incident + "/postmortem").path("sections.key");
        for (int i = 2; i < keys.size(); i++) {
            String path = incident + "/postmortem/sections/" + keys.get(i);
            writer.request()
                    .header("If-Match", writer.get(path).header("ETag"))
                    .body(fields("audience", "INTERNAL", "markdown", sentence("an internal section")))
                    .put(path)
                    .then()
                    .statusCode(200);
        }
    }

    /** A bird that was never let in would prove nothing. */
    private void everyBirdIsOnTheRecord() {
        String whole = given().header("Authorization", "Bearer " + writer.token())
                .get(incident + "/export?audience=INTERNAL")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        Set<String> missing = new TreeSet<>();
        birds.forEach((bird, where) -> {
            if (!whole.contains(bird)
                    && !where.matches(
                            "the name of a token|the suffix of internal hosts|the owner of a service|the comment of .*|.* file|put /presence .*|.*/preview .*")) {
                missing.add(where);
            }
        });
        assertEquals(Set.of(), missing, "birds that are not on the record");
    }

    /** Everything that anybody may read: all resources that there are, and whatever is linked from one to the next. */
    private Map<String, byte[]> readAll(List<String> editions) {
        Deque<String> waiting = new ArrayDeque<>(editions);
        editions.forEach(edition -> waiting.add(edition + ".png"));
        waiting.addAll(
                List.of("/", "/reports", "/reports/feed.atom", "/services/" + service, "/robots.txt", "/nothing-here"));
        waiting.addAll(resources());
        for (String bird : birds.keySet()) {
            waiting.add(SEARCH + bird);
        }
        Map<String, byte[]> read = new LinkedHashMap<>();
        while (!waiting.isEmpty()) {
            String address = waiting.poll();
            if (read.containsKey(address) || read.size() > 2000) {
                continue;
            }
            Response answer = ask(address);
            byte[] body = answer.asByteArray();
            String headers = answer.headers().asList().stream()
                    .map(header -> header.getName() + ": " + header.getValue() + "\n")
                    .reduce("", String::concat);
            read.put(address, join(headers, body, answer.contentType()));
            waiting.addAll(links(answer, body));
        }
        return read;
    }

    private static Response ask(String address) {
        return given().redirects()
                .follow(false)
                .urlEncodingEnabled(false)
                .header("Accept", "*/*")
                .get(address);
    }

    private static byte[] join(String headers, byte[] body, String type) {
        if (type != null && (type.contains("pdf") || type.contains("zip"))) {
            return body;
        }
        byte[] head = headers.getBytes(StandardCharsets.UTF_8);
        byte[] all = java.util.Arrays.copyOf(head, head.length + body.length);
        System.arraycopy(body, 0, all, head.length, body.length);
        return all;
    }

    private static final Pattern LINK = Pattern.compile(
            "(?:href|src|action|content|url)\\s*[\"=:]+\\s*\"?(?:http://localhost:[0-9]+)?(/[^\"'\\s<>#]*)");

    private static Set<String> links(Response answer, byte[] body) {
        Set<String> links = new LinkedHashSet<>();
        String type = String.valueOf(answer.contentType());
        if (answer.header("Location") != null) {
            links.add(answer.header("Location").replaceFirst("^https?://[^/]+", ""));
        }
        if (type.startsWith("text/") || type.contains("xml") || type.contains("json")) {
            Matcher link = LINK.matcher(new String(body, StandardCharsets.UTF_8));
            while (link.find()) {
                links.add(link.group(1).replace("&amp;", "&"));
            }
        }
        links.removeIf(link ->
                link.startsWith("//") || link.contains("{") || link.startsWith("/q/") || link.startsWith("/sign-out"));
        return links;
    }

    /** The addresses of all resources that answer GET. */
    private Set<String> resources() {
        Set<String> addresses = new LinkedHashSet<>();
        for (JavaClass resource : classes()) {
            if (resource.isAnnotatedWith(Path.class)) {
                for (JavaMethod method : resource.getAllMethods()) {
                    if (method.isAnnotatedWith(GET.class)) {
                        String below = method.isAnnotatedWith(Path.class)
                                ? method.getAnnotationOfType(Path.class).value()
                                : "";
                        addresses.add(
                                address(resource.getAnnotationOfType(Path.class).value() + "/" + below));
                    }
                }
            }
        }
        assertTrue(addresses.size() > 60, addresses::toString);
        return addresses;
    }

    private static JavaClasses classes() {
        return ArchConfiguration.withThreadLocalScope(configuration -> {
            configuration.setResolveMissingDependenciesFromClassPath(false);
            return new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("org.hindsight");
        });
    }

    private String address(String template) {
        String ref = incident.replaceAll(".*/", "");
        String address = template.replaceAll("\\{([a-zA-Z]+)\\s*:[^}]*\\}", "{$1}")
                .replaceAll("\\{ref\\}", ref)
                .replaceAll("\\{(no|n|id|number|revision|name)\\}", "1")
                .replaceAll("\\{(slug|service)\\}", service)
                .replaceAll("\\{email\\}", writer.email())
                .replaceAll("\\{[a-zA-Z]+\\}", "1")
                .replaceAll("//+", "/");
        String whole = address.startsWith("/") ? address : "/" + address;
        return whole.length() > 1 && whole.endsWith("/") ? whole.substring(0, whole.length() - 1) : whole;
    }

    /** All that stands in an answer, unpacked. */
    private static List<String> texts(String address, byte[] body) throws IOException {
        if (body.length > 4 && body[0] == '%' && body[1] == 'P') {
            try (PDDocument pdf = Loader.loadPDF(body)) {
                return List.of(
                        new PDFTextStripper().getText(pdf),
                        String.valueOf(pdf.getDocumentInformation().getCOSObject()),
                        pdf.getDocumentCatalog().getMetadata() == null
                                ? ""
                                : new String(
                                        pdf.getDocumentCatalog().getMetadata().toByteArray(), StandardCharsets.UTF_8));
            }
        }
        if (body.length > 4 && body[0] == 'P' && body[1] == 'K') {
            List<String> texts = new java.util.ArrayList<>();
            try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(body))) {
                for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                    texts.add(entry.getName());
                    texts.addAll(texts(address + "!" + entry.getName(), zip.readAllBytes()));
                }
            }
            return texts;
        }
        return List.of(new String(body, StandardCharsets.UTF_8));
    }

    private static void assertTheLookWasThorough(Set<String> addresses, List<String> editions) {
        for (String edition : editions) {
            for (String ending : List.of("", ".html", ".md", ".json", ".pdf", ".zip", ".png", "/SHA256SUMS")) {
                assertTrue(
                        addresses.contains(edition + ending), () -> "looked at " + edition + ending + ": " + addresses);
            }
        }
    }
}
