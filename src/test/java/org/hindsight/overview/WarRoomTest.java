package org.hindsight.overview;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hindsight.Api.ADMIN;
import static org.hindsight.Api.fields;
import static org.hindsight.Visitor.document;
import static org.hindsight.Visitor.where;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.hindsight.Api;
import org.hindsight.Visitor;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The evening of a consumer outage, told through the pages as somebody sees them without JavaScript. */
@QuarkusTest
@Tag("pages")
class WarRoomTest {

    private static final String COMPOSER = "form.composer";

    private Visitor priya;

    @BeforeEach
    void signIn() {
        priya = Visitor.of("RESPONDER");
    }

    private String declare(String... more) {
        Document form = priya.page("/incidents/new");
        String[] typed = new String[more.length + 2];
        typed[0] = "title";
        typed[1] = "Streaming fails on both sides of the Atlantic";
        System.arraycopy(more, 0, typed, 2, more.length);
        String room = where(priya.send(form, "main form", typed));
        assertTrue(room.matches("/incidents/INC-\\d+"), room);
        return room;
    }

    private static String api(String room) {
        return "/api/v1" + room;
    }

    private static int entries(String room) {
        return ADMIN.get(api(room)).path("counts.entries");
    }

    @Test
    void aTitleIsEnoughToDeclare() {
        String room = declare();
        Document page = priya.page(room);
        assertEquals(
                "Streaming fails on both sides of the Atlantic",
                page.selectFirst("h1").text());
        assertEquals("SEV3", page.selectFirst(".incident-tags .badge").text());
        assertTrue(page.selectFirst(".clock").text().startsWith("Impact for start not known"), "an honest clock");
        assertEquals(6, page.select(".milestone[data-missing]").size());
        assertEquals(5, page.select(".duration[data-missing]").size());
        assertEquals(
                "Declared as SEV3", page.selectFirst("#entry-1 .entry-text").text());
    }

    @Test
    void aDeclarationKeepsWhatWasTypedWhenSomethingIsWrong() {
        Document form = priya.page("/incidents/new");
        Response refused = priya.send(
                form,
                "main form",
                "title",
                "",
                "summary",
                "People cannot stream",
                "zone",
                "Europe/Lundon",
                "startedAt",
                "half past two");
        assertEquals(400, refused.statusCode());
        Document page = document(refused);
        assertEquals("People cannot stream", page.getElementById("summary").text());
        assertEquals("half past two", page.getElementById("startedAt").val());
        assertEquals("is needed", page.getElementById("title-fault").text());
        assertTrue(page.getElementById("startedAt-fault").text().contains("14:05"));
        assertEquals(2, page.select(".message li a").size());
        page.select(".message li a")
                .forEach(link -> assertNotNull(page.selectFirst(link.attr("href")), "each fault leads to its field"));
    }

    @Test
    void timesAreReadInTheIncidentsZoneAndKeepTheirPrecision() {
        String room =
                declare("zone", "Europe/London", "startedAt", "~2026-07-17 15:00", "detectedAt", "2026-07-17 15:08");
        ADMIN.get(api(room))
                .then()
                .body("milestones.IMPACT_STARTED.at", equalTo("2026-07-17T14:00:00Z"))
                .body("milestones.IMPACT_STARTED.precision", equalTo("ABOUT"))
                .body("milestones.DETECTED.precision", equalTo("MINUTE"));
        Document page = priya.page(room);
        assertEquals("~8 min", page.selectFirst(".duration dd").text());
        assertEquals(
                "impact started 14:00 → detected 14:08",
                page.select(".duration dd").get(1).text());
    }

