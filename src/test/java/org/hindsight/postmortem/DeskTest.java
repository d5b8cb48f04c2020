package org.hindsight.postmortem;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hindsight.Api.ADMIN;
import static org.hindsight.Api.fields;
import static org.hindsight.Visitor.document;
import static org.hindsight.Visitor.where;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.hindsight.Api;
import org.hindsight.Visitor;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The writing desk as somebody sees it without JavaScript. */
@QuarkusTest
@Tag("pages")
class DeskTest {

    private static final String SAVE = "form.desk button[name=at]";
    private static final String SEND = "button[formaction$=/reviews]";
    private static final String SWITCH = "details button[formaction$=/postmortem]";

    /** A draft that was just begun. */
    private record Draft(String incident, String desk) {

        static Draft begun() {
            String incident = ADMIN.incident("summary", "People could not stream.");
            ADMIN.post(incident + "/postmortem", fields("template", "google-sre"))
                    .then()
                    .statusCode(201);
            return new Draft(incident, incident.replace("/api/v1", "") + "/postmortem");
        }

        void says(String key, String markdown, int revision) {
            ADMIN.get(incident + "/postmortem/sections/" + key)
                    .then()
                    .body("markdown", equalTo(markdown))
                    .body("revision", equalTo(revision));
        }
    }

    @Test
    void aPostmortemIsBegunWrittenAndReviewedInPlainForms() {
        String incident = ADMIN.incident("summary", "People <could> not stream.");
        ADMIN.log(incident, "A <b>line</b> to cite");
        String desk = incident.replace("/api/v1", "") + "/postmortem";
        Visitor publisher = Visitor.of("PUBLISHER");
        Document empty = publisher.page(desk);
        assertTrue(empty.text().contains("Begin the post-mortem"));
        assertEquals(400, publisher.send(empty, "main form", "template", "nope").statusCode());
        assertEquals(desk, where(publisher.send(empty, "main form", "template", "google-sre")));
        publisher
                .get(desk)
                .then()
                .statusCode(200)
                .body(
                        containsString("Engineering review"),
                        containsString("A prompt is left"),
                        containsString("{{time-to-detect}}"),
                        containsString("[#2]"),
                        containsString("People &lt;could&gt; not stream."),
                        containsString(desk.replace("postmortem", "publish")),
                        not(containsString("<b>line")),
                        not(containsString("style=")));
        Draft draft = new Draft(incident, desk);
        String save = SAVE + "[value=summary]";
        assertThatItLeadsTo(
                "#section-summary",
                publisher.press(publisher.page(desk), save, "markdown.summary", "First [#2]\r\nline"));
        draft.says("summary", "First [#2]\nline", 2);
        where(publisher.press(publisher.page(desk), save, "markdown.summary", ""));
        draft.says("summary", "", 3);
        Response refused = publisher.press(publisher.page(desk), save, "markdown.summary", "x".repeat(200_001));
        assertEquals(400, refused.statusCode());
        Document page = document(refused);
        assertEquals(
                "may have at most 200,000 characters",
                page.getElementById("fault-summary").text());
        assertNotNull(page.selectFirst(".message a[href=#markdown-summary]"));
        assertEquals(200_001, page.getElementById("markdown-summary").val().length());
        publisher.press(publisher.page(desk), SEND).then().statusCode(400).body(containsString("say what you think"));
        assertThatItLeadsTo(
                "#review",
                publisher.press(publisher.page(desk), SEND, "verdict", "APPROVED", "comment", "Well <said>"));
        publisher.get(desk).then().body(containsString("Well &lt;said&gt;"), containsString("data-state=\"APPROVED\""));
        where(publisher.press(publisher.page(desk), SWITCH, "template", "outside-view"));
        publisher.get(desk).then().body(containsString("Outside view"), containsString("data-state=\"IN_REVIEW\""));
    }

    private static void assertThatItLeadsTo(String fragment, Response answer) {
        answer.then().statusCode(303).header("Location", endsWith(fragment));
    }

