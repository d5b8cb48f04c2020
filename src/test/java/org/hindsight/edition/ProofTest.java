package org.hindsight.edition;

import static io.restassured.RestAssured.given;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hindsight.Api.ADMIN;
import static org.hindsight.Api.fields;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hindsight.Api;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a publisher is told, may settle, and what readers can check afterwards. */
@QuarkusTest
class ProofTest {

    private static String key(String incident, int index) {
        return ADMIN.get(incident + "/postmortem").path("sections[" + index + "].key");
    }

    private static void write(String incident, int index, String markdown, String audience) {
        String address = incident + "/postmortem/sections/" + key(incident, index);
        int revision = ADMIN.get(address).path("revision");
        ADMIN.request()
                .header("If-Match", "\"" + revision + "\"")
                .body(fields("markdown", markdown, "audience", audience))
                .put(address)
                .then()
                .statusCode(200);
    }

    private static Response clear(Api person, String incident, String sentence) {
        return person.post(
                incident + "/postmortem/clearances", fields("sentence", sentence, "reason", "The press said so."));
    }

    @Test
    void eachOmissionSaysWhatWhyAndWhere() {
        String incident = EditionTest.ready("tags", List.of("music"));
        String page = incident.substring("/api/v1".length());
        ADMIN.log(incident, "Restored by *hand*", "starred", true);
        ADMIN.post(incident + "/symptoms", fields("statement", "Playlists are empty"));
        ADMIN.post(incident + "/status", fields("status", "IDENTIFIED", "note", "Keep this to us"))
                .then()
                .statusCode(201);
        int taken = ADMIN.log(incident, "Taken back", "audience", "PUBLIC");
        ADMIN.delete(incident + "/timeline/" + taken + "?reason=Zora");
        ADMIN.post(
                        incident + "/actions",
                        fields("title", "Mend it", "type", "REPAIR", "owner", ADMIN.email(), "audience", "PUBLIC"))
                .then()
                .statusCode(201);
        write(incident, 1, "Open {internal: but **not** this} again.", "PUBLIC");
        write(incident, 2, "Only for us.", "INTERNAL");
        Api viewer = Api.person("VIEWER");
        Response told = viewer.get(incident + "/postmortem/omissions?audience=PUBLIC");
        told.then().statusCode(200).body("finds", empty());
        List<Map<String, Object>> items = told.path("items");
        assertThat(
                items.stream()
                        .map(item -> Stream.of("what", "no", "section", "text", "reason", "where")
                                .map(field -> String.valueOf(item.get(field)))
                                .collect(Collectors.joining("|")))
                        .toList(),
                allOf(
                        hasItem(
                                "entry|3|null|Restored by hand|Entry #3 is Internal, although it is starred for the report.|"
                                        + page + "/timeline/3"),
                        hasItem("symptom|1|null|Playlists are empty|Symptom 1 is Internal.|" + page + "#symptom-1"),
                        hasItem("passage|null|" + key(incident, 1)
                                + "|but not this|Marked internal in the text of “"
                                + ADMIN.get(incident + "/postmortem").path("sections[1].title")
                                + "” ({internal: …}).|" + page + "/postmortem#section-" + key(incident, 1)),
                        hasItem("section|null|" + key(incident, 2) + "|"
                                + ADMIN.get(incident + "/postmortem").path("sections[2].title")
                                + "|The section's audience is Internal.|" + page + "/postmortem#section-"
                                + key(incident, 2)),
                        hasItem("tags|null|null|music|Tags are always internal.|null"),
                        hasItem(
                                "note|4|null|Keep this to us|A note on a change of status or role is always internal.|null"),
                        hasItem(
                                "reason|null|null|Zora|The reason why entry #5 was retracted is always internal.|null")));
        assertThat(told.path("renamed.shown"), hasItem("responder A"));
        viewer.get(incident + "/postmortem/omissions?audience=INTERNAL")
                .then()
                .statusCode(200)
                .body("items", empty())
                .body("renamed", empty());
        viewer.get(incident + "/postmortem/omissions?audience=NOBODY").then().statusCode(400);
        Api.anonymous().get(incident + "/postmortem/omissions").then().statusCode(401);
        ADMIN.get(ADMIN.incident() + "/postmortem/omissions").then().statusCode(404);
        String hidden = EditionTest.ready("restricted", true);
        viewer.get(hidden + "/postmortem/omissions").then().statusCode(404);
        clear(Api.person("PUBLISHER"), hidden, "what").then().statusCode(404);
    }

