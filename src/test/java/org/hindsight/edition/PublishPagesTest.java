package org.hindsight.edition;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hindsight.Api.ADMIN;
import static org.hindsight.Api.fields;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.hindsight.Multipart;
import org.hindsight.Visitor;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@Tag("pages")
class PublishPagesTest {

    private static final String FORM = "form[action$=/publish]";

    private static String draft() {
        String incident = ADMIN.incident("title", "Playlists were empty for an hour");
        ADMIN.post(incident + "/postmortem", fields("template", "google-sre"))
                .then()
                .statusCode(201);
        List<String> keys = ADMIN.get(incident + "/postmortem").path("sections.key");
        keys.forEach(key -> write(incident, key, "Nothing more to say about " + key + "."));
        return incident;
    }

    private static void write(String incident, String key, String markdown) {
        write(incident, key, markdown, "PUBLIC");
    }

    private static void write(String incident, String key, String markdown, String audience) {
        String address = incident + "/postmortem/sections/" + key;
        int revision = ADMIN.get(address).path("revision");
        ADMIN.request()
                .header("If-Match", "\"" + revision + "\"")
                .body(fields("markdown", markdown, "audience", audience))
                .put(address)
                .then()
                .statusCode(200);
    }

    private static String page(String incident) {
        return incident.replace("/api/v1", "");
    }

    @Test
    void aPublisherPublishesAndWithdrawsWithPlainForms() {
        String incident = draft();
        ADMIN.log(incident, "Restored by hand from the copy of Tuesday", "starred", true);
        Visitor publisher = Visitor.of("PUBLISHER");
        Document page = publisher.page(page(incident) + "/publish");
        assertThat(page.select("#entry-2").text(), containsString("Restored by hand from the copy of Tuesday"));
        Response sent =
                publisher.send(page, FORM, "audience", "PUBLIC", "label", "PRELIMINARY", "note", "The first one.");
        assertEquals(303, sent.statusCode(), sent.asString());
        assertThat(
                sent.header("Location"),
                matchesPattern(".*/reports/playlists-were-empty-for-an-hour[0-9-]*/editions/1"));
        String report = sent.header("Location").replaceFirst("^https?://[^/]+", "");
        assertThat(Visitor.stranger().page(report).text(), containsString("The first one."));

        Document again = publisher.page(page(incident) + "/publish");
        Response refused = publisher.send(again, "form[action$=/withdrawal]", "reason", " ");
        assertEquals(400, refused.statusCode());
        assertEquals(
                1, Visitor.document(refused).select("details[open] .message").size(), refused.asString());
        Response withdrawn = publisher.send(again, "form[action$=/withdrawal]", "reason", "It was too early.");
        // The first try used up the form's key, for another reason than this one.
        assertEquals(303, withdrawn.statusCode(), withdrawn.asString());
        assertThat(withdrawn.header("Location"), endsWith("/publish#editions"));
        assertEquals(410, Visitor.stranger().get(report).statusCode());
        assertThat(publisher.page(page(incident) + "/publish").text(), containsString("It was too early."));
    }

    @Test
    void whatBlocksIsShownAndWhatWasTypedIsKept() {
        String incident = draft();
        Visitor publisher = Visitor.of("PUBLISHER");
        Document page = publisher.page(page(incident) + "/publish");
        Response refused = publisher.send(page, FORM, "audience", "PUBLIC", "label", "FINAL", "note", "Is it final?");
        assertEquals(409, refused.statusCode());
        Document shown = Visitor.document(refused);
        assertThat(shown.select("#checks[autofocus]").text(), containsString("wants an approved draft"));
        assertThat(shown.select("textarea[name=note]").text(), containsString("Is it final?"));
        assertEquals("FINAL", shown.select("input[name=label][checked]").val());

        String key = ADMIN.get(incident + "/postmortem").path("sections[1].key");
        write(incident, key, "It ran on db-7.eu.internal.");
        Document blocked = publisher.page(page(incident) + "/publish");
        assertThat(blocked.select("#checks").text(), containsString("db-7.eu.internal"));
        assertThat(blocked.select("#checks a").attr("href"), endsWith("/postmortem#section-" + key));
    }