    @Test
    void aLineMayBeginWithItsTime() {
        String room = declare("zone", "Europe/London", "declaredAt", "2026-07-17 15:20");
        String[][] lines = {
            {"2026-07-17 15:05 the queue is full", ""},
            {"! ~2026-07-17 15:10 the hashtag trends", ""},
            {"2026-07-17 15:20–15:40 the CDN is drained", ""},
            {"25:99 people wrote to us", ""},
            {"15:05", ""},
            {"14:05 is what the first report says", "2026-07-17 16:00"},
            {"Nobody knows why", ""}
        };
        for (String[] line : lines) {
            where(priya.send(priya.page(room), COMPOSER, "text", line[0], "occurredAt", line[1]));
        }
        ADMIN.get(api(room) + "/timeline/2")
                .then()
                .body("text", equalTo("the queue is full"))
                .body("occurredAt", equalTo("2026-07-17T14:05:00Z"))
                .body("precision", equalTo("MINUTE"));
        ADMIN.get(api(room) + "/timeline/3")
                .then()
                .body("text", equalTo("the hashtag trends"))
                .body("occurredAt", equalTo("2026-07-17T14:10:00Z"))
                .body("precision", equalTo("ABOUT"))
                .body("starred", equalTo(true));
        ADMIN.get(api(room) + "/timeline/4")
                .then()
                .body("text", equalTo("the CDN is drained"))
                .body("occurredAt", equalTo("2026-07-17T14:20:00Z"))
                .body("endedAt", equalTo("2026-07-17T14:40:00Z"));
        ADMIN.get(api(room) + "/timeline/5").then().body("text", equalTo("25:99 people wrote to us"));
        ADMIN.get(api(room) + "/timeline/6").then().body("text", equalTo("15:05"));
        ADMIN.get(api(room) + "/timeline/7")
                .then()
                .body("text", equalTo("14:05 is what the first report says"))
                .body("occurredAt", equalTo("2026-07-17T15:00:00Z"));
        ADMIN.get(api(room) + "/timeline/8").then().body("text", equalTo("Nobody knows why"));

        String understood = room + "/understood?text=";
        assertEquals(
                "Stands at 17 Jul 2026, 14:05 UTC (15:05 in Europe/London), to the minute.",
                document(priya.get(understood + "2026-07-17+15:05+the+queue"))
                        .select("span")
                        .first()
                        .text());
        assertTrue(document(priya.get(understood + "25:99+people")).text().contains("It stays in the line"));
        assertEquals("", document(priya.get(understood + "Nobody+knows")).text());
        assertEquals(303, Visitor.stranger().get(understood + "15:05+x").statusCode());
    }

    @Test
    void tenLinesWithMixedTimesStandInOrder() {
        String room = declare("zone", "Europe/London", "declaredAt", "2026-07-17 15:20");
        String[][] lines = {
            {"Reports leave their baseline", "~2026-07-17 15:00"},
            {"**Spike** in the United States", "2026-07-17 15:08"},
            {"! Logged out, looks offline", "2026-07-17T14:12Z"},
            {"London, Manchester, Glasgow", "2026-07-17 15:26:30"},
            {"The peak", "2026-07-17 16:30 +02:00"},
            {"Fails at the handshake", "2026-07-17 15:33"},
            {"#SpotifyDown trends", "2026-07-17 15:38"},
            {"First public word", "2026-07-17 15:44"},
            {"Advice: wait", "2026-07-17 16:02"},
            {"The day before nothing was wrong", "2026-07-16"}
        };
        for (String[] line : lines) {
            Document page = priya.page(room);
            String next = where(priya.send(page, COMPOSER, "text", line[0], "occurredAt", line[1]));
            assertTrue(next.startsWith(room + "#entry-"), next);
        }
        Document page = priya.page(room);
        List<String> texts = page.select(".entry-text").eachText();
        assertEquals(11, texts.size());
        assertEquals("The day before nothing was wrong", texts.get(0));
        assertEquals("Reports leave their baseline", texts.get(1));
        assertEquals("Logged out, looks offline", texts.get(3));
        assertEquals("The peak", texts.get(6));
        assertEquals(2, page.select(".timeline-day").size());
        assertEquals("Thursday, 16 July 2026", page.selectFirst(".timeline-day").text());
        assertEquals("that day", page.selectFirst(".entry time").text());
        assertEquals("ABOUT", page.select(".entry time").get(1).attr("data-precision"));
        assertTrue(page.select(".entry").get(3).hasAttr("data-starred"), "a leading ! stars the line");
        assertEquals(
                "strong",
                page.select(".entry-text").get(2).selectFirst("strong").tagName());
        assertTrue(page.selectFirst(".entry-late").text().startsWith("logged "));
    }