    @Test
    void aSentenceIsLetPassWordForWordAndNothingElse() {
        String incident = EditionTest.ready();
        ADMIN.log(incident, "The session store was restored from a copy that nobody had tested.");
        ADMIN.log(incident, "Nobody had ever looked at that copy before the night.");
        write(
                incident,
                1,
                "As *we* know, the session store was restored from a copy that nobody had tested.",
                "PUBLIC");
        Response found = ADMIN.get(incident + "/postmortem/omissions");
        String sentence = found.path("finds[0].clears");
        found.then()
                .body("finds", hasSize(1))
                .body("finds[0].section", equalTo(key(incident, 1)))
                .body("finds[0].around", containsString("we know, the session store"));
        clear(Api.person("RESPONDER"), incident, sentence).then().statusCode(403);
        clear(ADMIN, incident, "the session store was restored").then().statusCode(409);
        ADMIN.post(incident + "/postmortem/clearances", fields("sentence", sentence, "reason", " "))
                .then()
                .statusCode(400);
        Api publisher = Api.person("PUBLISHER");
        clear(publisher, incident, sentence)
                .then()
                .statusCode(201)
                .body("number", equalTo(1))
                .body("names", nullValue())
                .body("givenBy.email", equalTo(publisher.email()));
        clear(publisher, incident, sentence).then().statusCode(409);
        EditionTest.publish(publisher, incident).then().statusCode(201);

        write(incident, 2, "Nobody had ever looked at that copy before the night.", "PUBLIC");
        EditionTest.publish(publisher, incident).then().statusCode(409).body("checks.code", contains("LEAK"));
        write(incident, 2, "The press said so.", "PUBLIC");
        EditionTest.publish(publisher, incident).then().statusCode(201);
        publisher
                .delete(incident + "/postmortem/clearances/1")
                .then()
                .statusCode(200)
                .body("takenBackBy.email", equalTo(publisher.email()));
        publisher.delete(incident + "/postmortem/clearances/1").then().statusCode(409);
        publisher.delete(incident + "/postmortem/clearances/7").then().statusCode(404);
        EditionTest.publish(publisher, incident).then().statusCode(409);
        publisher
                .get(incident + "/postmortem/clearances")
                .then()
                .body("items", hasSize(1))
                .body("items[0].reason", equalTo("The press said so."));
    }

    @Test
    void aNameMayStandWhereItWasAllowedAndNowhereElse() {
        String incident = EditionTest.ready();
        ADMIN.put(incident + "/roles/COMMANDER", fields("person", "Quill Vendor"))
                .then()
                .statusCode(200);
        String may = "We asked Quill Vendor for help at once.";
        write(incident, 1, may, "PUBLIC");
        String sentence = ADMIN.get(incident + "/postmortem/omissions").path("finds[0].clears");
        assertEquals("we asked quill vendor for help at once", sentence);
        clear(ADMIN, incident, may).then().statusCode(201).body("names", equalTo("Quill Vendor"));
        EditionTest.publish(ADMIN, incident).then().statusCode(201);
        write(incident, 1, may + " Then Quill Vendor broke it once more.", "PUBLIC");
        EditionTest.publish(ADMIN, incident)
                .then()
                .statusCode(409)
                .body("checks[0].message", containsString("Then Quill Vendor broke it"));
        for (String never : List.of(
                "All this ran on one db-1.eu.internal that night.",
                "All this ran on just one 10.20.30.40 that night.",
                "Do write to " + ADMIN.email() + " at once, please.",
                "With hs_abcdefghijklmnopqrstuvwxyz012345 it all worked again.")) {
            write(incident, 1, never, "PUBLIC");
            clear(ADMIN, incident, never).then().statusCode(409);
            EditionTest.publish(ADMIN, incident).then().statusCode(409);
        }
    }