    private static String section(String incident, int index) {
        return ADMIN.get(incident + "/postmortem").path("sections[" + index + "].key");
    }

    private static Document refused(Response answer, int status) {
        assertEquals(status, answer.statusCode(), answer.asString());
        return Visitor.document(answer);
    }

    @Test
    void bothReadingsStandBesideEachOtherAndEachDifferenceSaysWhy() {
        String incident = draft();
        ADMIN.log(incident, "The vendor was called at night");
        ADMIN.put(incident + "/roles/COMMANDER", fields("person", "Zora Quill"))
                .then()
                .statusCode(200);
        write(
                incident,
                section(incident, 1),
                "It stood still {internal: as it had twice before} for an hour. [#2]\n\n:::internal\nNobody had asked.\n:::\n\n{{roles}}");
        String inside = section(incident, 2);
        write(incident, inside, "Only for us.", "INTERNAL");
        Document page = Visitor.of("PUBLISHER").page(page(incident) + "/publish");
        int sections = ADMIN.get(incident + "/postmortem").path("sections.size()");
        assertThat(page.select(".proof-sum").text(), containsString("3 of " + (sections + 1) + " sections differ"));
        assertThat(page.select(".proof-sum").text(), containsString("3 entries left out"));
        var parts = page.select("section[aria-labelledby=beside] > details");
        assertEquals("Evidence", parts.last().select("h3").text());
        assertEquals(sections + 1, parts.size());
        assertEquals(
                3,
                page.select("section[aria-labelledby=beside] > details[open]").size());

        var pairs = parts.get(1).select(".pair:not([data-alike])");
        assertEquals(
                List.of(
                        "It stood still as it had twice before for an hour. [#2]",
                        "Nobody had asked.",
                        "Incident commander : Zora Quill"),
                pairs.select("[data-audience=INTERNAL] .pair-line").stream()
                        .map(line -> line.text()
                                .replaceAll(" ?(left out:|\\(end\\)) ?", " ")
                                .replaceAll("\\s+", " ")
                                .strip())
                        .toList());
        assertEquals(
                "It stood still for an hour.",
                pairs.get(0).select("[data-audience=PUBLIC] .pair-line").text());
        assertThat(
                pairs.get(0).select(".pair-why").text(),
                allOf(
                        containsString("Marked internal in the text ({internal: …})."),
                        containsString("Entry #2 is Internal.")));
        assertThat(pairs.get(0).select(".pair-why a").eachAttr("href"), hasItem(page(incident) + "/timeline/2"));
        assertThat(pairs.get(1).select(".pair-why").text(), containsString("(:::internal)"));
        assertEquals(
                "Left out.",
                pairs.get(1).select("[data-audience=PUBLIC] .pair-none").text());
        assertThat(
                pairs.get(2).select(".pair-why").text(), containsString("Zora Quill is shown as “incident commander”"));
        assertThat(parts.get(2).text(), containsString("The section's audience is Internal. None of it is published."));
        assertThat(parts.get(0).text(), containsString("The same"));
    }