    @Test
    void aTimeThatCannotBeReadIsRefusedAndTheLineKept() {
        String room = declare();
        Document page = priya.page(room);
        Response refused = priya.send(
                page,
                COMPOSER,
                "text",
                "Apps open, then fail",
                "occurredAt",
                "25:99",
                "kind",
                "OBSERVATION",
                "starred",
                "true");
        assertEquals(400, refused.statusCode());
        Document again = document(refused);
        assertEquals("Apps open, then fail", again.getElementById("line-text").text());
        assertEquals("25:99", again.getElementById("line-occurredAt").val());
        assertEquals(
                "OBSERVATION", again.selectFirst("#line-kind option[selected]").val());
        assertTrue(again.getElementById("line-starred").hasAttr("checked"));
        assertTrue(again.getElementById("line-occurredAt-fault").text().startsWith("is not a time"));
        assertEquals("#line-occurredAt", again.selectFirst(".message a").attr("href"));
        assertEquals(1, entries(room));
        where(priya.send(again, COMPOSER, "occurredAt", ""));
        assertEquals(2, entries(room));
    }

    @Test
    void theSameFormSentTwiceWritesOnce() {
        String room = declare();
        Document page = priya.page(room);
        String first = where(priya.send(page, COMPOSER, "text", "Sent by an impatient finger"));
        String second = where(priya.send(page, COMPOSER, "text", "Sent by an impatient finger"));
        assertEquals(first, second);
        assertEquals(2, entries(room));
    }

    @Test
    void aFormFromElsewhereWritesNothing() {
        String room = declare();
        Document page = priya.page(room);
        priya.send(page, COMPOSER, "text", "Forged", "form-token", "").then().statusCode(403);
        priya.send(page, COMPOSER, "text", "Forged", "form-token", "0".repeat(43))
                .then()
                .statusCode(403);
        given().redirects()
                .follow(false)
                .contentType(ContentType.URLENC)
                .formParams(Map.of("text", "Forged"))
                .post(room + "/timeline")
                .then()
                .statusCode(303)
                .header("Location", org.hamcrest.Matchers.endsWith("/sign-in"));
        assertEquals(1, entries(room));
    }

    @Test
    void statusSeverityMilestonesAndRolesAreSetFromTheHead() {
        String room = declare();
        where(priya.send(
                priya.page(room),
                "form[action$=/status]",
                "status",
                "IDENTIFIED",
                "severity",
                "SEV1",
                "note",
                "Sign-in"));
        where(priya.send(
                priya.page(room),
                "form[action$=/milestones]",
                "name",
                "IMPACT_STARTED",
                "at",
                "~2026-11-17 14:00",
                "entry",
                "#1"));
        where(priya.send(
                priya.page(room), "form[action$=/roles]", "role", "commander", "person", "the colleague on call"));
        Document page = priya.page(room);
        assertEquals("SEV1", page.selectFirst(".incident-tags .badge").text());
        assertEquals("Identified", page.selectFirst(".incident-tags .status").text());
        assertEquals(
                "Commander the colleague on call", page.selectFirst(".people").text());
        assertEquals("about, #1", page.selectFirst(".milestone small").text().replaceFirst("^.*2026, ", ""));

        Response same = priya.send(page, "form[action$=/status]");
        assertEquals(400, same.statusCode());
        assertTrue(
                document(same).selectFirst("details:has(form[action$=/status])").hasAttr("open"));
        Response bad = priya.send(page, "form[action$=/milestones]", "at", "soon", "entry", "99");
        assertEquals(400, bad.statusCode());
        assertEquals("soon", document(bad).getElementById("milestone-at").val());
    }

