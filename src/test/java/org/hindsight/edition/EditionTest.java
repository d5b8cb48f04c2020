package org.hindsight.edition;

import static io.restassured.RestAssured.given;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.hindsight.Api.ADMIN;
import static org.hindsight.Api.fields;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.config.DecoderConfig;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.hindsight.Api;
import org.hindsight.Published;
import org.hindsight.platform.web.Copy;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;

@QuarkusTest
public class EditionTest {

    @Inject
    Shelf shelf;

    @Inject
    EntityManager database;

    @Inject
    TransactionSynchronizationRegistry transaction;

    @Inject
    Clock clock;

    private static final AtomicInteger STORIES = new AtomicInteger();
    public static final String TITLE = "Saved libraries do not open";

    /** An incident whose draft is ready to be published; every section but one is public. */
    public static String ready(Object... more) {
        List<Object> given = new ArrayList<>(List.of(
                "title", TITLE + " " + STORIES.incrementAndGet(),
                "summary", "Nobody could open a **saved library**.",
                "startedAt", "2026-11-17T14:00:00Z",
                "detectedAt", "2026-11-17T14:08:00Z",
                "declaredAt", "2026-11-17T14:20:00Z"));
        given.addAll(List.of(more));
        String incident = ADMIN.incident(given.toArray());
        ADMIN.log(
                incident, "Reports rise", "audience", "PUBLIC", "starred", true, "occurredAt", "2026-11-17T14:00:00Z");
        draft(incident);
        return incident;
    }

    private static void draft(String incident) {
        ADMIN.post(incident + "/postmortem", fields("template", "google-sre"))
                .then()
                .statusCode(201);
        List<String> keys = ADMIN.get(incident + "/postmortem").path("sections.key");
        for (String key : keys) {
            write(incident, key, "What there is to say about " + key + ".", "PUBLIC");
        }
        write(
                incident,
                keys.get(0),
                "{{summary-box}}\n\nIt began on the record. [#2]\n\n{{timeline.starred}}",
                "PUBLIC");
    }

    /** Writes a section of a draft, over HTTP. */
    public static void write(String incident, String key, String markdown, String audience) {
        String address = incident + "/postmortem/sections/" + key;
        int revision = ADMIN.get(address).path("revision");
        ADMIN.request()
                .header("If-Match", "\"" + revision + "\"")
                .body(fields("markdown", markdown, "audience", audience))
                .put(address)
                .then()
                .statusCode(200);
    }

    private static String firstSection(String incident) {
        return ADMIN.get(incident + "/postmortem").path("sections[0].key");
    }

    private static String section(String incident, int index) {
        return ADMIN.get(incident + "/postmortem").path("sections[" + index + "].key");
    }

    public static Response publish(Api person, String incident, Object... more) {
        Map<String, Object> body = fields("label", "PRELIMINARY", "audience", "PUBLIC");
        body.putAll(fields(more));
        return person.post(incident + "/editions", body);
    }

    public static String published(String incident, Object... more) {
        return publish(ADMIN, incident, more).then().statusCode(201).extract().path("slug");
    }

    /** Somebody who takes the bytes as they come. */
    private static RequestSpecification raw(String encoding) {
        return given().config(RestAssured.config()
                        .decoderConfig(DecoderConfig.decoderConfig().noContentDecoders()))
                .header("Accept-Encoding", encoding);
    }

    static Response read(String path) {
        return raw("identity").get(path);
    }