    @Test
    void aPublisherSettlesWhatIsLeftOutWithOneButtonAndGoesOnBesideTheNext() {
        String incident = draft();
        ADMIN.log(incident, "Restored by hand");
        ADMIN.post(incident + "/causes", fields("statement", "A full disk"))
                .then()
                .statusCode(201);
        Visitor publisher = Visitor.of("PUBLISHER");
        Document page = publisher.page(page(incident) + "/publish");
        String sent = Visitor.where(publisher.press(page, "#entry-2 button"));
        assertThat(sent, endsWith("/publish#cause-1"));
        ADMIN.get(incident + "/timeline/2").then().body("audience", equalTo("PUBLIC"));
        ADMIN.get(incident + "/timeline/2/history").then().body("items[1].fields.audience.after", equalTo("PUBLIC"));

        page = publisher.page(page(incident) + "/publish");
        assertThat(Visitor.where(publisher.press(page, "#cause-1 button")), endsWith("/publish#left-out"));
        ADMIN.get(incident + "/causes/1").then().body("audience", equalTo("PUBLIC"));
        Document opened = publisher.page(page(incident) + "/publish");
        assertThat(opened.select("#shown").text(), containsString("A full disk"));
        ADMIN.patch(incident + "/causes/1", fields("statement", "A full disk, and nobody saw it"))
                .then()
                .statusCode(200);
        assertThat(
                refused(publisher.press(opened, "#cause-1 button"), 412)
                        .select(".message")
                        .text(),
                containsString("Somebody changed cause 1"));
        ADMIN.get(incident + "/causes/1").then().body("audience", equalTo("PUBLIC"));
        opened = publisher.page(page(incident) + "/publish");
        publisher.press(opened, "#cause-1 button").then().statusCode(303);
        ADMIN.get(incident + "/causes/1").then().body("audience", equalTo("INTERNAL"));
        for (String wrong : List.of("incident-1-1-PUBLIC", "status-1-1-PUBLIC", "entry-2", "entry-2-1-NOBODY")) {
            Document told = refused(
                    publisher.press(publisher.page(page(incident) + "/publish"), "#entry-2 button", "label", wrong),
                    400);
            assertThat(told.select("[role=alert]").text(), containsString("names nothing that has an audience"));
        }
        refused(publisher.press(page, "#entry-2 button", "label", "entry-99-1-PUBLIC"), 404);
        Visitor responder = Visitor.of("RESPONDER");
        Document room = responder.page(page(incident));
        room.select("form[method=post]").first().attr("action", page(incident) + "/publish/audience");
        responder
                .send(room, "form[method=post]", "label", "entry-2-2-INTERNAL")
                .then()
                .statusCode(403);
        ADMIN.get(incident + "/timeline/2").then().body("audience", equalTo("PUBLIC"));
    }

    @Test
    void filesThatAreLeftOutAreAGroupOfTheirOwnAndEachSaysWhy() {
        String incident = draft();
        ADMIN.log(incident, "The curve of that night", "audience", "PUBLIC");
        ADMIN.log(incident, "What the vendor wrote to us");
        attach(incident, 2, "shown.txt", "PUBLIC");
        attach(incident, 2, "curve.txt", "INTERNAL");
        attach(incident, 3, "letter.txt", "PUBLIC");
        Document page = Visitor.of("PUBLISHER").page(page(incident) + "/publish");
        var files =
                page.select("section[aria-labelledby=left-out] > form > details:has(h3:containsOwn(Attached files))");
        assertEquals(1, files.size());
        assertEquals("2", files.select("summary .badge").text());
        assertEquals(
                List.of("curve.txt | The file is Internal.", "letter.txt | Its entry #3 is Internal."),
                files.select("li").stream()
                        .map(file -> file.select(".thing-text").text() + " | "
                                + file.select(".facts").text())
                        .toList());
        assertEquals(
                List.of(page(incident) + "/timeline/2#attachments", page(incident) + "/timeline/3#attachments"),
                files.select("li a").eachAttr("href"));
    }

    private static void attach(String incident, int entry, String name, String audience) {
        new Multipart()
                .file("file", name, "text/plain", name.getBytes(StandardCharsets.UTF_8))
                .field("entry", entry)
                .field("audience", audience)
                .in(ADMIN.request())
                .post(incident + "/attachments")
                .then()
                .statusCode(201);
    }