    @Test
    void aStaleEditShowsBothVersionsAndLosesNothing() {
        String room = declare();
        where(priya.send(priya.page(room), COMPOSER, "text", "Apps open, then fail."));
        String entry = room + "/timeline/2";
        Document mine = priya.page(entry);
        ADMIN.patch(api(entry), fields("text", "Apps open, then fail at the handshake."))
                .then()
                .statusCode(200);

        Response stale = priya.send(mine, "main form", "text", "Apps open, then fail in London.");
        assertEquals(412, stale.statusCode());
        Document both = document(stale);
        assertEquals(
                "Apps open, then fail in London.",
                both.getElementById("entry-text").text());
        assertTrue(both.selectFirst(".before-after del").text().contains("at the handshake"));
        assertTrue(both.selectFirst(".before-after ins").text().contains("in London"));
        ADMIN.get(api(entry)).then().body("text", equalTo("Apps open, then fail at the handshake."));

        assertEquals(room + "#entry-2", where(priya.send(both, "main form")));
        Document trail = priya.page(entry);
        assertEquals(3, trail.select(".trail > li").size());
        assertTrue(trail.select(".trail > li").last().selectFirst("ins").text().contains("in London"));
        assertTrue(priya.page(room).selectFirst("#entry-2 .entry-facts").text().contains("edited"));
    }

    @Test
    void savingAnEntryUntouchedChangesNothingAboutIt() {
        String room = declare("zone", "Asia/Tokyo");
        where(priya.send(priya.page(room), COMPOSER, "text", "Now, to the millisecond"));
        String entry = room + "/timeline/2";
        String occurred = ADMIN.get(api(entry)).path("occurredAt");
        where(priya.send(priya.page(entry), "main form", "text", "Now, and another word"));
        ADMIN.get(api(entry))
                .then()
                .body("occurredAt", equalTo(occurred))
                .body("zone", equalTo("Asia/Tokyo"))
                .body("precision", equalTo("SECOND"));
        ADMIN.get(api(entry) + "/history")
                .then()
                .body("items[1].fields.keySet()", org.hamcrest.Matchers.contains("text"));
    }

    @Test
    void anEntryIsTakenBackOnlyWithAReason() {
        String room = declare();
        where(priya.send(priya.page(room), COMPOSER, "text", "The certificate has expired."));
        Document page = priya.page(room + "/timeline/2");
        Response refused = priya.send(page, "form[action$=/retraction]", "reason", " ");
        assertEquals(400, refused.statusCode());
        assertTrue(document(refused)
                .getElementById("retraction-reason-fault")
                .text()
                .startsWith("is needed"));
        where(priya.send(
                page, "form[action$=/retraction]", "reason", "misread", "idempotency-key", "k" + System.nanoTime()));
        Document after = priya.page(room);
        assertTrue(after.getElementById("entry-2").hasAttr("data-retracted"));
        assertEquals(
                "Retracted: misread",
                after.selectFirst("#entry-2 .entry-reason").text());
        assertNull(priya.page(room + "/timeline/2").selectFirst("main form"));
    }