    private static String ref(String incident) {
        return incident.substring(incident.lastIndexOf('/') + 1);
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    @Test
    void aStrangerReadsWhatWasPublished() throws Exception {
        String incident = ready();
        Map<String, Object> edition = publish(Api.person("PUBLISHER"), incident, "note", "First account.")
                .then()
                .statusCode(201)
                .body("number", equalTo(1))
                .body("audience", equalTo("PUBLIC"))
                .body("label", equalTo("PRELIMINARY"))
                .body("slug", matchesPattern("saved-libraries-do-not-open-[0-9]+"))
                .body("url", startsWith("/reports/saved-libraries-do-not-open"))
                .body("withdrawal", nullValue())
                .body("files.keySet()", containsInAnyOrder("html", "md", "json"))
                .extract()
                .jsonPath()
                .getMap("");
        String slug = (String) edition.get("slug");
        read("/reports/" + slug)
                .then()
                .statusCode(200)
                .contentType("text/html")
                .header("Cache-Control", "public, max-age=2")
                .body(allOf(
                        containsString("<h1>" + TITLE),
                        containsString("Nobody could open a"),
                        containsString("overview-wide"),
                        containsString("Reports rise"),
                        containsString("First account.")));
        for (String form : List.of("html", "md", "json")) {
            byte[] bytes = read("/reports/" + slug + "/editions/1." + form)
                    .then()
                    .statusCode(200)
                    .header("Cache-Control", "public, max-age=31536000, s-maxage=2, immutable")
                    .extract()
                    .asByteArray();
            Map<?, ?> sum = (Map<?, ?>) ((Map<?, ?>) edition.get("files")).get(form);
            assertEquals(sha256(bytes), sum.get("sha256"));
            assertEquals(bytes.length, sum.get("bytes"));
            assertArrayEquals(bytes, read("/reports/" + slug + "." + form).asByteArray());
            read("/reports/" + slug + "/editions/1/SHA256SUMS")
                    .then()
                    .body(containsString(sum.get("sha256") + "  1." + form));
            read("/reports/" + slug).then().body(containsString((String) sum.get("sha256")));
        }
        Published.assertFits(read("/reports/" + slug + "/editions/1.json").asByteArray());
        read("/reports/" + slug + "/editions/1.json")
                .then()
                .contentType("application/json")
                .body("edition.number", equalTo(1))
                .body("document.facts.incident.ref", equalTo(ref(incident)));
        read("/reports/" + slug + "/editions/1.md")
                .then()
                .body(allOf(
                        startsWith("# " + TITLE),
                        containsString("| Detected | 17 November 2026, 14:08 UTC | 8 min |")));
        read("/reports").then().statusCode(200).body(containsString("/reports/" + slug));
        ADMIN.get(incident + "/editions")
                .then()
                .body("items.number", contains(1))
                .body("next", nullValue());
    }

    @Test
    void theFileStandsAloneAndMayRunNothing() {
        String slug = published(ready());
        Response file = read("/reports/" + slug + "/editions/1.html");
        String policy = file.header("Content-Security-Policy");
        assertThat(
                policy, allOf(containsString("default-src 'none'"), containsString("'sha256-"), endsWith("sandbox")));
        assertThat(policy, not(containsString("unsafe")));
        String html = file.asString();
        assertFalse(html.contains("<link") || html.contains("<script") || html.contains(" style="), html);
        assertTrue(html.contains("<style>"), html);
    }

    @Test
    void aPageSaysToMachinesWhatItSaysToPeople() throws Exception {
        String incident = ready("title", "Nothing </script><script>alert(1)</script> plays");
        String slug = published(incident);
        publish(ADMIN, incident, "audience", "INTERNAL").then().statusCode(201);
        var page = Jsoup.parse(read("/reports/" + slug + "/editions/1").asString());
        assertEquals(
                "/reports/" + slug, page.select("head > link[rel=canonical]").attr("href"));
        assertEquals("article", page.select("meta[property=og:type]").attr("content"));
        assertEquals(
                page.select("h1").text(), page.select("meta[property=og:title]").attr("content"));
        assertEquals(
                "Nobody could open a saved library.",
                page.select("meta[property=og:description]").attr("content"));
        assertThat(
                page.select("meta[property=article:published_time]").attr("content"),
                matchesPattern("20[0-9-]+T[0-9:.]+Z"));
        assertEquals(0, page.select("meta[property=og:url]").size(), "the server does not know where it is");
        assertEquals(
                page.select("h1").text(),
                new com.fasterxml.jackson.databind.ObjectMapper()
                        .readTree(
                                page.select("script[type=application/ld+json]").html())
                        .get("headline")
                        .asText());
        assertEquals(
                1, page.select("script").size() - page.select("script[src]").size(), "no script but the data");
        var file = Jsoup.parse(read("/reports/" + slug + "/editions/1.html").asString());
        assertEquals(
                page.select("h1").text(), file.select("meta[property=og:title]").attr("content"));
        var internal = Jsoup.parse(ADMIN.get(incident.substring("/api/v1".length()) + "/editions/1")
                .asString());
        assertEquals(
                0,
                internal.select("meta[property], link[rel=canonical], script:not([src])")
                        .size());

        publish(ADMIN, incident).then().statusCode(201);
        assertEquals(
                "/reports/" + slug + "/editions/1",
                Jsoup.parse(read("/reports/" + slug + "/editions/1").asString())
                        .select("link[rel=canonical]")
                        .attr("href"));
    }

    @Test
    void anEditionNeverChangesWhateverBecomesOfTheRecord() {
        String incident = ready();
        String slug = published(incident);
        Map<String, byte[]> before = new HashMap<>();
        for (String form : List.of("html", "md", "json")) {
            before.put(form, read("/reports/" + slug + "/editions/1." + form).asByteArray());
        }
        ADMIN.patch(incident + "/timeline/2", fields("text", "Reports rise steeply"))
                .then()
                .statusCode(200);
        ADMIN.patch(incident, fields("title", "Another title")).then().statusCode(200);
        write(incident, firstSection(incident), "Something else.\n\n{{timeline.starred}}", "PUBLIC");
        before.forEach((form, bytes) -> assertArrayEquals(
                bytes, read("/reports/" + slug + "/editions/1." + form).asByteArray()));
        read("/reports/" + slug).then().body(not(containsString("steeply")));
        publish(ADMIN, incident, "label", "CORRECTION", "note", "The rise was steep.")
                .then()
                .statusCode(201)
                .body("number", equalTo(2))
                .body("slug", equalTo(slug));
        read("/reports/" + slug)
                .then()
                .body(allOf(
                        containsString("Reports rise steeply"),
                        containsString("<h1>Another title</h1>"),
                        containsString("The rise was steep."),
                        not(containsString("There is a newer edition"))));
        read("/reports/" + slug + "/editions/1")
                .then()
                .statusCode(200)
                .body(allOf(
                        containsString("There is a newer edition"),
                        containsString("The rise was steep."),
                        not(containsString("steeply"))));
        before.forEach((form, bytes) -> assertArrayEquals(
                bytes, read("/reports/" + slug + "/editions/1." + form).asByteArray()));
    }

    /** Every node looks every two seconds; this is one that has looked before, and looks again. */
    @Test
    void anotherNodeTakesWhatWasWithdrawnFromItsShelf() {
        String incident = ready();
        String report = "/reports/" + published(incident);
        Shelf another = new Shelf(database, transaction, clock);
        another.look();
        String before = another.state();
        another.put(report, Copy.page(200, new byte[] {'a'}), before);
        another.look();
        assertTrue(another.at(report).isPresent(), "nothing happened");

        ADMIN.post(incident + "/editions/1/withdrawal", fields("reason", "All of it."))
                .then()
                .statusCode(201);
        assertTrue(another.at(report).isPresent(), "it has not looked yet");
        another.look();
        assertTrue(another.at(report).isEmpty());
        another.put(report, Copy.page(200, new byte[] {'a'}), before);
        assertTrue(another.at(report).isEmpty(), "what was read before is not put there after");
        read(report).then().statusCode(410);
    }

    @Test
    void thePageShowsWhatBecameOfTheActionsAroundTheFrozenText() {
        String incident = ready();
        Map<String, Object> open =
                fields("title", "Warn before a certificate ends", "type", "DETECT", "dueOn", "2026-12-01");
        open.put("audience", "PUBLIC");
        ADMIN.post(incident + "/actions", open);
        ADMIN.post(incident + "/actions", fields("title", "Ask the vendor", "type", "PROCESS"));
        ADMIN.post(
                incident + "/actions",
                fields("title", "Sign in without the app", "type", "MITIGATE", "audience", "PUBLIC"));
        String slug = published(incident);
        publish(ADMIN, incident, "audience", "INTERNAL").then().statusCode(201);
        String page = "/reports/" + slug + "/editions/1";
        byte[] file = read(page + ".html").asByteArray();
        assertThat(
                live(read(page)),
                contains(
                        "Warn before a certificate ends|Open|Open|1 December 2026",
                        "Sign in without the app|Open|Open|not set"));

        ADMIN.patch(
                incident + "/actions/1", fields("title", "Secret plan", "state", "IN_PROGRESS", "dueOn", "2027-02-01"));
        ADMIN.patch(incident + "/actions/2", fields("state", "DONE"));
        ADMIN.patch(incident + "/actions/3", fields("audience", "INTERNAL", "state", "DONE"));
        shelf.look();
        assertThat(
                live(read(page)),
                contains("Warn before a certificate ends|Open|In progress|1 February 2027 was 1 December 2026"));
        assertThat(live(read("/reports/" + slug)), hasSize(1));
        assertThat(read(page).asString(), not(containsString("Secret plan")));
        assertArrayEquals(file, read(page + ".html").asByteArray());

        String internal = incident.substring("/api/v1".length()) + "/editions/1";
        ADMIN.delete(incident + "/actions/1?reason=nobody+wants+it");
        assertThat(
                live(ADMIN.get(internal)),
                contains(
                        "Warn before a certificate ends|Open|Retracted|–",
                        "Ask the vendor|Open|Done|not set",
                        "Sign in without the app|Open|Done|not set"));
    }

    private static List<String> live(Response page) {
        return Jsoup.parse(page.then().statusCode(200).extract().asString())
                .select("[aria-labelledby=actions-now] tbody tr")
                .stream()
                .map(row -> String.join("|", row.children().eachText()))
                .toList();
    }

    @Test
    void aCorrectionSaysWhatWasWrongAndFollowsSomething() {
        String incident = ready();
        publish(ADMIN, incident, "label", "CORRECTION")
                .then()
                .statusCode(400)
                .body("violations.field", contains("note"));
        publish(ADMIN, incident, "label", "CORRECTION", "note", " ").then().statusCode(400);
        publish(ADMIN, incident, "label", "CORRECTION", "note", "It was another day.")
                .then()
                .statusCode(409);
        publish(ADMIN, incident, "audience", "INTERNAL").then().statusCode(201);
        publish(ADMIN, incident, "label", "CORRECTION", "note", "It was another day.")
                .then()
                .statusCode(409);
        publish(ADMIN, incident, "label", "DRAFT").then().statusCode(400);
        publish(ADMIN, incident, "size", 3).then().statusCode(400).body("violations.field", contains("size"));
    }

    @Test
    void aFinalEditionWantsApproval() {
        String incident = ready();
        publish(ADMIN, incident, "label", "FINAL")
                .then()
                .statusCode(409)
                .body("checks.code", hasItem("NOT_APPROVED"))
                .body("checks.level", hasItem("BLOCK"));
        ADMIN.post(incident + "/postmortem/reviews", fields("verdict", "APPROVED"))
                .then()
                .statusCode(201);
        publish(ADMIN, incident, "label", "FINAL").then().statusCode(201).body("label", equalTo("FINAL"));
    }

    @Test
    void aPromptThatIsLeftBlocksAndNothingIsPublished() {
        String incident = ready();
        String key = firstSection(incident);
        write(incident, key, "Begun. <!-- prompt: How many? -->", "PUBLIC");
        publish(ADMIN, incident)
                .then()
                .statusCode(409)
                .body("checks.section", hasItem(key))
                .body("checks.findAll { it.level != 'BLOCK' }", hasSize(0));
        ADMIN.get(incident + "/editions").then().body("items", hasSize(0));
        publish(ADMIN, ADMIN.incident()).then().statusCode(409).body("detail", containsString("no post-mortem"));
    }

    @Test
    void whatIsWithdrawnIsGoneAndSaysWhy() {
        String incident = ready();
        String slug = published(incident);
        publish(ADMIN, incident, "note", "More is known.").then().statusCode(201);
        String withdrawal = incident + "/editions/2/withdrawal";
        read("/reports/" + slug + "/editions/2").then().statusCode(200);
        ADMIN.post(withdrawal, fields("reason", " ")).then().statusCode(400);
        ADMIN.post(
                        withdrawal,
                        fields("reason", "It named " + Api.person("RESPONDER").email()))
                .then()
                .statusCode(400)
                .body("violations[0].field", equalTo("reason"));
        Api.person("RESPONDER").post(withdrawal, fields("reason", "x")).then().statusCode(403);
        ADMIN.post(withdrawal, fields("reason", "It named a <customer>."))
                .then()
                .statusCode(201)
                .body("withdrawal.reason", equalTo("It named a <customer>."))
                .body("withdrawal.by.email", equalTo(ADMIN.email()));
        ADMIN.post(withdrawal, fields("reason", "Again.")).then().statusCode(409);
        read("/reports/" + slug + "/editions/2")
                .then()
                .statusCode(410)
                .body(allOf(
                        containsString("It named a &lt;customer&gt;."),
                        containsString("/reports/" + slug + "/editions/1")));
        for (String file : List.of(".html", ".md", ".json", "/SHA256SUMS")) {
            read("/reports/" + slug + "/editions/2" + file)
                    .then()
                    .statusCode(410)
                    .body(containsString("It named a <customer>."));
        }
        read("/reports/" + slug)
                .then()
                .statusCode(200)
                .body(allOf(containsString("Edition 2 was withdrawn"), containsString("Edition 1")));
        ADMIN.post(incident + "/editions/1/withdrawal", fields("reason", "All of it."))
                .then()
                .statusCode(201);
        read("/reports/" + slug).then().statusCode(410);
        read("/reports/" + slug + ".md").then().statusCode(410);
        read("/reports").then().body(not(containsString(slug)));
        ADMIN.post(incident + "/editions/9/withdrawal", fields("reason", "None."))
                .then()
                .statusCode(404);
    }

    @Test
    void aReaderWhoHasItAlreadyGetsNothingTwice() {
        assumeTrue(Brotli4jLoader.isAvailable());
        String slug = published(ready());
        for (String path :
                List.of("/reports/" + slug, "/reports/" + slug + "/editions/1.md", "/reports", "/reports/feed.atom")) {
            for (Map.Entry<String, String> wish : Map.of(
                            "gzip", "gzip",
                            "br;q=0.5, gzip", "gzip",
                            "gzip, deflate, br, zstd", "br",
                            "identity", "",
                            "gzip;q=0, br", "br",
                            "gzip; q=0.0", "",
                            "zgzip", "")
                    .entrySet()) {
                String encoding = wish.getKey();
                String expected = wish.getValue().isEmpty() ? null : wish.getValue();
                for (int time = 0; time < 2; time++) {
                    Response whole = raw(encoding).get(path);
                    String etag = whole.header("ETag");
                    assertThat(etag, matchesPattern("\"[\\w-]{22}(-gz|-br)?\""));
                    assertThat(whole.header("Vary"), equalTo("accept-encoding"));
                    assertEquals(expected, whole.header("Content-Encoding"));
                    raw(encoding)
                            .header("If-None-Match", "\"other\", " + etag)
                            .get(path)
                            .then()
                            .statusCode(304)
                            .header("ETag", etag);
                    given().header("If-None-Match", "\"other\"")
                            .get(path)
                            .then()
                            .statusCode(200);
                    raw(encoding).head(path).then().statusCode(200).header("ETag", etag);
                }
            }
        }
    }

    @Test
    void whatIsInternalIsInNoPublicByte() {
        String incident = ready("tags", List.of("canarytag"));
        Map<String, String> canaries = new HashMap<>();
        for (String kind : List.of(
                "entry",
                "note",
                "section",
                "passage",
                "inline",
                "symptom",
                "cause",
                "evidence",
                "impact",
                "workaround",
                "signal",
                "action",
                "comment",
                "reply",
                "role",
                "retraction",
                "milestone")) {
            canaries.put(kind, "canary" + kind + "zq");
        }
        ADMIN.log(incident, canaries.get("entry"), "starred", true);
        ADMIN.post(incident + "/status", fields("status", "IDENTIFIED", "note", canaries.get("note")))
                .then()
                .statusCode(201);
        ADMIN.put(incident + "/roles/SCRIBE", fields("person", "Canary Scribe", "note", canaries.get("role")))
                .then()
                .statusCode(200);
        int taken = ADMIN.log(incident, "Taken back", "audience", "PUBLIC");
        ADMIN.delete(incident + "/timeline/" + taken + "?reason=" + canaries.get("retraction"))
                .then()
                .statusCode(200);
        ADMIN.post(incident + "/symptoms", fields("statement", canaries.get("symptom")))
                .then()
                .statusCode(201);
        ADMIN.post(incident + "/causes", fields("statement", canaries.get("cause")))
                .then()
                .statusCode(201);
        ADMIN.post(incident + "/causes", fields("statement", "A public cause", "audience", "PUBLIC"))
                .then()
                .statusCode(201);
        ADMIN.post(
                        incident + "/causes/2/evidence",
                        fields("entry", 2, "weighs", "FOR", "note", canaries.get("evidence")))
                .then()
                .statusCode(201);
        ADMIN.post(
                        incident + "/impacts",
                        fields("name", canaries.get("impact"), "value", 3, "unit", "teams", "basis", "MEASURED"))
                .then()
                .statusCode(201);
        ADMIN.post(incident + "/workarounds", fields("text", canaries.get("workaround"), "state", "PROPOSED"))
                .then()
                .statusCode(201);
        ADMIN.post(
                        incident + "/signals",
                        fields("quote", canaries.get("signal"), "sourceName", "x", "at", "2026-11-17T14:10:00Z"))
                .then()
                .statusCode(201);
        ADMIN.post(incident + "/actions", fields("title", canaries.get("action"), "type", "REPAIR"))
                .then()
                .statusCode(201);
        ADMIN.post(incident + "/postmortem/reviews", fields("verdict", "COMMENTED", "comment", canaries.get("comment")))
                .then()
                .statusCode(201);
        ADMIN.post(incident + "/postmortem/reviews/1/replies", fields("comment", canaries.get("reply")))
                .then()
                .statusCode(201);
        String first = firstSection(incident);
        write(
                incident,
                first,
                "Open. {internal: " + canaries.get("inline") + "} [#3]\n\n:::internal\n" + canaries.get("passage")
                        + "\n"
                        + ":::\n\n"
                        + "{{summary-box}}\n\n"
                        + "{{timeline.all}}\n\n"
                        + "{{causes}}\n\n"
                        + "{{symptoms}}\n\n"
                        + "{{impact-table}}\n\n"
                        + "{{workarounds}}\n\n"
                        + "{{signals}}\n\n"
                        + "{{actions}}\n\n"
                        + "{{milestones}}\n\n"
                        + "{{durations}}",
                "PUBLIC");
        write(incident, section(incident, 1), canaries.get("section"), "INTERNAL");
        String slug = published(incident);
        Set<String> addresses = new TreeSet<>(List.of(
                "/reports",
                "/reports/feed.atom",
                "/reports?q=saved+libraries",
                "/reports?year=2026",
                "/reports/nothing-here",
                "/incidents/" + ref(incident)));
        for (String ending : List.of(
                "",
                ".html",
                ".md",
                ".json",
                "/editions/1",
                "/editions/1.html",
                "/editions/1.md",
                "/editions/1.json",
                "/editions/1/SHA256SUMS",
                "/editions/7")) {
            addresses.add("/reports/" + slug + ending);
        }
        for (String address : addresses) {
            String body = read(address).asString();
            assertFalse(body.toLowerCase(java.util.Locale.ROOT).contains("canary"), address + "\n" + body);
            assertFalse(body.contains("@example.org"), address + "\n" + body);
        }
        for (String canary : canaries.values()) {
            read("/reports?q=" + canary).then().statusCode(200).body(containsString("No report found"));
        }
        assertThat(read("/reports/" + slug).asString(), containsString("A public cause"));
        publish(ADMIN, incident, "audience", "INTERNAL").then().statusCode(201).body("slug", nullValue());
        String inside = ADMIN.request()
                .get("/incidents/" + ref(incident) + "/editions/1.md")
                .asString();
        for (String kind : List.of("entry", "section", "passage", "inline", "symptom", "cause", "impact", "action")) {
            assertThat(inside, containsString(canaries.get(kind)));
        }
        assertFalse(read("/reports/" + slug)
                .asString()
                .toLowerCase(java.util.Locale.ROOT)
                .contains("canary"));
    }

    @Test
    void whatMustNotLeaveTheHouseBlocksAndNamesItsSection() {
        String incident = ready();
        String key = section(incident, 1);
        ADMIN.log(incident, "The session store was restored from a copy that nobody had tested.");
        ADMIN.put(incident + "/roles/COMMANDER", fields("person", "Zora Quill"))
                .then()
                .statusCode(200);
        ADMIN.post(incident + "/postmortem/reviews", fields("verdict", "COMMENTED", "comment", "Why did nobody look?"))
                .then()
                .statusCode(201);
        ADMIN.post(
                        incident + "/postmortem/reviews/1/replies",
                        fields("comment", "Everybody on call had been awake for thirty hours."))
                .then()
                .statusCode(201);
        for (String leak : List.of(
                "As we know, everybody on call had been *awake* for thirty hours.",
                "As it went: the session store was *restored* from a copy that nobody had tested.",
                "Then Zora Quill restarted it.",
                "Write to " + ADMIN.email() + " for more.",
                "It ran on db-1.eu.internal alone.",
                "The address was 10.20.30.40 then.",
                "With hs_abcdefghijklmnopqrstuvwxyz012345 it worked.")) {
            write(incident, key, leak, "PUBLIC");
            publish(ADMIN, incident)
                    .then()
                    .statusCode(409)
                    .body("checks.code", contains("LEAK"))
                    .body("checks[0].section", equalTo(key))
                    .body("checks[0].level", equalTo("BLOCK"));
            publish(ADMIN, incident, "audience", "INTERNAL").then().statusCode(201);
        }
        write(incident, key, "Fine now. {internal: The password of the store was never changed since.}", "PUBLIC");
        publish(ADMIN, incident, "note", "The password of the store was never changed since.")
                .then()
                .statusCode(409)
                .body("checks.code", contains("LEAK"));
        publish(ADMIN, incident).then().statusCode(201);
    }

    @Test
    void onlyPublishersPublish() {
        String incident = ready();
        Api viewer = Api.person("VIEWER");
        publish(viewer, incident).then().statusCode(403);
        publish(Api.person("RESPONDER"), incident).then().statusCode(403);
        Api.anonymous()
                .body(fields("label", "PRELIMINARY", "audience", "PUBLIC"))
                .post(incident + "/editions")
                .then()
                .statusCode(401);
        publish(Api.person("PUBLISHER"), incident, "audience", "INTERNAL")
                .then()
                .statusCode(201);
        viewer.get(incident + "/editions").then().statusCode(200).body("items.audience", contains("INTERNAL"));
        String internal = "/incidents/" + ref(incident) + "/editions/1";
        viewer.request().get(internal).then().statusCode(200).body(containsString("Internal incident report"));
        viewer.request().get(internal + ".md").then().statusCode(200);
        viewer.request().get(internal + "/SHA256SUMS").then().statusCode(200).body(containsString("1.json"));
        given().redirects()
                .follow(false)
                .get(internal)
                .then()
                .statusCode(303)
                .header("Location", containsString("/sign-in"));
        given().redirects().follow(false).get(internal + ".md").then().statusCode(303);
        viewer.request().get("/incidents/" + ref(incident) + "/publish").then().statusCode(403);
        Api.anonymous().get(incident + "/postmortem/preview").then().statusCode(401);
        viewer.request()
                .get(incident + "/postmortem/preview?audience=PUBLIC")
                .then()
                .statusCode(200)
                .contentType("text/html")
                .body(allOf(startsWith("<!doctype html>"), containsString("Reports rise")));
    }

    @Test
    void twoPublishersAtOnceGetOneNumberEach() {
        String incident = ready();
        List<CompletableFuture<Integer>> both = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            both.add(CompletableFuture.supplyAsync(() ->
                    publish(ADMIN, incident).then().statusCode(201).extract().path("number")));
        }
        Set<Integer> numbers = new TreeSet<>();
        both.forEach(one -> numbers.add(one.join()));
        assertEquals(Set.of(1, 2, 3, 4), numbers);
        List<String> incidents = List.of(
                ready("title", "The same title"),
                ready("title", "The same title"),
                ready("title", "2026"),
                ready("title", "Feed!"));
        List<CompletableFuture<String>> slugs = incidents.stream()
                .map(one -> CompletableFuture.supplyAsync(() -> published(one)))
                .toList();
        Set<String> different = new TreeSet<>();
        slugs.forEach(one -> different.add(one.join()));
        assertThat(different, hasItems("the-same-title", "the-same-title-2", "report-2026", "report-feed"));
        read("/reports/feed.atom").then().statusCode(200).contentType("application/atom+xml");
    }