    @Test
    void aSentenceThatBlocksCanBeLetPassAndThatTakenBack() {
        String incident = draft();
        ADMIN.log(incident, "The copy of Tuesday was the only one that anybody had.");
        write(incident, section(incident, 1), "The copy of Tuesday was the only one that anybody had.");
        Visitor publisher = Visitor.of("PUBLISHER");
        Document page = publisher.page(page(incident) + "/publish");
        Document again = refused(publisher.send(page, "#checks form", "reason", " "), 400);
        assertEquals(1, again.select("#checks details[open]").size());
        assertThat(again.select(".message li a").eachAttr("href"), hasItem("#why-1"));
        assertEquals(
                "is needed: say why this may be published",
                again.select("#checks #why-1[aria-invalid=true] ~ #why-1-fault").text());
        assertThat(
                Visitor.where(publisher.send(page, "#checks form", "reason", "It was said in the press.")),
                endsWith("/publish#checks"));
        Document clear = publisher.page(page(incident) + "/publish");
        assertThat(clear.select("#checks").text(), containsString("Nothing blocks"));
        assertThat(
                clear.select("section[aria-labelledby=clearances]").text(),
                containsString("It was said in the press."));
        publisher.send(clear, "form[action$=/end]").then().statusCode(303);
        Document back = publisher.page(page(incident) + "/publish");
        assertThat(back.select("#checks").text(), containsString("repeats a sentence that is internal"));
        assertThat(back.select("section[aria-labelledby=clearances]").text(), containsString("Taken back"));
    }

    @Test
    void nothingIsPublishedThatThePublisherHasNotSeen() {
        String incident = draft();
        Visitor publisher = Visitor.of("PUBLISHER");
        Document page = publisher.page(page(incident) + "/publish");
        write(incident, section(incident, 1), "Somebody wrote this meanwhile.");
        Document refused = refused(publisher.send(page, FORM, "note", "My note."), 409);
        String title = ADMIN.get(incident + "/postmortem").path("sections[1].title");
        assertThat(
                refused.select("[role=alert]").text(),
                allOf(containsString("not what you looked at any more"), containsString("“" + title + "” changed")));
        assertThat(refused.select("textarea[name=note]").text(), containsString("My note."));
        publisher.send(refused, FORM).then().statusCode(303);
    }

    @Test
    void whatChangedSinceTheStandingEditionIsShown() {
        String incident = draft();
        ADMIN.post(incident + "/editions", fields("label", "PRELIMINARY", "audience", "PUBLIC"))
                .then()
                .statusCode(201);
        String address = page(incident) + "/publish";
        Visitor publisher = Visitor.of("PUBLISHER");
        String since = "section[aria-labelledby=since-PUBLIC]";
        assertThat(
                publisher.page(address).select(since).text(),
                containsString("Nothing: a new edition would say the same."));
        write(incident, section(incident, 1), "It was all quite different.");
        Document page = publisher.page(address);
        assertThat(page.select(since + " ins").text(), containsString("It was all quite different."));
        assertThat(page.select(since + " del").text(), containsString("Nothing more to say about"));
        ADMIN.post(incident + "/editions/1/withdrawal", fields("reason", "Wrong."))
                .then()
                .statusCode(201);
        assertEquals(0, publisher.page(address).select(since).size());
    }

    @Test
    void onlyPublishersSeeThePage() {
        String incident = draft();
        assertEquals(
                403, Visitor.of("RESPONDER").get(page(incident) + "/publish").statusCode());
        assertEquals(303, Visitor.stranger().get(page(incident) + "/publish").statusCode());
        String none = page(ADMIN.incident()) + "/publish";
        assertThat(Visitor.of("PUBLISHER").page(none).text(), containsString("There is nothing to publish yet"));
    }

    @Test
    void theIndexIsHonestAndOpenToAll() {
        Document reports = Visitor.stranger().page("/reports");
        assertEquals("Reports", reports.select("h1").text());
        assertEquals(0, reports.select("script").size());
    }
}