    @Test
    @Tag("pages")
    void everyPlaceOfAFileIsScanned() {
        String incident = EditionTest.ready();
        for (String hidden : List.of(
                "[here](https://example.org/?to=ada%40example.org)",
                "[here](https://db-1.eu.internal/x)",
                "[here](https://example.org \"Ask db-1.eu.internal\")",
                "![a](https://example.org/db-1.internal)",
                "| a |\n|---|\n| 10.20.30.40 |",
                "`hs_abcdefghijklmnopqrstuvwxyz012345`")) {
            write(incident, 1, hidden, "PUBLIC");
            EditionTest.publish(ADMIN, incident).then().statusCode(409).body("checks.code", hasItem("LEAK"));
        }
        write(incident, 1, "Fine.", "PUBLIC");
        ADMIN.post(
                        incident + "/signals",
                        fields(
                                "quote",
                                "It is down",
                                "sourceName",
                                "The press",
                                "at",
                                "2026-11-17T14:10:00Z",
                                "url",
                                "https://wiki.corp/page",
                                "audience",
                                "PUBLIC"))
                .then()
                .statusCode(201);
        EditionTest.publish(ADMIN, incident)
                .then()
                .statusCode(409)
                .body("checks[0].section", nullValue())
                .body("checks[0].message", containsString("The finished JSON file names the internal host wiki.corp."))
                .body("checks[0].message", containsString("document.facts.signals[0].url, “"));
    }

    @Test
    @Tag("pages")
    void whatIsToldOfEarlierEditionsIsScannedInTheFilesThatAreKept() {
        String incident = EditionTest.ready();
        String noted = "The first telling was read by the vendor before anybody else.";
        String withdrawn = "The second one was taken down because the vendor asked for it.";
        ADMIN.post(incident + "/editions", fields("label", "PRELIMINARY", "audience", "PUBLIC", "note", noted))
                .then()
                .statusCode(201);
        EditionTest.publish(ADMIN, incident).then().statusCode(201);
        ADMIN.post(incident + "/editions/2/withdrawal", fields("reason", withdrawn))
                .then()
                .statusCode(201);
        for (String told : List.of(noted, withdrawn)) {
            int entry = ADMIN.log(incident, told);
            EditionTest.publish(ADMIN, incident)
                    .then()
                    .statusCode(409)
                    .body("checks.code", contains("LEAK"))
                    .body("checks[0].section", nullValue())
                    .body("checks[0].message", containsString("The finished "))
                    .body("checks[0].message", containsString(" file repeats a sentence that is internal"))
                    .body("checks[0].message", containsString(told.substring(1, 40)));
            ADMIN.patch(incident + "/timeline/" + entry, fields("audience", "PUBLIC"))
                    .then()
                    .statusCode(200);
        }
        EditionTest.publish(ADMIN, incident).then().statusCode(201);
    }