    @Test
    void aCauseIsRuledOutOnlyWithAReasonAndTheTypedTextStays() {
        String room = declare();
        where(priya.send(priya.page(room), COMPOSER, "text", "Cover art still loads"));
        assertEquals(
                room + "#cause-1",
                where(priya.send(
                        priya.page(room),
                        "form[action$=/causes]",
                        "statement",
                        "A fault of the CDN",
                        "category",
                        "NETWORK")));
        assertEquals(
                room + "#cause-1",
                where(priya.send(
                        priya.page(room),
                        "form[action$=/evidence]",
                        "entry",
                        "#2",
                        "weighs",
                        "AGAINST",
                        "note",
                        "same CDN")));

        Response refused = priya.send(priya.page(room), "form[action$=/state]", "state", "RULED_OUT", "reason", "");
        assertEquals(400, refused.statusCode());
        Document page = document(refused);
        assertEquals(
                "RULED_OUT", page.selectFirst("#state-1-state option[selected]").val());
        assertTrue(page.getElementById("state-1-reason-fault").text().startsWith("is needed"));
        assertTrue(page.selectFirst("details:has(#state-1-reason)").hasAttr("open"));
        assertEquals("#state-1-reason", page.selectFirst(".message a").attr("href"));

        where(priya.send(page, "form[action$=/state]", "reason", "Cover art, on the same CDN, never failed."));
        Document board = priya.page(room);
        assertEquals(
                "A fault of the CDN",
                board.selectFirst(".board-lane[data-state=RULED_OUT] h4").text());
        assertTrue(board.selectFirst(".cause-reason").text().startsWith("Ruled out: Cover art"));
        assertEquals("Against: #2 same CDN", board.selectFirst(".evidence li").text());

        Response added = priya.send(board, "form[action$=/causes]", "statement", "Too quick", "state", "RULED_OUT");
        assertEquals(400, added.statusCode());
        assertEquals(
                "Too quick", document(added).getElementById("cause-statement").text());
    }

    @Test
    void aCauseSaysWhatItExplainsAndTakesItBack() {
        String room = declare();
        where(priya.send(priya.page(room), COMPOSER, "text", "People are signed out"));
        for (String statement : List.of("An expired certificate", "The handshake fails")) {
            where(priya.send(priya.page(room), "form[action$=/causes]", "statement", statement));
        }
        String form = "form[action$=/causes/1/effects]";
        assertEquals(room + "#cause-1", where(priya.send(priya.page(room), form, "cause", "2", "note", "at once")));
        where(priya.send(priya.page(room), "form[action$=/causes/2/effects]", "entry", "#2"));
        Document board = priya.page(room);
        assertEquals(
                "Explains: C2 at once", board.select("#cause-1 .effects li").text());
        assertEquals("#cause-2", board.select("#cause-1 .effects a").attr("href"));
        assertEquals("#entry-2", board.select("#cause-2 .effects a").attr("href"));
        assertEquals(0, board.select(form + " option[value=1]").size(), "nothing brings itself about");

        Response circle = priya.send(board, "form[action$=/causes/2/effects]", "cause", "1");
        assertEquals(409, circle.statusCode());
        assertTrue(document(circle).select(".message").text().contains("[cause 1] already explains [cause 2]"));
        Response nothing = priya.send(priya.page(room), form, "entry", "");
        assertEquals(400, nothing.statusCode());
        assertTrue(
                document(nothing).getElementById("effect-1-cause-fault").text().startsWith("or an entry is needed"));

        String page = room + "/causes/1";
        where(priya.send(priya.page(page), "form[action$=/effects/1/removal]"));
        assertEquals(0, priya.page(room).select("#cause-1 .effects").size());
        assertTrue(priya.page(page).select(".trail").text().contains("C2, at once"));
        int steps = Integer.parseInt(
                priya.page(room + "/replay").getElementById("step").attr("max"));
        assertEquals(
                "Explains: C2 at once",
                priya.page(room + "/replay?step=" + (steps - 1))
                        .select("#cause-1 .effects li")
                        .text());
    }

