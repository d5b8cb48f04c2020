package org.hindsight.postmortem;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hindsight.Api.ADMIN;
import static org.hindsight.Api.fields;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hindsight.Api;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;

@QuarkusTest
class PostmortemTest {

    @ConfigProperty(name = "hindsight.data")
    Path data;

    private static Response begin(Api person, String incident, String template) {
        return person.post(incident + "/postmortem", fields("template", template));
    }

    private static String draft() {
        String incident = ADMIN.incident();
        begin(ADMIN, incident, "google-sre").then().statusCode(201);
        return incident;
    }

    private static Response write(Api person, String incident, String section, int revision, String markdown) {
        return person.request()
                .header("If-Match", "\"" + revision + "\"")
                .body(fields("markdown", markdown))
                .put(incident + "/postmortem/sections/" + section);
    }

    @Test
    void theTemplatesAreListedWithTheirSections() {
        Api.person("VIEWER")
                .get("/api/v1/templates")
                .then()
                .statusCode(200)
                .body(
                        "items.key",
                        hasItems("google-sre", "atlassian", "pagerduty", "aws-coe", "customer-facing", "outside-view"))
                .body("items.find { it.key == 'outside-view' }.sections.key", hasItems("summary", "causes", "sources"))
                .body("items.find { it.key == 'outside-view' }.title", equalTo("Outside view"))
                .body("items.sections.flatten().findAll { it.markdown != null }", empty());
    }

    @Test
    void everyShippedTemplateKnowsItsBlocksAndFigures() {
        for (String template :
                List.of("google-sre", "atlassian", "pagerduty", "aws-coe", "customer-facing", "outside-view")) {
            String incident = ADMIN.incident();
            begin(ADMIN, incident, template)
                    .then()
                    .statusCode(201)
                    .body("checks.code", not(hasItem("UNKNOWN_CITATION")))
                    .body("checks.code", hasItem("LEFTOVER_PROMPT"))
                    .body("sections.markdown", everyItem(not(containsString("<!-- fill"))));
        }
    }