    @Test
    void aRepeatedRequestPublishesOnce() {
        String incident = ready();
        for (int i = 0; i < 2; i++) {
            ADMIN.request()
                    .header("Idempotency-Key", "publish-" + incident)
                    .body(fields("label", "PRELIMINARY", "audience", "PUBLIC"))
                    .post(incident + "/editions")
                    .then()
                    .statusCode(201)
                    .body("number", equalTo(1));
        }
        ADMIN.get(incident + "/editions").then().body("items", hasSize(1));
    }

    @Test
    void aRestrictedIncidentHasNoReaders() {
        Api member = Api.person("PUBLISHER");
        String incident = ready("restricted", true, "members", List.of(member.email()));
        publish(member, incident).then().statusCode(409).body("checks.code", contains("RESTRICTED"));
        publish(member, incident, "audience", "INTERNAL").then().statusCode(201);
        Api other = Api.person("PUBLISHER");
        other.get(incident + "/editions").then().statusCode(404);
        publish(other, incident).then().statusCode(404);
        other.request()
                .get("/incidents/" + ref(incident) + "/editions/1")
                .then()
                .statusCode(404);
        other.request().get("/incidents/" + ref(incident) + "/publish").then().statusCode(404);
        member.request()
                .get("/incidents/" + ref(incident) + "/editions/1")
                .then()
                .statusCode(200);
        other.get(incident + "/postmortem/preview").then().statusCode(404);
    }