    @Test
    void everyPartOfTheRecordIsAddedChangedAndTakenBack() {
        String room = declare("zone", "Europe/London");
        where(priya.send(
                priya.page(room),
                "form[action$=/symptoms]",
                "statement",
                "Songs do not start",
                "platform",
                "MOBILE",
                "regions",
                "United Kingdom, United States",
                "firstSeenAt",
                "2026-07-17 15:00",
                "sharePercent",
                "65"));
        where(priya.send(
                priya.page(room),
                "form[action$=/impacts]",
                "name",
                "Peak of reports",
                "value",
                "31400",
                "unit",
                "reports"));
        where(priya.send(
                priya.page(room), "form[action$=/workarounds]", "text", "Clear the cache", "state", "VERIFIED"));
        where(priya.send(
                priya.page(room),
                "form[action$=/signals]",
                "quote",
                "I restarted my router three times",
                "sourceName",
                "a listener",
                "at",
                "2026-07-17 15:52"));
        where(priya.send(
                priya.page(room),
                "form[action$=/actions]",
                "title",
                "Probe sign-in",
                "type",
                "DETECT",
                "dueOn",
                "2026-01-31"));
        Document page = priya.page(room);
        assertTrue(page.selectFirst("#symptom-1").text().contains("United Kingdom, United States"));
        assertTrue(page.selectFirst("#symptom-1").text().contains("65 % of reports"));
        assertEquals(
                "31,400 reports", page.selectFirst("#impact-1 .impact-value").text());
        assertEquals("Verified", page.selectFirst("#workaround-1 .badge").text());
        assertEquals(
                "I restarted my router three times",
                page.selectFirst("#signal-1 blockquote").text());
        assertEquals("Overdue", page.selectFirst("#action-1 .badge").text());

        String symptom = room + "/symptoms/1";
        Document mine = priya.page(symptom);
        assertEquals("2026-07-17 15:00", mine.getElementById("part-firstSeenAt").val());
        ADMIN.patch(api(symptom), fields("statement", "Songs do not start, or stop"))
                .then()
                .statusCode(200);
        Response stale = priya.send(mine, "main form", "statement", "Songs stop");
        assertEquals(412, stale.statusCode());
        assertEquals(
                "Songs stop", document(stale).getElementById("part-statement").text());
        where(priya.send(document(stale), "main form"));
        ADMIN.get(api(symptom)).then().body("statement", equalTo("Songs stop")).body("regions.size()", equalTo(2));
        where(priya.send(priya.page(symptom), "form[action$=/retraction]", "reason", "It is the cause"));
        assertNull(priya.page(room).getElementById("symptom-1"));
        assertTrue(priya.page(symptom).text().contains("It is the cause"));

        assertTrue(priya.page("/actions?show=OVERDUE").text().contains("Probe sign-in"));
    }

    @Test
    void theDeclarationIsChangedWithoutLosingAnotherPersonsWords() {
        String room = declare("tags", "outside view, consumer");
        Document mine = priya.page(room + "/edit");
        assertEquals("outside view, consumer", mine.getElementById("tags").val());
        where(priya.send(priya.page(room), COMPOSER, "text", "A line is no conflict"));
        where(priya.send(mine, "main form", "summary", "People cannot stream."));
        Response stale = priya.send(
                mine, "main form", "summary", "Nobody can stream.", "idempotency-key", "k" + System.nanoTime());
        assertEquals(412, stale.statusCode());
        assertTrue(document(stale).selectFirst(".before-after").text().contains("People cannot stream."));
        assertEquals(
                "Nobody can stream.", document(stale).getElementById("summary").text());
    }

    @Test
    void viewersSeeEverythingAndNoForms() {
        String room = declare();
        where(priya.send(priya.page(room), "form[action$=/causes]", "statement", "An expired certificate"));
        Visitor mina = Visitor.of("VIEWER");
        Document page = mina.page(room);
        assertTrue(page.text().contains("An expired certificate"));
        assertEquals(0, page.select("main form[method=post]").size());
        assertEquals(0, page.select("main a:containsOwn(Edit)").size());
        assertEquals(0, mina.page(room + "/timeline/1").select("main form").size());
        assertEquals(0, mina.page(room + "/causes/1").select("main form").size());
        mina.get(room + "/edit").then().statusCode(403);
        mina.get("/incidents/new").then().statusCode(403);
        Document admins = priya.page(room);
        Response refused = mina.send(mina.page("/account"), "form[action=/account/name]", "name", "Mina");
        refused.then().statusCode(303);
        assertEquals(1, admins.select(COMPOSER).size());
    }