    @Test
    void onlyWhatWasLookedAtIsPublished() {
        String incident = EditionTest.ready();
        String seen = ADMIN.get(incident + "/postmortem/omissions").path("seen");
        ADMIN.log(incident, "An internal line", "audience", "INTERNAL");
        write(incident, 1, "Another text.", "PUBLIC");
        ADMIN.patch(incident + "/timeline/2", fields("text", "Reports rise steeply"))
                .then()
                .statusCode(200);
        String title = ADMIN.get(incident + "/postmortem").path("sections[1].title");
        EditionTest.publish(ADMIN, incident, "seen", seen)
                .then()
                .statusCode(409)
                .body("detail", containsString("the timeline changed; “" + title + "” changed. Look at it"));
        EditionTest.publish(ADMIN, incident, "seen", "what")
                .then()
                .statusCode(400)
                .body("violations.field", contains("seen"));
        String now = ADMIN.get(incident + "/postmortem/omissions").path("seen");
        ADMIN.log(incident, "Another internal line", "audience", "INTERNAL");
        List<CompletableFuture<Response>> both = Stream.of(1, 2)
                .map(one -> CompletableFuture.supplyAsync(() -> EditionTest.publish(ADMIN, incident, "seen", now)))
                .toList();
        List<Response> answers = both.stream().map(CompletableFuture::join).toList();
        assertEquals(
                new TreeSet<>(List.of(201, 409)),
                new TreeSet<>(answers.stream().map(Response::statusCode).toList()));
        answers.stream()
                .filter(answer -> answer.statusCode() == 409)
                .forEach(answer -> answer.then().body("detail", containsString("edition 1 was published on")));
        ADMIN.get(incident + "/editions").then().body("items.number", contains(1));
    }

    private static Document changes(String slug, int no) {
        return Jsoup.parse(EditionTest.read("/reports/" + slug + "/editions/" + no + "/changes")
                .then()
                .statusCode(200)
                .extract()
                .asString());
    }

    @Test
    void aCorrectionShowsWhatItChanged() {
        String incident = EditionTest.ready();
        ADMIN.post(
                        incident + "/impacts",
                        fields(
                                "name",
                                "Teams without music",
                                "value",
                                305,
                                "unit",
                                "teams",
                                "basis",
                                "MEASURED",
                                "audience",
                                "PUBLIC"))
                .then()
                .statusCode(201);
        write(incident, 1, "It lasted for three hours and touched Europe alone.\n\n{{impact-table}}", "PUBLIC");
        write(incident, 2, "Quite another thing, said here.", "PUBLIC");
        String slug = EditionTest.published(incident, "note", "The first one.");
        EditionTest.read("/reports/" + slug + "/editions/1/changes").then().statusCode(404);
        EditionTest.read("/reports/" + slug).then().body(not(containsString("/changes")));
        ADMIN.patch(incident + "/timeline/2", fields("text", "Reports rise steeply"))
                .then()
                .statusCode(200);
        ADMIN.patch(incident + "/impacts/1", fields("value", 315)).then().statusCode(200);
        write(incident, 1, "It lasted for four hours and touched Europe alone.\n\n{{impact-table}}", "PUBLIC");
        EditionTest.publish(ADMIN, incident, "label", "CORRECTION", "note", "Four hours, not three.")
                .then()
                .statusCode(201);
        EditionTest.read("/reports/" + slug)
                .then()
                .body(containsString("href=\"/reports/" + slug + "/editions/2/changes\""));
        Document page = changes(slug, 2);
        assertEquals("What changed since edition 1", page.select("h1").text());
        assertThat(page.select("main").text(), containsString("Four hours, not three."));
        assertThat(
                page.select(".changed del").eachText(),
                allOf(hasItem(containsString("three")), hasItem(containsString("305"))));
        assertThat(
                page.select(".changed ins").eachText(),
                allOf(
                        hasItem(containsString("four")),
                        hasItem(containsString("315")),
                        hasItem(containsString("steeply"))));
        assertThat(page.text(), not(containsString("Quite another thing")));
        assertThat(page.select(".changed").text(), not(containsString("The first one.")));
        assertThat(page.select("del").text(), not(containsString("Preliminary")));
        assertThat(page.select("[data-kind=ROW]").text(), containsString("Teams without music"));
        EditionTest.publish(ADMIN, incident).then().statusCode(201);
        assertThat(changes(slug, 3).text(), containsString("every word of the report is the same as in edition 2"));
        EditionTest.read("/reports/" + slug + "/editions/9/changes").then().statusCode(404);
    }

