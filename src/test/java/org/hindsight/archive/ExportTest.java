package org.hindsight.archive;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hindsight.Api.ADMIN;
import static org.hindsight.Api.fields;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import javax.sql.DataSource;
import org.hindsight.Api;
import org.hindsight.Multipart;
import org.hindsight.Published;
import org.hindsight.Visitor;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An incident goes out, comes in again elsewhere, and is the same. */
@QuarkusTest
class ExportTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Said in an internal entry as well, so that somebody has to clear it. */
    private static final String KNOWN = "The certificate was known to run out in spring.";

    @Inject
    DataSource database;

    /** An incident with something of every kind, with a past, a reviewed draft and two editions. */
    private static String story() {
        Api writer = Api.person("PUBLISHER");
        Api reviewer = Api.person("PUBLISHER");
        String service = "streaming-" + System.nanoTime();
        ADMIN.post("/api/v1/services", fields("slug", service, "name", "Music " + service, "publicPage", true))
                .then()
                .statusCode(201);
        String incident = writer.incident(
                "title",
                "Nobody can stream since " + System.nanoTime(),
                "summary",
                "People were logged out, and sign-in failed.",
                "services",
                List.of(service),
                "zone",
                "Europe/London",
                "startedAt",
                "2026-02-01T10:00:00Z",
                "detectedAt",
                "2026-02-01T10:04:00Z",
                "declaredAt",
                "2026-02-01T10:05:00Z",
                "tags",
                List.of("handshake", "ümlaut"));
        writer.put(incident + "/roles/COMMANDER", fields("person", reviewer.email(), "note", "On call"));
        writer.put(incident + "/roles/db lead", fields("person", "Somebody from the vendor"));
        int first = writer.log(
                incident,
                "Sign-in answers 500 for **all** users",
                "occurredAt",
                "2026-02-01T11:03:00+01:00",
                "kind",
                "OBSERVATION",
                "audience",
                "PUBLIC",
                "starred",
                true);
        int second = writer.log(
                incident,
                "Deployed build 77",
                "occurredAt",
                "2026-02-01T09:58:00Z",
                "precision",
                "ABOUT",
                "plusMinusMinutes",
                5,
                "source",
                fields("name", "ci", "url", "https://ci.example.org/77", "externalId", "77"));
        writer.log(incident, KNOWN);
        int wrong = writer.log(incident, "It is the CDN", "audience", "PUBLIC");
        writer.patch(incident + "/timeline/" + second, fields("text", "Deployed build 78", "audience", "PUBLIC"))
                .then()
                .statusCode(200);
        writer.delete(incident + "/timeline/" + wrong + "?reason=It was not")
                .then()
                .statusCode(200);
        attach(writer, incident, first, "graph.txt", "latency rose", "PUBLIC");
        int removed = attach(writer, incident, first, "token.txt", "what nobody may see", "INTERNAL");
        writer.delete(incident + "/attachments/" + removed + "?reason=It held a token")
                .then()
                .statusCode(200);
        writer.post(
                        incident + "/symptoms",
                        fields(
                                "statement",
                                "Cannot sign in",
                                "platform",
                                "MOBILE",
                                "regions",
                                List.of("Europe"),
                                "services",
                                List.of(service),
                                "sharePercent",
                                65.5,
                                "audience",
                                "PUBLIC"))
                .then()
                .statusCode(201);
        writer.post(
                incident + "/causes",
                fields("statement", "A certificate ran out", "audience", "PUBLIC", "category", "CERTIFICATE"));
        writer.post(incident + "/causes", fields("statement", "Build 78", "audience", "PUBLIC", "part", "TRIGGER"));
        writer.post(incident + "/causes/2/evidence", fields("entry", second, "weighs", "FOR", "note", "Just before"))
                .then()
                .statusCode(201);
        writer.post(incident + "/causes/2/evidence", fields("entry", first, "weighs", "AGAINST"))
                .then()
                .statusCode(201);
        writer.delete(incident + "/causes/2/evidence/1").then().statusCode(200);
        writer.post(incident + "/causes/2/effects", fields("entry", first))
                .then()
                .statusCode(201);
        writer.patch(incident + "/causes/1", fields("state", "RULED_OUT", "reason", "It is valid until June"))
                .then()
                .statusCode(200);
        writer.post(
                        incident + "/impacts",
                        fields(
                                "name",
                                "Failed sign-ins",
                                "value",
                                1250.5,
                                "unit",
                                "sign-ins",
                                "outOf",
                                40000,
                                "basis",
                                "MEASURED",
                                "audience",
                                "PUBLIC"))
                .then()
                .statusCode(201);
        for (String csv : List.of(
                "time,value\n2026-02-01T10:00:00Z,1\n",
                "time,value\n2026-02-01T10:00:00Z,1.5\n2026-02-01T10:01:00Z,2e-7\n")) {
            given().header("Authorization", "Bearer " + writer.token())
                    .contentType("text/csv")
                    .body(csv)
                    .put(incident + "/impacts/1/series")
                    .then()
                    .statusCode(200);
        }
        writer.post(incident + "/workarounds", fields("text", "Wait", "state", "VERIFIED", "audience", "PUBLIC"));
        writer.post(
                incident + "/signals",
                fields(
                        "quote",
                        "Down for everybody",
                        "sourceName",
                        "Forum",
                        "at",
                        "2026-02-01T10:10:00Z",
                        "audience",
                        "PUBLIC"));
        writer.post(
                incident + "/actions",
                fields(
                        "title",
                        "Test sign-in before each release",
                        "type",
                        "PREVENT",
                        "owner",
                        writer.email(),
                        "dueOn",
                        "2026-03-01",
                        "causes",
                        List.of(2),
                        "audience",
                        "PUBLIC"));
        writer.patch(incident + "/actions/1", fields("dueOn", "2026-04-01"))
                .then()
                .statusCode(200);
        writer.put(incident + "/next-update", fields("by", "2026-02-01T12:00:00Z"));
        writer.post(
                        incident + "/status",
                        fields("status", "MONITORING", "note", "rolled back", "occurredAt", "2026-02-01T10:40:00Z"))
                .then()
                .statusCode(201);
        writer.post(incident + "/status", fields("status", "RESOLVED", "occurredAt", "2026-02-01T11:00:00Z"))
                .then()
                .statusCode(201);
        write(writer, reviewer, incident, first);
        return incident;
    }

    private static void write(Api writer, Api reviewer, String incident, int entry) {
        writer.post(incident + "/postmortem", fields("template", "customer-facing"))
                .then()
                .statusCode(201);
        List<String> keys = writer.get(incident + "/postmortem").path("sections.key");
        for (String key : keys) {
            section(writer, incident, key, "This says what [#" + entry + "] says.", "PUBLIC");
        }
        section(
                writer,
                incident,
                keys.get(0),
                "Sign-in failed [#" + entry + "] for an hour. {internal: The vendor knew.}\n\n" + KNOWN,
                "PUBLIC");
        writer.post(
                incident + "/postmortem/reviews",
                fields("verdict", "REQUESTED", "reviewers", List.of(reviewer.email())));
        reviewer.post(
                        incident + "/postmortem/reviews",
                        fields(
                                "verdict",
                                "COMMENTED",
                                "comment",
                                "For how long?",
                                "section",
                                keys.get(0),
                                "quote",
                                "for an hour"))
                .then()
                .statusCode(201);
        writer.post(
                        incident + "/postmortem/clearances",
                        fields("sentence", KNOWN, "reason", "The vendor said so in public"))
                .then()
                .statusCode(201);
        List<Integer> reviews = writer.get(incident + "/postmortem").path("reviews.no");
        writer.post(
                        incident + "/postmortem/reviews/" + reviews.get(reviews.size() - 1) + "/replies",
                        fields("comment", "For an hour and two minutes."))
                .then()
                .statusCode(201);
        writer.put(incident + "/postmortem/checklist/1", fields("done", true))
                .then()
                .statusCode(200);
        publish(writer, incident, "PRELIMINARY", "PUBLIC", null);
        publish(writer, incident, "PRELIMINARY", "INTERNAL", null);
        reviewer.post(incident + "/postmortem/reviews", fields("verdict", "APPROVED"))
                .then()
                .statusCode(201);
        publish(writer, incident, "CORRECTION", "PUBLIC", "The hour was a little more.");
        writer.post(incident + "/editions/1/withdrawal", fields("reason", "The hour was wrong", "audience", "PUBLIC"))
                .then()
                .statusCode(201);
    }

    private static void section(Api writer, String incident, String key, String markdown, String audience) {
        String path = incident + "/postmortem/sections/" + key;
        writer.request()
                .header("If-Match", writer.get(path).header("ETag"))
                .body(fields("markdown", markdown, "audience", audience))
                .put(path)
                .then()
                .statusCode(200);
    }

    private static void publish(Api writer, String incident, String label, String audience, String note) {
        writer.post(incident + "/editions", fields("label", label, "audience", audience, "note", note))
                .then()
                .statusCode(201);
    }

    private static int attach(Api writer, String incident, int entry, String name, String text, String audience) {
        Multipart body = new Multipart().field("entry", entry).field("audience", audience);
        body.file("file", name, "text/plain", text.getBytes(StandardCharsets.UTF_8));
        return body.in(given().header("Authorization", "Bearer " + writer.token()))
                .post(incident + "/attachments")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private static byte[] export(Api who, String incident, String audience, String type) {
        return given().header("Authorization", "Bearer " + who.token())
                .accept(type)
                .get(incident + "/export?audience=" + audience)
                .then()
                .statusCode(200)
                .contentType(type)
                .extract()
                .asByteArray();
    }

    private static Response bring(Api who, byte[] file) {
        return new Multipart()
                .field("format", "hindsight")
                .file("file", "incident", "application/octet-stream", file)
                .in(given().header("Authorization", "Bearer " + who.token()))
                .post("/api/v1/imports");
    }

    private static String restored(Api who, byte[] file) {
        Response brought = bring(who, file);
        brought.then().statusCode(202).body("state", equalTo("PREVIEWED")).body("counts.create", equalTo(1));
        String ref = who.post("/api/v1/imports/" + brought.path("id") + "/run", "{}")
                .then()
                .log()
                .ifValidationFails()
                .statusCode(202)
                .body("state", equalTo("DONE"))
                .extract()
                .path("items[0].ref");
        return "/api/v1/incidents/" + ref;
    }

    @ParameterizedTest
    @CsvSource({
        "INTERNAL, application/json",
        "INTERNAL, application/zip",
        "PUBLIC, application/json",
        "PUBLIC, application/zip"
    })
    void whatIsImportedIsExportedAgainAsTheSameBytes(String audience, String type) throws IOException {
        String incident = story();
        byte[] file = export(ADMIN, incident, audience, type);
        Published.assertFits(type.endsWith("zip") ? unpacked(file).get("record.json") : file);
        String copy = restored(ADMIN, file);
        assertFalse(copy.equals(incident));
        ADMIN.get(copy).then().body("importedFrom", equalTo(ref(incident)));
        assertSame(file, export(ADMIN, copy, audience, type));
    }

    private static void assertSame(byte[] one, byte[] other) {
        if (!Arrays.equals(one, other)) {
            assertEquals(new String(one, StandardCharsets.UTF_8), new String(other, StandardCharsets.UTF_8));
        }
        assertArrayEquals(one, other);
    }

    private static String ref(String incident) {
        return incident.replaceAll(".*/", "");
    }

    @Test
    void everyRowOfTheRecordIsThereAgain() throws SQLException {
        String incident = story();
        String copy = restored(ADMIN, export(ADMIN, incident, "INTERNAL", "application/json"));
        Rows rows = new Rows(
                database,
                Set.of(
                        // who looks just now, who was reminded, what is to be made and what was brought in: not of the
                        // record
                        "presence",
                        "whereabouts",
                        "reminder",
                        "print_order",
                        "imported_incident",
                        "webhook_delivery",
                        "notice",
                        // the address of a report is one of this installation
                        "report"));
        Map<String, List<String>> before = rows.of(number(incident));
        Map<String, List<String>> after = rows.of(number(copy));
        assertTrue(before.size() > 20, () -> "the tables below an incident: " + before.keySet());
        assertEquals(Set.of(), rows.empty(before), "tables of which the story holds nothing");
        for (String table : before.keySet()) {
            assertEquals(
                    String.join("\n", before.get(table)),
                    String.join("\n", after.get(table))
                            .replace("/" + ref(copy) + "/", "/" + ref(incident) + "/")
                            .replace("\"" + ref(copy) + "\"", "\"" + ref(incident) + "\""),
                    table);
        }
    }

    private static long number(String incident) {
        return Long.parseLong(ref(incident).replace("INC-", ""));
    }

    @Test
    void theSameFileIsImportedOnce() {
        String incident = story();
        byte[] file = export(ADMIN, incident, "INTERNAL", "application/json");
        String copy = restored(ADMIN, file);
        byte[] bundle = export(ADMIN, incident, "INTERNAL", "application/zip");
        bring(ADMIN, bundle)
                .then()
                .statusCode(202)
                .body("counts.skip", equalTo(1))
                .body("items[0].ref", equalTo(ref(copy)));
    }

    @Test
    void theEditionsAreReadAtAnAddressOfTheirOwn() {
        String incident = story();
        String copy = restored(ADMIN, export(ADMIN, incident, "INTERNAL", "application/json"));
        ADMIN.request()
                .get(copy.substring("/api/v1".length()))
                .then()
                .body(containsString("imported; was " + ref(incident) + " where it was recorded"));
        String original = ADMIN.get(incident + "/editions").path("items.find { it.number == 2 }.url");
        String url = ADMIN.get(copy + "/editions").path("items.find { it.number == 2 }.url");
        assertFalse(url.equals(original), url);
        assertArrayEquals(
                given().get(original + ".md").asByteArray(),
                given().get(url + ".md").asByteArray());
        given().get(url.replace("/editions/2", "/editions/1")).then().statusCode(410);
        ADMIN.get(copy + "/timeline/2/history")
                .then()
                .body(
                        "items.author.email",
                        equalTo(ADMIN.get(incident + "/timeline/2/history").path("items.author.email")));
        given().header("Authorization", "Bearer " + ADMIN.token())
                .get(copy + "/attachments/1/file")
                .then()
                .statusCode(200)
                .body(equalTo("latency rose"));
    }

    @Test
    void anEditionsOwnJsonIsImportedAsWell() throws IOException {
        String incident = story();
        String url = ADMIN.get(incident + "/editions").path("items.find { it.number == 2 }.url");
        byte[] file =
                given().get(url + ".json").then().statusCode(200).extract().asByteArray();
        Published.assertFits(file);
        Api responder = Api.person("RESPONDER");
        String copy = restored(responder, file);
        responder.get(copy).then().body("status", equalTo("RESOLVED")).body("importedFrom", equalTo(ref(incident)));
        JsonNode again = JSON.readTree(export(responder, copy, "PUBLIC", "application/json"));
        JsonNode direct = JSON.readTree(export(ADMIN, incident, "PUBLIC", "application/json"));
        // The file tells of an attachment, but does not hold it; a bundle does.
        ((ObjectNode) direct).putArray("attachments");
        ((ObjectNode) direct).remove("contents");
        ((ObjectNode) again).remove("contents");
        assertEquals(direct, again);
    }

    @Test
    void aBundleOpensAnywhere() throws IOException {
        String incident = story();
        Set<String> names =
                unpacked(export(ADMIN, incident, "INTERNAL", "application/zip")).keySet();
        assertTrue(names.contains("record.json"), names::toString);
        assertTrue(names.contains("attachments/1-graph.txt"), names::toString);
        assertTrue(names.contains("editions/public-2/report.html"), names::toString);
    }

    private static Map<String, byte[]> unpacked(byte[] bundle) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bundle))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), zip.readAllBytes());
            }
        }
        return files;
    }

    @Test
    void aFieldThatTheSchemaDoesNotKnowDoesNotFitIt() throws IOException {
        String incident = ADMIN.incident();
        for (String audience : List.of("INTERNAL", "PUBLIC")) {
            JsonNode whole = JSON.readTree(export(ADMIN, incident, audience, "application/json"));
            assertEquals("", Published.faults(whole));
            for (String place : List.of("", "/incident", "/incident/milestones/DECLARED", "/entries/0")) {
                JsonNode more = whole.deepCopy();
                if (more.at(place) instanceof ObjectNode object) {
                    object.put("mood", "bad");
                    assertFalse(Published.faults(more).isEmpty(), audience + place);
                }
            }
            ObjectNode less = whole.deepCopy();
            less.remove(audience.equals("PUBLIC") ? "statuses" : "history");
            assertFalse(Published.faults(less).isEmpty(), audience);
        }
    }

    @Test
    void aLinkSaysWhichFormItWants() {
        String incident = ADMIN.incident();
        byte[] bundle = export(ADMIN, incident, "INTERNAL", "application/zip");
        assertSame(
                bundle,
                ADMIN.request()
                        .accept("application/json")
                        .get(incident + "/export?audience=INTERNAL&format=zip")
                        .then()
                        .statusCode(200)
                        .contentType("application/zip")
                        .extract()
                        .asByteArray());
        ADMIN.request()
                .accept("application/zip")
                .get(incident + "/export?format=json")
                .then()
                .statusCode(200)
                .contentType("application/json");
        ADMIN.get(incident + "/export?format=tar")
                .then()
                .statusCode(400)
                .body("violations[0].field", equalTo("format"));

        String room = incident.substring("/api/v1".length());
        Visitor responder = Visitor.of("RESPONDER");
        for (String page : List.of(room + "/edit", room + "/publish")) {
            Visitor visitor = page.endsWith("/edit") ? responder : Visitor.of("PUBLISHER");
            List<String> links =
                    visitor.page(page).select("a[href*='/export?']").eachAttr("href");
            assertEquals(4, links.size(), page);
            for (String link : links) {
                Response file = visitor.get(link);
                assertEquals(200, file.statusCode(), link);
                assertTrue(
                        file.header("Content-Disposition").endsWith((link.endsWith("zip") ? ".zip" : ".json") + "\""));
            }
        }
        String hidden = Api.person("RESPONDER").incident("restricted", true).substring("/api/v1".length());
        Response refused = Visitor.as(ADMIN).get(hidden + "/export?audience=PUBLIC&format=json");
        assertEquals(409, refused.statusCode());
        assertTrue(Visitor.document(refused).text().contains("restricted to named people"), refused.asString());
        assertEquals(404, responder.get(hidden + "/export?audience=PUBLIC").statusCode());
        assertEquals(303, Visitor.stranger().get(room + "/export").statusCode());
        assertEquals(
                403,
                Visitor.of("VIEWER").get(room + "/export?audience=INTERNAL").statusCode());
    }

    /** Small as they come, and larger than anything that fits here once they are opened. */
    @Test
    @Tag("pages")
    void aBundleThatGrowsWithoutEndIsRefused() throws IOException {
        byte[] nothing = bundle(new byte[25 << 20]);
        assertTrue(nothing.length < 100_000);
        bring(ADMIN, nothing).then().statusCode(413);
        byte[] lists = bundle(("[" + "[],".repeat(2_500_000) + "[]]").getBytes(StandardCharsets.UTF_8));
        bring(ADMIN, lists).then().statusCode(400).body("detail", containsString("Token count"));
    }

    private static byte[] bundle(byte[] record) throws IOException {
        ByteArrayOutputStream bundle = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bundle)) {
            zip.putNextEntry(new ZipEntry("record.json"));
            zip.write(record);
        }
        return bundle.toByteArray();
    }

    @Test
    void anImportThatIsRunTwiceAtOnceIsDoneOnce() {
        Object brought = bring(ADMIN, export(ADMIN, ADMIN.incident(), "INTERNAL", "application/json"))
                .path("id");
        assertEquals(List.of(202, 409), answers(brought, brought));
    }

    @Test
    void aFileThatIsBroughtTwiceAtOnceIsTakenInOnce() {
        String title = "Twice " + System.nanoTime();
        String incident = ADMIN.incident("title", title);
        byte[] file = export(ADMIN, incident, "INTERNAL", "application/json");
        List<Integer> answers =
                answers(bring(ADMIN, file).path("id"), bring(ADMIN, file).path("id"));
        assertTrue(List.of(List.of(202, 202), List.of(202, 409)).contains(answers), answers::toString);
        ADMIN.get("/api/v1/incidents?q=" + title.replaceAll(".* ", ""))
                .then()
                .body("items.title", equalTo(List.of(title, title)));
    }

    private static List<Integer> answers(Object... imports) {
        return Arrays.stream(imports)
                .map(id ->
                        CompletableFuture.supplyAsync(() -> given().header("Authorization", "Bearer " + ADMIN.token())
                                .post("/api/v1/imports/" + id + "/run")
                                .statusCode()))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .sorted()
                .toList();
    }

    @Test
    void nothingInternalIsInAPublicExport() {
        String incident = story();
        String text = new String(export(ADMIN, incident, "PUBLIC", "application/json"), StandardCharsets.UTF_8);
        for (String internal : List.of(
                "The vendor knew",
                "Just before",
                "rolled back",
                "handshake",
                "@example.org",
                "On call",
                "It is the CDN",
                "graph.txt-",
                "Somebody from the vendor")) {
            assertFalse(text.contains(internal), internal);
        }
        assertTrue(text.contains("incident commander") || text.contains("responder A"), text);
    }

    @Test
    void whoMayNotSeeItOrMayNotTakeItAlongDoesNot() {
        String incident = ADMIN.incident("restricted", true);
        Api responder = Api.person("RESPONDER");
        responder.get(incident + "/export?audience=INTERNAL").then().statusCode(404);
        ADMIN.get(incident + "/export?audience=PUBLIC").then().statusCode(409);
        String open = ADMIN.incident();
        Api viewer = Api.person("VIEWER");
        viewer.get(open + "/export?audience=INTERNAL").then().statusCode(403);
        viewer.get(open + "/export").then().statusCode(200);
        Api.anonymous().get(open + "/export").then().statusCode(401);
        byte[] file = export(ADMIN, open, "INTERNAL", "application/json");
        bring(responder, file).then().statusCode(403);
        bring(viewer, export(viewer, open, "PUBLIC", "application/json")).then().statusCode(403);
    }

    @Test
    void aFileThatIsNoRecordIsRefusedWithThePlaceOfTheFault() throws IOException {
        String incident = ADMIN.incident();
        ADMIN.log(incident, "A line");
        ObjectNode whole = (ObjectNode) JSON.readTree(export(ADMIN, incident, "INTERNAL", "application/json"));
        refused("not json", "file");
        refused("[]", "file");
        refused("{}", "format");
        refused("{\"format\": \"hindsight-record-9\"}", "format");
        refused("PK\u0003\u0004 and no bundle", "file");
        refusedOnRun(with(whole, "entries/0/text", JSON.getNodeFactory().textNode("")), "entries[0].text");
        refusedOnRun(with(whole, "entries/1/no", JSON.getNodeFactory().numberNode(1)), "entries[1].no");
        refusedOnRun(
                with(whole, "entries/1/author/email", JSON.getNodeFactory().textNode("nobody@example.net")),
                "entries[1].author");
        refusedOnRun(with(whole, "history/1/revision", JSON.getNodeFactory().numberNode(7)), "history[1].revision");
        refusedOnRun(with(whole, "incident/zone", JSON.getNodeFactory().textNode("Mars/Olympus")), "incident.zone");
        refusedOnRun(with(whole, "incident/declaredAt", JSON.getNodeFactory().textNode("noon")), "incident");
    }

    private static String with(ObjectNode whole, String place, JsonNode value) {
        ObjectNode copy = whole.deepCopy();
        String parent = "/" + place.substring(0, place.lastIndexOf('/'));
        ((ObjectNode) copy.at(parent)).set(place.substring(place.lastIndexOf('/') + 1), value);
        return copy.toString();
    }

    private static void refused(String file, String field) {
        bring(ADMIN, file.getBytes(StandardCharsets.UTF_8))
                .then()
                .statusCode(400)
                .body("violations.field", hasItem(containsString(field)));
    }

    /** Some faults are found when it is restored; then nothing of it stays. */
    private static void refusedOnRun(String file, String field) {
        Response brought = bring(ADMIN, file.getBytes(StandardCharsets.UTF_8));
        Object newest = ADMIN.get("/api/v1/incidents").path("items[0].ref");
        Response refused = brought.statusCode() == 400
                ? brought
                : ADMIN.post("/api/v1/imports/" + brought.path("id") + "/run", "{}");
        refused.then().statusCode(400).body("violations.field", hasItem(containsString(field)));
        assertEquals(newest, ADMIN.get("/api/v1/incidents").path("items[0].ref"));
    }
}