    @Test
    void aRestrictedIncidentIsNothingToOthers() {
        Api jonas = Api.person("RESPONDER");
        String room = declare("restricted", "true", "members", jonas.email());
        assertEquals(
                "Restricted to 2 people",
                Visitor.as(jonas).page(room).selectFirst("[data-audience]").text());
        Visitor mina = Visitor.of("PUBLISHER");
        for (String address : List.of(room, room + "/edit", room + "/timeline/1", room + "/causes/1")) {
            Response answer = mina.get(address);
            assertEquals(404, answer.statusCode(), address);
            assertFalse(answer.asString().contains("Streaming fails"), address);
        }
        assertFalse(mina.page("/incidents").text().contains(room.substring(11) + " "));
        assertFalse(mina.page("/").html().contains(room + "\""));
    }

    @Test
    void thousandsOfLinesStayReadableInParts() {
        String room = declare("declaredAt", "2026-01-01");
        List<Map<String, Object>> lines = IntStream.range(0, 450)
                .mapToObj(i -> fields("text", "Line " + i, "occurredAt", "2026-01-02T00:00:00Z"))
                .toList();
        ADMIN.post(api(room) + "/timeline/batch", fields("entries", lines))
                .then()
                .statusCode(200);
        Document newest = priya.page(room);
        assertEquals(100, newest.select(".entry").size());
        assertNotNull(newest.getElementById("entry-451"));
        assertNotNull(newest.getElementById("entry-352"));
        Document older =
                priya.page(newest.selectFirst("a[rel=prev]").attr("href").replaceFirst("#.*", ""));
        assertEquals(100, older.select(".entry").size());
        assertNotNull(older.getElementById("entry-351"));
        assertNotNull(priya.page(room + "?entry=7").getElementById("entry-7"));
        String early = where(priya.send(newest, COMPOSER, "text", "Long ago", "occurredAt", "2026-01-01 12:00"));
        assertEquals(room + "?entry=452#entry-452", early);
    }

    @Test
    void warningsTellOfTheWholeTimelineWhateverPartIsShown() {
        String room = declare("declaredAt", "2026-01-01T00:00:00Z");
        List<Map<String, Object>> lines = IntStream.range(0, 250)
                .mapToObj(i -> fields(
                        "text",
                        "Line " + i,
                        "occurredAt",
                        Instant.parse("2026-01-01T00:10:00Z")
                                .plusSeconds(i * 60L + (i < 3 ? 0 : 3600))
                                .toString()))
                .toList();
        ADMIN.post(api(room) + "/timeline/batch", fields("entries", lines))
                .then()
                .statusCode(200);

        Document newest = priya.page(room);
        assertNull(newest.getElementById("entry-4"));
        Element silence = newest.select("#warnings li").stream()
                .filter(warning -> warning.text().contains("Nothing is recorded for"))
                .findFirst()
                .orElseThrow();
        assertTrue(silence.text().contains("between #4 and #5"), silence.text());
        String link = silence.select("a").get(0).attr("href");
        assertEquals(room + "?entry=4#entry-4", link);
        assertNotNull(priya.page(link.replaceFirst("#.*", "")).getElementById("entry-4"));

        ADMIN.delete(api(room) + "/timeline/4?reason=of another incident")
                .then()
                .statusCode(200);
        String warnings = priya.page(room).select("#warnings").text();
        assertTrue(warnings.contains("between #3 and #5"), warnings);
        assertFalse(warnings.contains("#4"), warnings);
    }