    @Test
    void whatWasWithdrawnIsNotToldAgainByWhatFollowed() {
        String incident = EditionTest.ready();
        write(incident, 1, "It named canarycustomer in full.", "PUBLIC");
        String slug = EditionTest.published(incident);
        write(incident, 1, "It names nobody now.", "PUBLIC");
        EditionTest.publish(ADMIN, incident).then().statusCode(201);
        String two = "/reports/" + slug + "/editions/2";
        EditionTest.read(two + "/changes").then().statusCode(200).body(containsString("canarycustomer"));
        ADMIN.post(incident + "/editions/1/withdrawal", fields("reason", "It named a customer."))
                .then()
                .statusCode(201);
        EditionTest.read(two + "/changes")
                .then()
                .statusCode(200)
                .body(containsString("there is nothing to compare with"))
                .body(not(containsString("canary")));
        EditionTest.read(two).then().body(not(containsString("/changes")));
        assertThat(
                ADMIN.request()
                        .get(incident.substring("/api/v1".length()) + "/publish")
                        .asString(),
                not(containsString("canary")));

        write(incident, 1, "It names nobody at all.", "PUBLIC");
        EditionTest.publish(ADMIN, incident).then().statusCode(201);
        assertThat(changes(slug, 3).text(), allOf(containsString("since edition 2"), not(containsString("canary"))));
        ADMIN.post(incident + "/editions/3/withdrawal", fields("reason", "Once more."))
                .then()
                .statusCode(201);
        EditionTest.read("/reports/" + slug + "/editions/3/changes")
                .then()
                .statusCode(410)
                .body(containsString("Once more."))
                .body(not(containsString("nobody at all")));
    }

    @Test
    void whatAnInternalEditionChangedIsForThoseInside() {
        String incident = EditionTest.ready();
        EditionTest.publish(ADMIN, incident, "audience", "INTERNAL").then().statusCode(201);
        write(incident, 1, "Now it says this.", "INTERNAL");
        EditionTest.publish(ADMIN, incident, "audience", "INTERNAL").then().statusCode(201);
        String page = incident.substring("/api/v1".length()) + "/editions/2";
        Api viewer = Api.person("VIEWER");
        viewer.request().get(page).then().body(containsString(page + "/changes"));
        viewer.request().get(page + "/changes").then().statusCode(200).body(containsString("Now it says this."));
        viewer.request().get(page.replace("/2", "/1") + "/changes").then().statusCode(404);
        given().redirects().follow(false).get(page + "/changes").then().statusCode(303);
    }

    @Test
    @Tag("pages")
    void theDocumentedCommandChecksTheFiles(@TempDir Path folder) throws Exception {
        String slug = EditionTest.published(EditionTest.ready());
        String edition = "/reports/" + slug + "/editions/1";
        Document page = Jsoup.parse(EditionTest.read(edition).asString());
        String command = page.select(".command").text();
        assertEquals("sha256sum -c --ignore-missing SHA256SUMS", command);
        assertThat(
                page.select(".report-colophon").text(), containsString("shasum -a 256 -c --ignore-missing SHA256SUMS"));
        for (String name : List.of("1.html", "1.json", "SHA256SUMS")) {
            String from = name.equals("SHA256SUMS") ? edition + "/" + name : edition + name.substring(1);
            Files.write(folder.resolve(name), EditionTest.read(from).asByteArray());
        }
        assertEquals("1.html: OK\n1.json: OK\n", answer(folder, command, 0));
        assertEquals("1.html: OK\n1.json: OK\n", answer(folder, "cat SHA256SUMS | sha256sum -c --ignore-missing", 0));
        Files.writeString(folder.resolve("1.json"), "{}");
        assertThat(answer(folder, command, 1), containsString("1.json: FAILED"));
    }

    private static String answer(Path folder, String command, int status) throws Exception {
        Process process = new ProcessBuilder("sh", "-c", command)
                .directory(folder.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(status, process.waitFor(), said);
        return said;
    }
}
