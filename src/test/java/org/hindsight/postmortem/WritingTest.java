package org.hindsight.postmortem;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.hindsight.Api.ADMIN;
import static org.hindsight.Api.fields;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.icegreen.greenmail.util.GreenMail;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.hindsight.Api;
import org.hindsight.Visitor;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;

/** What becomes of what people write in a draft: claims that go stale, former texts, two writers, review. */
@QuarkusTest
class WritingTest {

    @Inject
    ReviewReminders reminders;

    GreenMail mailbox;

    private static final String SUMMARY = "/postmortem/sections/summary";

    private static String begun() {
        String incident = ADMIN.incident("summary", "People could not stream.");
        ADMIN.post(incident + "/postmortem", fields("template", "google-sre"))
                .then()
                .statusCode(201);
        return incident;
    }

    private static int write(Api writer, String incident, String markdown, int revision) {
        return writer.request()
                .header("If-Match", "\"" + revision + "\"")
                .body(fields("markdown", markdown))
                .put(incident + SUMMARY)
                .then()
                .statusCode(200)
                .extract()
                .path("revision");
    }

    private static ValidatableResponse summary(String incident) {
        return ADMIN.get(incident + SUMMARY).then().statusCode(200);
    }

    private static ValidatableResponse draft(String incident) {
        return ADMIN.get(incident + "/postmortem").then().statusCode(200);
    }

    @Test
    void aSentenceIsFlaggedWhenWhatItCitesChangesUntilSomebodySettlesIt() {
        String incident = begun();
        int entry = ADMIN.log(incident, "Errors rise to 40 %", "occurredAt", "2026-11-17T14:05:00Z");
        int other = ADMIN.log(incident, "A restart helps", "occurredAt", "2026-11-17T14:20:00Z");
        write(ADMIN, incident, "Errors rose [#" + entry + "]. A restart helped [#" + other + "]. `[#1]`", 1);
        summary(incident).body("stale", empty());

        ADMIN.patch(incident + "/timeline/" + entry, fields("text", "Errors rise to 45 %"))
                .then()
                .statusCode(200);
        String after = summary(incident)
                .body("stale.cites", contains("#" + entry))
                .body("stale[0].before", containsString("14:05 UTC: Errors rise to 40 %"))
                .body("stale[0].after", containsString("45 %"))
                .body("stale[0].retracted", equalTo(false))
                .extract()
                .path("stale[0].after");
        draft(incident).body("checks.findAll { it.section == 'summary' }.code", hasItem("STALE_CITATION"));

        // Another sentence is changed: what the first one says is as doubtful as before.
        write(ADMIN, incident, "Errors rose [#" + entry + "]. A restart did help [#" + other + "].", 2);
        summary(incident).body("stale.cites", contains("#" + entry));

        String settling = incident + SUMMARY + "/stale";
        ADMIN.post(settling, fields("cites", "#" + entry, "settle", "STILL_TRUE", "after", "something else"))
                .then()
                .statusCode(409);
        ADMIN.post(settling, fields("cites", "#99", "settle", "STILL_TRUE"))
                .then()
                .statusCode(409);
        ADMIN.post(settling, fields("cites", "#1", "settle", "STILL_TRUE"))
                .then()
                .statusCode(400);
        ADMIN.post(settling, fields("cites", "#" + entry, "settle", "STILL_TRUE", "after", after))
                .then()
                .statusCode(200)
                .body("stale", empty())
                .body("revision", equalTo(3));

        // Changed again, and this time the sentence is rewritten.
        ADMIN.patch(incident + "/timeline/" + entry, fields("occurredAt", "2026-11-17T14:06:00Z"))
                .then()
                .statusCode(200);
        summary(incident).body("stale.cites", contains("#" + entry));
        write(ADMIN, incident, "Errors rose to 45 % [#" + entry + "]. A restart did help [#" + other + "].", 3);
        summary(incident).body("stale", empty());
    }