    @Test
    void anOperatorsTemplateIsReadWhenItChangesAndABrokenOneIsReported() throws IOException {
        Path folder = Files.createDirectories(data.resolve("templates"));
        Path own = folder.resolve("mine.md");
        Path broken = folder.resolve("broken.md");
        Path typo = folder.resolve("typo.md");
        Path readme = folder.resolve("README.md");
        Path latin = folder.resolve("latin.md");
        try {
            Files.writeString(readme, "Not a template.");
            Files.writeString(own, "---\nkey: mine\ntitle: Mine\n---\n\n## One {#one audience=PUBLIC}\n\nFirst\n");
            Files.writeString(broken, "---\nkey: broken\ntitle: Broken\n---\n\n## No key\n\nText\n");
            Files.writeString(typo, """
                    ---
                    key: typo
                    title: Typo
                    ---

                    ## One {#one}

                    {{causes}}

                    ```
                    {{any}}
                    ```
                    {{title}}
                    {{impact.teams}}
                    {{timeline.detected..mitigated}}

                    {{timeline.kind.decisions}}
                    """);
            Files.write(
                    latin, "---\nkey: latin\ntitle: caf\u00e9\n---\n## A {#a}\n".getBytes(StandardCharsets.ISO_8859_1));
            ADMIN.get("/api/v1/templates")
                    .then()
                    .body("items.key", hasItems("mine", "google-sre"))
                    .body("items.key", not(hasItem("broken")))
                    .body("problems.file", contains("broken.md", "latin.md", "typo.md"))
                    .body("problems[0].message", containsString("needs a key"))
                    .body("problems[1].message", containsString("UTF-8"))
                    .body(
                            "problems[2].message",
                            containsString(
                                    "Line 17: {{timeline.kind.decisions}} shows nothing. “decisions” is not a kind"));
            Files.writeString(typo, "---\nkey: typo\ntitle: Typo\n---\n\n## One {#one}\n\n{{metric-charts.x}}\n");
            ADMIN.get("/api/v1/templates")
                    .then()
                    .body(
                            "problems[2].message",
                            containsString(
                                    "Line 8: {{metric-charts.x}} shows nothing. “x” is not the number of an impact"));
            Files.writeString(typo, "---\nkey: typo\ntitle: Typo\n---\n\n## One {#one}\n\n{{cuases}}\n");
            ADMIN.get("/api/v1/templates")
                    .then()
                    .body(
                            "problems[2].message",
                            equalTo("Line 8: {{cuases}} shows nothing. It is neither a block nor a figure."));
            Files.writeString(own, "---\nkey: mine\ntitle: Mine\n---\n\n## Two {#two}\n\nSecond text\n");
            Files.setLastModifiedTime(own, FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));
            String incident = ADMIN.incident();
            begin(ADMIN, incident, "mine")
                    .then()
                    .statusCode(201)
                    .body("sections.key", contains("two"))
                    .body("sections[0].markdown", equalTo("Second text"))
                    .body("sections[0].audience", equalTo("INTERNAL"));
            Files.writeString(own, "---\nkey: google-sre\ntitle: Ours\n---\n\n## Only {#only}\n\nText\n");
            Files.setLastModifiedTime(own, FileTime.from(Instant.parse("2026-01-02T00:00:00Z")));
            ADMIN.get("/api/v1/templates").then().body("items.find { it.key == 'google-sre' }.title", equalTo("Ours"));
            ADMIN.get(incident + "/postmortem").then().statusCode(200).body("template", equalTo("mine"));
        } finally {
            for (Path file : new Path[] {own, broken, typo, readme, latin}) {
                Files.deleteIfExists(file);
            }
        }
        ADMIN.get("/api/v1/templates").then().body("problems", empty());
    }

    @Test
    void aDraftFillsItselfFromTheRecord() {
        String incident = ADMIN.incident(
                "summary",
                "People could not **stream**.",
                "startedAt",
                "2026-11-17T14:00:00Z",
                "detectedAt",
                "2026-11-17T14:08:00Z");
        ADMIN.log(
                incident,
                "Reports rise",
                "occurredAt",
                "2026-11-17T14:00:00Z",
                "starred",
                true,
                "source",
                fields("name", "outage tracker"),
                "audience",
                "PUBLIC");
        begin(ADMIN, incident, "outside-view")
                .then()
                .statusCode(201)
                .header("Location", containsString(incident + "/postmortem"))
                .body("template", equalTo("outside-view"))
                .body("state", equalTo("DRAFT"))
                .body("sections.find { it.key == 'summary' }.markdown", containsString("People could not **stream**."))
                .body("sections.find { it.key == 'summary' }.markdown", containsString("as of "))
                .body("sections.find { it.key == 'summary' }.html", containsString("<strong>stream</strong>"))
                .body("sections.find { it.key == 'summary' }.html", not(containsString("prompt")))
                .body("sections.find { it.key == 'sources' }.markdown", containsString("- Outage tracker"))
                .body("sections.find { it.key == 'timeline' }.html", containsString("id=\"entry-2\""))
                .body("sections.find { it.key == 'timeline' }.revision", equalTo(1))
                .body("sections[0].stale", empty())
                .body("reviewers", empty());
    }

    @Test
    void aSectionIsWrittenOnlyByWhoReadIt() {
        String incident = draft();
        String section = incident + "/postmortem/sections/summary";
        ADMIN.put(section, fields("markdown", "x")).then().statusCode(428);
        write(ADMIN, incident, "summary", 7, "x").then().statusCode(412);
        write(ADMIN, incident, "summary", 1, "It broke.")
                .then()
                .statusCode(200)
                .header("ETag", "\"2\"")
                .body("markdown", equalTo("It broke."))
                .body("html", containsString("<p>It broke.</p>"))
                .body("savedBy.email", equalTo(ADMIN.email()));
        write(ADMIN, incident, "summary", 1, "Mine").then().statusCode(412);
        ADMIN.get(section).then().statusCode(200).header("ETag", "\"2\"").body("markdown", equalTo("It broke."));
        ADMIN.request()
                .header("If-Match", "\"2\"")
                .body(fields("markdown", "It broke.", "audience", "INTERNAL"))
                .put(section)
                .then()
                .body("audience", equalTo("INTERNAL"))
                .body("revision", equalTo(3));
        ADMIN.get(incident + "/postmortem/sections/nothing").then().statusCode(404);
    }

    @Test
    void aTextIsShownAsItWouldReadAndNothingIsSaved() {
        String incident = draft();
        ADMIN.log(incident, "Reports rise");
        String preview = incident + "/postmortem/sections/summary/preview";
        String text = "It **broke** [#2] [#99].\n\n<!-- prompt: Why? -->";
        ADMIN.post(preview, fields("markdown", text, "audience", "PUBLIC"))
                .then()
                .statusCode(200)
                .body("html", containsString("<strong>broke</strong>"))
                .body("html", containsString("href=\"#entry-2\""))
                .body("checks.code", hasItems("UNKNOWN_CITATION", "LEFTOVER_PROMPT", "CITES_INTERNAL"))
                .body("checks.section", everyItem(equalTo("summary")));
        ADMIN.post(preview, fields("markdown", text, "audience", "INTERNAL"))
                .then()
                .body("checks.code", not(hasItem("CITES_INTERNAL")));
        ADMIN.get(incident + "/postmortem/sections/summary")
                .then()
                .body("revision", equalTo(1))
                .body("written", equalTo(false));
        ADMIN.post(preview, fields("markdown", "x".repeat(200_001))).then().statusCode(400);
        ADMIN.post(incident + "/postmortem/sections/nothing/preview", fields("markdown", "x"))
                .then()
                .statusCode(404);
        Api.person("VIEWER").post(preview, fields("markdown", "x")).then().statusCode(403);
    }

    @Test
    void thePreviewHasTheWritersNotesAndNothingThatABrowserWouldRun() {
        String incident = draft();
        String hostile = "<img src=x onerror=alert(1)><script>alert(1)</script> [x](javascript:alert(1)) \" onload=\"x";
        ADMIN.log(incident, hostile);
        ADMIN.post(incident + "/causes", fields("statement", hostile)).then().statusCode(201);
        ADMIN.post(incident + "/causes/1/effects", fields("entry", 2, "note", hostile))
                .then()
                .statusCode(201);
        String html = ADMIN.post(
                        incident + "/postmortem/sections/summary/preview",
                        fields(
                                "markdown",
                                "They should have known. " + hostile
                                        + "\n\n{{timeline.all}}\n\n{{cause-map}}\n\n{{five-whys}}\n\n{{factors}}"))
                .then()
                .statusCode(200)
                .body("checks.code", hasItem("HINDSIGHT"))
                .extract()
                .path("html");
        Document page = Jsoup.parseBodyFragment(html);
        assertEquals(1, page.select("svg").size(), "the map is there");
        assertEquals(
                0,
                page.select("script, img, iframe, object, embed, style, link, form")
                        .size(),
                html);
        for (Element element : page.getAllElements()) {
            for (Attribute attribute : element.attributes()) {
                assertFalse(attribute.getKey().startsWith("on"), attribute::html);
                assertFalse(attribute.getValue().strip().startsWith("javascript:"), attribute::html);
            }
        }
    }

    @Test
    void whereMostEntriesComeFromIsToldOnceAndWhatDiffersAtEach() {
        String incident = draft();
        var source = fields("name", "Status page", "url", "https://status.example.org/");
        for (int minute = 1; minute <= 3; minute++) {
            ADMIN.log(incident, "Update", "occurredAt", "2026-11-17T14:0" + minute + ":00Z", "source", source);
        }
        assertEquals(List.of(), timeline(incident).select(".report-origin"), "three are not many");
        ADMIN.log(incident, "Update", "occurredAt", "2026-11-17T14:04:00Z", "source", source);
        int own = ADMIN.log(incident, "Seen by ourselves", "occurredAt", "2026-11-17T14:06:00Z");
        Document timeline = timeline(incident);
        String origin = timeline.select(".report-origin").text();
        assertTrue(origin.matches("From Status page, logged on .*, where nothing else is said\\."), origin);
        assertEquals(
                "https://status.example.org/",
                timeline.select(".report-origin a").attr("href"));
        assertEquals("#2", timeline.select("#entry-2 small").text());
        assertTrue(timeline.select("#entry-" + own + " small").text().matches("#" + own + ", .*, logged on .*"));
        for (int more = 0; more < 3; more++) {
            ADMIN.log(incident, "Seen by ourselves");
        }
        assertEquals(List.of(), timeline(incident).select(".report-origin"), "four of nine are not most");
    }

    private static Document timeline(String incident) {
        return Jsoup.parseBodyFragment(
                ADMIN.post(incident + "/postmortem/sections/summary/preview", fields("markdown", "{{timeline.all}}"))
                        .path("html"));
    }

    @Test
    void badTextIsRefusedAndNothingIsSaved() {
        String incident = draft();
        write(ADMIN, incident, "summary", 1, "x".repeat(200_001)).then().statusCode(400);
        write(ADMIN, incident, "summary", 1, "x".repeat(200_000)).then().statusCode(200);
        write(ADMIN, incident, "summary", 2, "a\u0000b").then().statusCode(400);
        write(ADMIN, incident, "summary", 2, null).then().statusCode(400);
        ADMIN.request()
                .header("If-Match", "\"2\"")
                .body(fields("markdown", "x", "colour", "red"))
                .put(incident + "/postmortem/sections/summary")
                .then()
                .statusCode(400)
                .body("violations[0].field", equalTo("colour"));
        begin(ADMIN, incident, "no-such").then().statusCode(400).body("violations[0].field", equalTo("template"));
        ADMIN.post(incident + "/postmortem", fields()).then().statusCode(400);
    }

    @Test
    void anotherTemplateLosesNothingThatWasWritten() {
        String incident = draft();
        write(ADMIN, incident, "got-lucky", 1, "It was a Tuesday.").then().statusCode(200);
        write(ADMIN, incident, "summary", 1, "It broke.").then().statusCode(200);
        begin(ADMIN, incident, "customer-facing")
                .then()
                .statusCode(200)
                .body("template", equalTo("customer-facing"))
                .body("sections[0].title", equalTo("In short"))
                .body("sections[0].markdown", equalTo("It broke."))
                .body("sections[-1].key", equalTo("got-lucky"))
                .body("sections[-1].markdown", equalTo("It was a Tuesday."))
                .body("sections.key", not(hasItem("went-badly")));
        begin(ADMIN, incident, "google-sre")
                .then()
                .statusCode(200)
                .body("sections.key", hasItems("went-badly", "got-lucky"))
                .body("sections.find { it.key == 'got-lucky' }.markdown", equalTo("It was a Tuesday."))
                .body("sections.find { it.key == 'got-lucky' }.revision", equalTo(2));
    }

    @Test
    void aReviewMovesTheDraftAndAChangeTakesTheApprovalBack() {
        String incident = draft();
        Api responder = Api.person("RESPONDER");
        Api publisher = Api.person("PUBLISHER");
        String reviews = incident + "/postmortem/reviews";
        responder.post(reviews, fields("verdict", "REQUESTED")).then().statusCode(201);
        ADMIN.get(incident + "/postmortem").then().body("state", equalTo("IN_REVIEW"));
        responder
                .post(reviews, fields("verdict", "COMMENTED"))
                .then()
                .statusCode(400)
                .body("violations[0].field", equalTo("comment"));
        responder
                .post(reviews, fields("verdict", "COMMENTED", "comment", "Fine", "section", "nope"))
                .then()
                .statusCode(400);
        responder
                .post(
                        reviews,
                        fields(
                                "verdict",
                                "CHANGES_REQUESTED",
                                "comment",
                                "Say who",
                                "section",
                                "summary",
                                "quote",
                                "it"))
                .then()
                .statusCode(201)
                .body("no", equalTo(2))
                .body("by.email", equalTo(responder.email()));
        ADMIN.get(incident + "/postmortem").then().body("state", equalTo("CHANGES_REQUESTED"));
        responder.post(reviews, fields("verdict", "APPROVED")).then().statusCode(403);
        publisher.post(reviews, fields("verdict", "APPROVED")).then().statusCode(201);
        ADMIN.get(incident + "/postmortem")
                .then()
                .body("state", equalTo("APPROVED"))
                .body("reviews", hasSize(3))
                .body("reviewers.verdict", contains("CHANGES_REQUESTED", "APPROVED"));
        write(ADMIN, incident, "summary", 1, "It broke.").then().statusCode(200);
        ADMIN.get(incident + "/postmortem").then().body("state", equalTo("IN_REVIEW"));
    }

    @Test
    void everyRoleGetsItsAnswer() {
        String incident = draft();
        String restricted = ADMIN.incident("restricted", true);
        begin(ADMIN, restricted, "google-sre").then().statusCode(201);
        Api viewer = Api.person("VIEWER");
        viewer.get(incident + "/postmortem").then().statusCode(200);
        begin(viewer, incident, "google-sre").then().statusCode(403);
        write(viewer, incident, "summary", 1, "x").then().statusCode(403);
        viewer.post(incident + "/postmortem/reviews", fields("verdict", "REQUESTED"))
                .then()
                .statusCode(403);
        Api responder = Api.person("RESPONDER");
        responder.get(restricted + "/postmortem").then().statusCode(404);
        begin(responder, restricted, "google-sre").then().statusCode(404);
        write(responder, restricted, "summary", 1, "x").then().statusCode(404);
        responder.get(ADMIN.incident() + "/postmortem").then().statusCode(404);
        Api.anonymous().get(incident + "/postmortem").then().statusCode(401);
        Api.anonymous().get("/api/v1/templates").then().statusCode(401);
    }

    @Test
    void theSameKeyBeginsOnce() {
        String incident = ADMIN.incident();
        for (int i = 0; i < 2; i++) {
            ADMIN.request()
                    .header("Idempotency-Key", "begin-" + incident)
                    .body(fields("template", "google-sre"))
                    .post(incident + "/postmortem")
                    .then()
                    .statusCode(201);
        }
        begin(ADMIN, incident, "google-sre").then().statusCode(200);
    }
}