    @Test
    void whateverButtonIsPressedAllThatWasWrittenIsSaved() {
        Draft draft = Draft.begun();
        Visitor publisher = Visitor.of("PUBLISHER");
        where(publisher.press(
                publisher.page(draft.desk()), SAVE, "markdown.summary", "One thought", "markdown.impact", "Another"));
        draft.says("summary", "One thought", 2);
        draft.says("impact", "Another", 2);
        ADMIN.get(draft.incident() + "/postmortem/sections/timeline").then().body("revision", equalTo(1));

        where(publisher.press(
                publisher.page(draft.desk()), SEND, "verdict", "APPROVED", "markdown.impact", "A third thought"));
        draft.says("impact", "A third thought", 3);
        ADMIN.get(draft.incident() + "/postmortem").then().body("state", equalTo("APPROVED"));

        where(publisher.press(
                publisher.page(draft.desk()), SWITCH, "template", "outside-view", "markdown.summary", "A fourth"));
        draft.says("summary", "A fourth", 3);
        ADMIN.get(draft.incident() + "/postmortem").then().body("template", equalTo("outside-view"));

        Response saved = publisher.press(
                publisher.page(draft.desk()), SAVE, "comment", "Who saw it?", "markdown.summary", "A fifth");
        assertEquals(200, saved.statusCode());
        assertEquals("Who saw it?", document(saved).getElementById("comment").val());
        draft.says("summary", "A fifth", 4);
        ADMIN.get(draft.incident() + "/postmortem").then().body("reviews", hasSize(1));
    }

    @Test
    void aCommentIsAnsweredInOnePlaceAndWhatIsBegunElsewhereIsKept() {
        Draft draft = Draft.begun();
        String reviews = draft.incident() + "/postmortem/reviews";
        ADMIN.post(reviews, fields("verdict", "COMMENTED", "comment", "How many?", "section", "summary"))
                .then()
                .statusCode(201);
        ADMIN.post(reviews, fields("verdict", "COMMENTED", "comment", "Well told"))
                .then()
                .statusCode(201);
        Visitor anna = Visitor.of("RESPONDER");
        Document page = anna.page(draft.desk());
        assertEquals(1, page.select("[name=reply.1]").size());
        assertNotNull(page.selectFirst("#section-summary #comment-1 [name=reply.1]"));
        assertNotNull(page.selectFirst(".things #comment-2 [name=reply.2]"));
        assertEquals(0, page.select("details.answer[open]").size());

        String answer = "#comment-1 button[name=answered]";
        Response refused = anna.press(page, answer, "reply.1", " ", "reply.2", "Later", "markdown.impact", "A thought");
        assertEquals(400, refused.statusCode());
        Document kept = document(refused);
        assertEquals(
                "is needed: say what you answer",
                kept.getElementById("reply-fault-1").text());
        assertNotNull(kept.selectFirst(".message a[href=#reply-1]"));
        assertEquals(2, kept.select("details.answer[open]").size());
        assertEquals("Later", kept.getElementById("reply-2").val());
        assertEquals("A thought", kept.getElementById("markdown-impact").val());

        assertThatItLeadsTo("#comment-1", anna.press(kept, answer, "reply.1", "305 <people>", "reply.2", ""));
        draft.says("impact", "A thought", 2);
        Document answered = anna.page(draft.desk());
        assertEquals(
                "305 <people>",
                answered.select("#section-summary .margin-note .reply-text").text());
        assertEquals("305 <people>", answered.select(".things .reply-text").text());
        assertEquals("", answered.getElementById("reply-1").val());

        Response sent = anna.press(answered, answer, "reply.1", "Of 900", "reply.2", "Later", "comment", "Begun");
        assertThatItIsKept(sent, "reply-1", "", "reply-2", "Later", "comment", "Begun");
        Response saved = anna.press(document(sent), SAVE, "markdown.summary", "305 people could not stream.");
        assertThatItIsKept(saved, "reply-2", "Later", "comment", "Begun");
        draft.says("summary", "305 people could not stream.", 2);
        Response reviewed = anna.press(document(saved), SEND);
        assertThatItIsKept(reviewed, "reply-2", "Later", "comment", "");
        Response settled = anna.press(document(reviewed), "#comment-1 button[name=settled]");
        assertThatItIsKept(settled, "reply-2", "Later");
        assertNotNull(
                document(settled).selectFirst(".things #comment-1 [name=reply.1]"), "put away, and answered there");
        assertThatItLeadsTo(
                "#comment-2",
                anna.press(document(settled), "#comment-2 button[name=answered]", "reply.2", "Thank you"));
        assertThatItLeadsTo("#review", anna.press(anna.page(draft.desk()), "#comment-2 button[name=settled]"));
        ADMIN.get(draft.incident() + "/postmortem")
                .then()
                .body("reviews.comment", contains("How many?", "Well told", "Begun"))
                .body("reviews[0].replies.comment", contains("305 <people>", "Of 900"))
                .body("reviews[1].replies.comment", contains("Thank you"))
                .body("reviews[1].open", equalTo(false));
    }