    @Test
    void aReportIsHiddenOnceItsIncidentIsRestricted() {
        String incident = ready();
        String slug = published(incident);
        read("/reports/" + slug).then().statusCode(200);
        ADMIN.patch(incident, fields("restricted", true)).then().statusCode(200);
        org.awaitility.Awaitility.await()
                .atMost(java.time.Duration.ofSeconds(6))
                .untilAsserted(() -> assertEquals(404, read("/reports/" + slug).statusCode()));
        read("/reports/" + slug + "/editions/1.md").then().statusCode(404);
        read("/reports").then().body(not(containsString(slug)));
    }

    @Test
    void onlyExactAddressesAreAnswered() {
        String slug = published(ready());
        for (String path : List.of(
                "/reports/" + slug + "/editions/0",
                "/reports/" + slug + "/editions/01",
                "/reports/" + slug + "/editions/1.doc",
                "/reports/" + slug + "/editions/1.article",
                "/reports/" + slug + ".exe",
                "/reports/" + slug.toUpperCase(java.util.Locale.ROOT),
                "/reports/" + slug + "/editions",
                "/reports/" + slug + "/editions/99999999999",
                "/reports/..%2f" + slug)) {
            given().urlEncodingEnabled(false).get(path).then().statusCode(404);
        }
    }

    @Test
    void aLargeDocumentIsKeptWhole() {
        String incident = ready();
        StringBuilder text = new StringBuilder();
        while (text.length() < 45_000) {
            text.append("A paragraph among many others, number ")
                    .append(text.length())
                    .append(".\n\n");
        }
        List<String> keys = ADMIN.get(incident + "/postmortem").path("sections.key");
        keys.forEach(key -> write(incident, key, text.toString(), "PUBLIC"));
        String slug = published(incident);
        byte[] json = read("/reports/" + slug + ".json").asByteArray();
        assertTrue(json.length > 1 << 20, () -> json.length + " bytes");
        assertThat(new String(json, StandardCharsets.UTF_8).strip(), endsWith("}"));
    }
}