    @Test
    void figuresGoStaleAndRetractedEvidenceBlocks() {
        String incident = begun();
        ADMIN.put(incident + "/milestones/IMPACT_STARTED", fields("at", "2026-11-17T14:00:00Z"))
                .then()
                .statusCode(200);
        ADMIN.put(incident + "/milestones/MITIGATED", fields("at", "2026-11-17T15:00:00Z"))
                .then()
                .statusCode(200);
        int entry = ADMIN.log(incident, "The certificate had expired");
        write(ADMIN, incident, "It took only {{time-to-mitigate}}, for a reason [#" + entry + "].", 1);
        ADMIN.put(incident + "/milestones/MITIGATED", fields("at", "2026-11-17T18:40:00Z"))
                .then()
                .statusCode(200);
        ADMIN.delete(incident + "/timeline/" + entry + "?reason={reason}", "It had not")
                .then()
                .statusCode(200);
        summary(incident)
                .body("stale.cites", contains("{{time-to-mitigate}}", "#" + entry))
                .body("stale[0].before", equalTo("1 h"))
                .body("stale[0].after", equalTo("4 h 40 min"))
                .body("stale[1].after", equalTo("Retracted: It had not"))
                .body("stale[1].retracted", equalTo(true));
        draft(incident)
                .body("checks.findAll { it.code == 'RETRACTED_EVIDENCE' }.level", contains("BLOCK"))
                .body("checks.find { it.code == 'RETRACTED_EVIDENCE' }.message", containsString("It had not"));
        ADMIN.post(incident + SUMMARY + "/stale", fields("cites", "#" + entry, "settle", "STILL_TRUE"))
                .then()
                .statusCode(409);

        Visitor publisher = Visitor.of("PUBLISHER");
        String desk = incident.replace("/api/v1", "") + "/postmortem";
        Document page = publisher.page(desk);
        assertEquals(2, page.select("#section-summary .stale-claim").size());
        assertEquals(
                1, page.select("#section-summary .stale-claim[data-retracted]").size());
        Visitor.where(publisher.press(page, "button[formaction$=/postmortem/stale]"));
        summary(incident).body("stale.cites", contains("#" + entry));
    }

    @Test
    void everyTextThatASectionHadCanBeSeenAndHadBack() {
        String incident = begun();
        Api other = Api.person("RESPONDER");
        write(ADMIN, incident, "It took four hours. It is over.", 1);
        write(other, incident, "It took five hours. It is over.", 2);
        ADMIN.get(incident + SUMMARY + "/history")
                .then()
                .statusCode(200)
                .body("items.revision", contains(1, 2, 3))
                .body("items[0].by", nullValue())
                .body("items[1].markdown", equalTo("It took four hours. It is over."))
                .body("items[2].by.email", equalTo(other.email()));
        ADMIN.post(incident + SUMMARY + "/restoration", fields("revision", 2))
                .then()
                .statusCode(428);
        ADMIN.request()
                .header("If-Match", "\"2\"")
                .body(fields("revision", 2))
                .post(incident + SUMMARY + "/restoration")
                .then()
                .statusCode(412);
        ADMIN.request()
                .header("If-Match", "\"3\"")
                .body(fields("revision", 9))
                .post(incident + SUMMARY + "/restoration")
                .then()
                .statusCode(400);

        Visitor writer = Visitor.of("RESPONDER");
        String past = incident.replace("/api/v1", "") + SUMMARY + "/history";
        Document page = writer.page(past);
        assertEquals(
                "five",
                page.select(".texts > li:first-child ins").textNodes().get(0).text());
        assertEquals(
                "four",
                page.select(".texts > li:first-child del").textNodes().get(0).text());
        // Somebody else is quicker: nothing is lost.
        write(other, incident, "It took five hours and a bit.", 3);
        assertEquals(412, writer.press(page, "input[value=2] ~ button").statusCode());
        summary(incident).body("markdown", equalTo("It took five hours and a bit."));
        Visitor.where(writer.press(writer.page(past), "input[value=2] ~ button"));
        summary(incident)
                .body("markdown", equalTo("It took four hours. It is over."))
                .body("revision", equalTo(5));
    }

