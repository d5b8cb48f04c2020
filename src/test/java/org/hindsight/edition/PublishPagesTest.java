package org.hindsight.edition;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hindsight.Api.ADMIN;
import static org.hindsight.Api.fields;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
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
        String address = incident + "/postmortem/sections/" + key;
        int revision = ADMIN.get(address).path("revision");
        ADMIN.request()
                .header("If-Match", "\"" + revision + "\"")
                .body(fields("markdown", markdown, "audience", "PUBLIC"))
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
        assertThat(page.select(".omissions").text(), containsString("Restored by hand from the copy of Tuesday"));
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
        assertThat(shown.select("#checks").text(), containsString("wants an approved draft"));
        assertThat(shown.select("textarea[name=note]").text(), containsString("Is it final?"));
        assertEquals("FINAL", shown.select("input[name=label][checked]").val());

        String key = ADMIN.get(incident + "/postmortem").path("sections[1].key");
        write(incident, key, "It ran on db-7.eu.internal.");
        Document blocked = publisher.page(page(incident) + "/publish");
        assertThat(blocked.select("#checks").text(), containsString("db-7.eu.internal"));
        assertThat(blocked.select("#checks a").attr("href"), endsWith("/postmortem#section-" + key));
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