    /** The desk again, with fields that hold a text: ids and texts in turn. */
    private static void assertThatItIsKept(Response answer, String... fields) {
        assertEquals(200, answer.statusCode());
        for (int i = 0; i < fields.length; i += 2) {
            assertEquals(
                    fields[i + 1], document(answer).getElementById(fields[i]).val());
        }
    }

    @Test
    void twoPeopleAtOneDeskOverwriteNothingAndLoseNothing() {
        Draft draft = Draft.begun();
        Visitor anna = Visitor.of("RESPONDER");
        Visitor ben = Visitor.of("RESPONDER");
        Document annas = anna.page(draft.desk());
        Document bens = ben.page(draft.desk());
        where(anna.press(annas, SAVE, "markdown.impact", "Only Anna wrote here"));
        where(ben.press(bens, SAVE, "markdown.summary", "Only Ben wrote here"));
        draft.says("impact", "Only Anna wrote here", 2);
        draft.says("summary", "Only Ben wrote here", 2);

        annas = anna.page(draft.desk());
        bens = ben.page(draft.desk());
        where(anna.press(annas, SAVE, "markdown.impact", "Anna’s second"));
        Response refused = ben.press(bens, SAVE, "markdown.impact", "Ben’s first", "markdown.summary", "Ben’s second");
        assertEquals(412, refused.statusCode());
        Document kept = document(refused);
        assertTrue(kept.selectFirst(".message").text().contains("“Impact” meanwhile"), kept::text);
        assertEquals("Ben’s first", kept.getElementById("markdown-impact").val());
        assertEquals("Anna’s second", kept.getElementById("saved-impact").val());
        assertEquals("Ben’s second", kept.getElementById("markdown-summary").val());
        assertNull(kept.getElementById("saved-summary"), "nobody else wrote there");
        draft.says("impact", "Anna’s second", 3);
        draft.says("summary", "Only Ben wrote here", 2);

        where(ben.press(kept, SAVE));
        draft.says("impact", "Ben’s first", 4);
        draft.says("summary", "Ben’s second", 3);
    }

    @Test
    void whatWasWrittenIntoASectionThatTheTemplateHasNoMoreIsKept() {
        Draft draft = Draft.begun();
        Visitor anna = Visitor.of("RESPONDER");
        Document annas = anna.page(draft.desk());
        ADMIN.post(draft.incident() + "/postmortem", fields("template", "outside-view"))
                .then()
                .statusCode(200);
        ADMIN.get(draft.incident() + "/postmortem/sections/went-well").then().statusCode(404);
        where(anna.press(annas, SAVE, "markdown.went-well", "Anna’s thought"));
        draft.says("went-well", "Anna’s thought", 2);
    }

    @Test
    void goingBackAndWritingAnotherThingIsAnotherRequest() {
        Draft draft = Draft.begun();
        Visitor anna = Visitor.of("RESPONDER");
        Document page = anna.page(draft.desk());
        for (int time = 0; time < 2; time++) {
            where(anna.press(page, SAVE, "markdown.summary", "Once"));
        }
        draft.says("summary", "Once", 2);
        where(anna.press(page, SAVE, "markdown.summary", "Once more", "revision.summary", "2"));
        draft.says("summary", "Once more", 3);
    }

    @Test
    void aViewerReadsAndAStrangerSignsIn() {
        String incident = ADMIN.incident();
        String desk = incident.replace("/api/v1", "") + "/postmortem";
        Visitor viewer = Visitor.of("VIEWER");
        viewer.get(desk)
                .then()
                .statusCode(200)
                .body(containsString("A responder can"), not(containsString("Begin the post-mortem")));
        ADMIN.post(incident + "/postmortem", fields("template", "google-sre"))
                .then()
                .statusCode(201);
        viewer.get(desk)
                .then()
                .statusCode(200)
                .body(containsString("As it will read"), not(containsString("<textarea")));
        Document others = Visitor.of("RESPONDER").page(desk);
        others.select("input[name=form-token]")
                .val(viewer.page(desk).select("input[name=form-token]").val());
        assertEquals(403, viewer.press(others, SAVE, "markdown.summary", "x").statusCode());
        Visitor.stranger().get(desk).then().statusCode(303).header("Location", containsString("/sign-in"));
        Visitor.as(Api.person("RESPONDER"))
                .get(ADMIN.incident("restricted", true).replace("/api/v1", "") + "/postmortem")
                .then()
                .statusCode(404);
    }
}