    @Test
    void twoWritersOfOneSectionAreMergedOrAsked() {
        String incident = begun();
        write(ADMIN, incident, "It began at 14:00 UTC. Nobody knew. It ended.\n\nMore.", 1);
        String desk = incident.replace("/api/v1", "") + "/postmortem";
        Visitor one = Visitor.of("RESPONDER");
        Visitor two = Visitor.of("RESPONDER");
        Document ofOne = one.page(desk);
        Document ofTwo = two.page(desk);
        String save = "form.desk button[name=at][value=summary]";
        Visitor.where(one.press(
                ofOne, save, "markdown.summary", "It began at 14:00 UTC. Nobody knew for an hour. It ended.\n\nMore."));
        Response merged = two.press(
                ofTwo, save, "markdown.summary", "It began at 14:00 UTC. Nobody knew. It ended.\n\nMore, and better.");
        assertTrue(Visitor.where(merged).contains("merged=summary"));
        summary(incident)
                .body(
                        "markdown",
                        equalTo("It began at 14:00 UTC. Nobody knew for an hour. It ended.\n\nMore, and better."));
        assertEquals(
                1,
                two.page(desk + "?merged=summary")
                        .select("#section-summary .draft-state .saved")
                        .size());

        Response asked = one.press(
                ofOne, save, "markdown.summary", "It began at 14:00 UTC. Nobody knew for ages. It ended.\n\nMore.");
        assertEquals(412, asked.statusCode());
        Document both = Visitor.document(asked);
        assertTrue(both.select("#markdown-summary").text().contains("for ages"));
        assertTrue(both.select("#saved-summary").text().contains("for an hour"));
        summary(incident).body("markdown", containsString("for an hour"));
    }