    @Test
    void textIsNeverMarkup() {
        String room = declare("title", "<script>alert(1)</script>", "summary", "<img src=x onerror=alert(1)>");
        where(priya.send(priya.page(room), COMPOSER, "text", "<script>alert(1)</script> [x](javascript:alert(1))"));
        where(priya.send(priya.page(room), "form[action$=/causes]", "statement", "\"><script>alert(1)</script>"));
        where(priya.send(priya.page(room), "form[action$=/roles]", "role", "<b>x", "person", "<i>y"));
        Document page = priya.page(room);
        assertEquals(
                0,
                page.select("script:not([src^=/assets/]), [onerror], a[href^=javascript], b, i, [style]")
                        .size());
        assertEquals("<script>alert(1)</script>", page.selectFirst("h1").text());
    }

    @Test
    void linesAreLookedForByKindAuthorSourceStarAndWords() {
        String room = declare();
        Api jonas = Api.person("RESPONDER");
        ADMIN.log(api(room), "Certificate expires today", "kind", "OBSERVATION", "starred", true);
        jonas.log(api(room), "Roll the certificate", "kind", "DECISION");
        ADMIN.log(api(room), "Certificate alert", "kind", "ALERT", "source", fields("name", "Watch & warn"));
        int gone = ADMIN.log(api(room), "Misread certificate", "kind", "OBSERVATION");
        ADMIN.delete(api(room) + "/timeline/" + gone + "?reason=misread");
        assertEquals(List.of(2, 5), found(room, "?kind=OBSERVATION"), "what was retracted is shown as such");
        assertEquals(List.of(3), found(room, "?by=" + jonas.email()));
        assertEquals(List.of(4), found(room, "?source=Watch+%26+warn"));
        assertEquals(List.of(2), found(room, "?starred=true"));
        assertEquals(List.of(2, 3, 4, 5), found(room, "?q=CERTIFICATE"));
        assertEquals(List.of(2), found(room, "?kind=OBSERVATION&starred=true&q=today"));
        assertEquals(List.of(1, 2, 3, 4, 5), found(room, "?kind=&by=&source=&q=+"), "an empty form looks for nothing");
        Document none = priya.page(room + "?q=router");
        assertEquals("0 of 5 entries", none.getElementById("how-many").text());
        assertEquals(
                5,
                priya.page(none.selectFirst("#none-fits a").attr("href"))
                        .select("#lines .entry")
                        .size());
        Document filter = priya.page(room + "?by=" + jonas.email() + "&q=%22%3E%3Cb%3E");
        assertEquals(jonas.email(), filter.selectFirst("#lines-by [selected]").val());
        assertEquals("\"><b>", filter.getElementById("lines-q").val());
        assertTrue(filter.getElementById("lines-source").text().contains("Watch & warn"));
        assertEquals(400, priya.get(room + "?kind=RUMOUR").statusCode());
    }

    @Test
    void theOrderThatOneChoseIsKept() {
        String room = declare();
        ADMIN.log(api(room), "A day before", "occurredAt", "2026-07-16T12:00:00Z");
        ADMIN.log(api(room), "An hour later", "occurredAt", "2026-07-16T13:00:00Z");
        assertEquals(List.of(2, 3, 1), found(room, ""));
        assertEquals(List.of(1, 3, 2), found(room, "?order=NEWEST_FIRST"));
        assertEquals(List.of(1, 3, 2), found(room, ""), "as one had it last");
        assertEquals(List.of(2, 3, 1), found(room, "?order=OLDEST_FIRST"));
        assertEquals(List.of(2, 3, 1), found(room, ""));
    }

    /** The numbers of the lines that are shown, from the top. */
    private List<Integer> found(String room, String query) {
        return priya.page(room + query).select("#lines .entry").stream()
                .map(line -> Integer.valueOf(line.id().replace("entry-", "")))
                .toList();
    }
}