    @Test
    void aHundredWritersLoseNothing() throws Exception {
        String incident = begun();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 100; i++) {
            text.append("Line ").append(i).append(" is open.\n\n");
        }
        write(ADMIN, incident, text.toString(), 1);
        String desk = incident.replace("/api/v1", "") + "/postmortem";
        Visitor writer = Visitor.of("RESPONDER");
        Document page = writer.page(desk);
        ExecutorService writers = Executors.newFixedThreadPool(10);
        try {
            List<Future<Integer>> answers = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                String mine = text.toString().replace("Line " + i + " is open.", "Line " + i + " is closed.");
                answers.add(writers.submit(
                        () -> writer.press(page, "form.desk button[name=at][value=summary]", "markdown.summary", mine)
                                .statusCode()));
            }
            for (Future<Integer> answer : answers) {
                assertEquals(303, answer.get());
            }
        } finally {
            writers.shutdown();
        }
        summary(incident)
                .body("markdown", not(containsString("is open")))
                .body("markdown", equalTo(text.toString().replace("is open", "is closed")));
    }

    @Test
    void aReviewAsksPeopleKeepsItsPassagesAndEnds() {
        String incident = begun();
        write(ADMIN, incident, "It began at noon. Many people could not stream. It ended.", 1);
        Api reviewer = Api.person("PUBLISHER");
        String reviews = incident + "/postmortem/reviews";
        ADMIN.post(reviews, fields("verdict", "COMMENTED", "comment", "Hm", "reviewers", List.of(reviewer.email())))
                .then()
                .statusCode(400)
                .body("violations.field", contains("reviewers"));
        ADMIN.post(reviews, fields("verdict", "REQUESTED", "reviewers", List.of("nobody@example.org")))
                .then()
                .statusCode(400);
        ADMIN.post(
                        reviews,
                        fields(
                                "verdict", "REQUESTED",
                                "reviewers", List.of(reviewer.email()),
                                "dueOn", "2026-12-01"))
                .then()
                .statusCode(201);
        draft(incident)
                .body("state", equalTo("IN_REVIEW"))
                .body("reviewDueOn", equalTo("2026-12-01"))
                .body("reviewers.person.email", contains(reviewer.email()))
                .body("reviewers[0].verdict", nullValue())
                .body("checks.code", hasItem("CHECKLIST_OPEN"));

        int no = reviewer.post(
                        reviews,
                        fields(
                                "verdict", "CHANGES_REQUESTED",
                                "comment", "How many?",
                                "section", "summary",
                                "quote", "Many people"))
                .then()
                .statusCode(201)
                .body("passage", equalTo("Many people"))
                .body("open", equalTo(true))
                .extract()
                .path("no");
        write(ADMIN, incident, "On Tuesday it began at noon. Many young people could not stream. It ended.", 2);
        draft(incident)
                .body("state", equalTo("CHANGES_REQUESTED"))
                .body("reviews[1].passage", equalTo("Many young people"))
                .body("reviewers[0].verdict", equalTo("CHANGES_REQUESTED"))
                .body("checks.findAll { it.section == 'summary' }.code", hasItems("OPEN_COMMENT"));
        write(ADMIN, incident, "On Tuesday it began at noon.", 3);
        draft(incident).body("reviews[1].passage", nullValue()).body("reviews[1].quote", equalTo("Many people"));

        ADMIN.post(reviews + "/" + no + "/settlement", fields())
                .then()
                .statusCode(201)
                .body("settled.by.email", equalTo(ADMIN.email()));
        ADMIN.post(reviews + "/" + no + "/settlement", fields()).then().statusCode(409);
        ADMIN.delete(reviews + "/" + no + "/settlement").then().statusCode(200).body("open", equalTo(true));
        ADMIN.post(reviews + "/" + no + "/settlement", fields()).then().statusCode(201);
        int points = draft(incident).extract().path("checklist.size()");
        for (int point = 1; point <= points; point++) {
            ADMIN.put(incident + "/postmortem/checklist/" + point, fields("done", true))
                    .then()
                    .statusCode(200)
                    .body("by.email", equalTo(ADMIN.email()));
        }
        ADMIN.put(incident + "/postmortem/checklist/" + (points + 1), fields("done", true))
                .then()
                .statusCode(404);
        draft(incident)
                .body("checks.code", not(hasItem("CHECKLIST_OPEN")))
                .body("checks.code", not(hasItem("OPEN_COMMENT")));

        // Approved is what was read: a version that is gone cannot be.
        int read = draft(incident).extract().path("version");
        write(ADMIN, incident, "On Tuesday it began at one.", 4);
        Response late = reviewer.request()
                .header("If-Match", "\"" + read + "\"")
                .body(fields("verdict", "APPROVED"))
                .post(reviews);
        assertEquals(412, late.statusCode());
        reviewer.post(reviews, fields("verdict", "APPROVED")).then().statusCode(201);
        draft(incident).body("state", equalTo("APPROVED"));
        write(ADMIN, incident, "On Tuesday it began at two.", 5);
        draft(incident).body("state", equalTo("IN_REVIEW"));
    }

    @Test
    void aCommentIsAnsweredAndThatIsNoReviewOfItsOwn() {
        String incident = begun();
        write(ADMIN, incident, "Many people could not stream.", 1);
        Api reviewer = Api.person("PUBLISHER");
        Api writer = Api.person("RESPONDER");
        String reviews = incident + "/postmortem/reviews";
        ADMIN.post(reviews, fields("verdict", "REQUESTED", "reviewers", List.of(reviewer.email())))
                .then()
                .statusCode(201)
                .body("replies", empty());
        ADMIN.post(reviews, fields("verdict", "COMMENTED", "comment", "How many?", "section", "summary"))
                .then()
                .statusCode(201);
        int before = draft(incident).extract().path("version");

        String replies = reviews + "/2/replies";
        for (int time = 0; time < 2; time++) {
            writer.request()
                    .header("Idempotency-Key", "reply to " + incident)
                    .body(fields("comment", " 90 of 305.\nI will say so. "))
                    .post(replies)
                    .then()
                    .statusCode(201)
                    .body("no", equalTo(2))
                    .body("replies.no", contains(1));
        }
        reviewer.post(replies, fields("comment", "Thank you")).then().statusCode(201);
        // What has no comment can be answered as well.
        reviewer.post(reviews + "/1/replies", fields("comment", "I will look on Monday"))
                .then()
                .statusCode(201);
        draft(incident)
                .body("reviews[1].replies.no", contains(1, 2))
                .body("reviews[1].replies.comment", contains("90 of 305.\nI will say so.", "Thank you"))
                .body("reviews[1].replies.by.email", contains(writer.email(), reviewer.email()))
                .body("reviews[0].replies.comment", contains("I will look on Monday"))
                .body("reviews.no", contains(1, 2))
                .body("reviewers.person.email", contains(reviewer.email(), ADMIN.email()))
                .body("reviewers[0].verdict", nullValue())
                .body("state", equalTo("IN_REVIEW"))
                .body("checks.code", hasItem("OPEN_COMMENT"))
                .body("version", equalTo(before + 3));

        ADMIN.post(reviews + "/2/settlement", fields()).then().statusCode(201).body("replies.no", contains(1, 2));
        writer.post(replies, fields("comment", "It says so now"))
                .then()
                .statusCode(201)
                .body("replies.no", contains(1, 2, 3))
                .body("open", equalTo(false))
                .body("settled.by.email", equalTo(ADMIN.email()));
        reviewer.post(reviews, fields("verdict", "APPROVED")).then().statusCode(201);
        writer.post(replies, fields("comment", "x".repeat(10_000))).then().statusCode(201);
        draft(incident).body("state", equalTo("APPROVED"));

        for (String comment : List.of("", " ", "x".repeat(10_001))) {
            writer.post(replies, fields("comment", comment))
                    .then()
                    .statusCode(400)
                    .body("violations.field", contains("comment"));
        }
        writer.post(reviews + "/9/replies", fields("comment", "To whom?"))
                .then()
                .statusCode(404);
        Api.person("VIEWER").post(replies, fields("comment", "Hm")).then().statusCode(403);
    }

    @Test
    void reviewersAreRemindedByMail() throws Exception {
        String incident = begun();
        Api asked = Api.person("RESPONDER");
        String reviews = incident + "/postmortem/reviews";
        ADMIN.post(reviews, fields("verdict", "REQUESTED", "reviewers", List.of(asked.email()), "dueOn", "2151-03-10"))
                .then()
                .statusCode(201);
        remindOn("2151-03-08");
        assertEquals(List.of(), subjects(asked));
        remindOn("2151-03-09");
        remindOn("2151-03-11");
        String ref = incident.substring(incident.lastIndexOf('/') + 1);
        assertEquals(List.of("Your review of " + ref + " is due"), subjects(asked));
        asked.post(reviews + "/1/replies", fields("comment", "I will look on Monday"))
                .then()
                .statusCode(201);
        remindOn("2151-03-16");
        assertEquals(
                List.of("Your review of " + ref + " is due", "Your review of " + ref + " is overdue"), subjects(asked));
        asked.post(reviews, fields("verdict", "COMMENTED", "comment", "Fine by me"))
                .then()
                .statusCode(201);
        remindOn("2151-03-30");
        assertEquals(2, subjects(asked).size());
    }

    /** Two rounds of a day: nothing is sent twice. */
    private void remindOn(String day) {
        reminders.remind(Instant.parse(day + "T07:20:00Z"));
        reminders.remind(Instant.parse(day + "T08:20:00Z"));
    }

    private List<String> subjects(Api person) throws MessagingException {
        List<String> subjects = new ArrayList<>();
        for (MimeMessage mail : mailbox.getReceivedMessages()) {
            if (mail.getAllRecipients()[0].toString().equals(person.email())) {
                subjects.add(mail.getSubject());
            }
        }
        return subjects;
    }

    @Test
    void aReviewIsHeldOnThePageToo() {
        String incident = begun();
        write(ADMIN, incident, "It began at noon. Many people could not stream.", 1);
        String desk = incident.replace("/api/v1", "") + "/postmortem";
        Visitor publisher = Visitor.of("PUBLISHER");
        String send = "button[formaction$=/postmortem/reviews]";
        Response unsent = publisher.press(
                publisher.page(desk), "button[formaction$=/checklist]", "tick", "2", "comment", "Not sent yet");
        assertTrue(Visitor.document(unsent).select("#comment").text().contains("Not sent yet"));
        draft(incident).body("checklist.findAll { it.done }.no", contains(2));
        Visitor.where(publisher.press(
                publisher.page(desk),
                send,
                "comment",
                "How many?",
                "section",
                "summary",
                "quote",
                "Many people",
                "verdict",
                "COMMENTED"));
        Document commented = publisher.page(desk);
        assertEquals(
                "Many people",
                commented.select("#section-summary .margin-note blockquote").text());
        Visitor.where(publisher.press(commented, "#section-summary .margin-note button[name=settled]"));
        assertEquals(0, publisher.page(desk).select(".margin-note").size());

        Document seen = publisher.page(desk);
        write(ADMIN, incident, "It began at noon. 90 of 305 people could not stream.", 2);
        Response unread = publisher.press(seen, send, "verdict", "APPROVED");
        assertEquals(412, unread.statusCode());
        assertTrue(Visitor.document(unread).text().contains("since you opened this page"));
        Visitor.where(publisher.press(publisher.page(desk), send, "verdict", "APPROVED"));
        draft(incident).body("state", equalTo("APPROVED")).body("reviews.verdict", hasItem(startsWith("APPROVED")));
    }
}
