package org.hindsight.overview;

import static org.hindsight.Api.ADMIN;
import static org.hindsight.Api.fields;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import org.hindsight.Visitor;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;

/** The next update on the pages, without JavaScript. */
@QuarkusTest
class PromisedTest {

    private static final String FORM = "form[action$=/next-update]:has(input[name=by])";

    private static String page(String incident) {
        return incident.replace("/api/v1", "");
    }

    private static Instant by(String incident) {
        return Instant.parse(ADMIN.get(incident).path("nextUpdate.by"));
    }

    private static void near(Instant expected, Instant by) {
        Duration off = Duration.between(expected, by).abs();
        assertTrue(off.compareTo(Duration.ofSeconds(30)) < 0, () -> by + " is not " + expected);
    }

    @Test
    void itIsPromisedByATimePhraseOrAButtonAndWithdrawn() {
        String incident = ADMIN.incident();
        Visitor responder = Visitor.of("RESPONDER");
        Document room = responder.page(page(incident));
        assertFalse(room.selectFirst("#promise").hasText());
        assertEquals(page(incident) + "#promise", Visitor.where(responder.send(room, FORM, "by", "in 20 min")));
        near(Instant.now().plusSeconds(20 * 60), by(incident));
        room = responder.page(page(incident));
        assertTrue(
                room.selectFirst("#promise")
                        .text()
                        .matches("Next update by .*\\d\\d:\\d\\d UTC \\(in (19|20) min\\) Withdraw"),
                room.selectFirst("#promise").text());
        assertEquals("OPEN", room.selectFirst(".promise-line").attr("data-state"));

        Visitor.where(responder.press(room, FORM + " button[name=within]:contains(60)"));
        near(Instant.now().plusSeconds(60 * 60), by(incident));
        assertNotNull(responder.page("/").selectFirst(".ongoing:has(a[href=" + page(incident) + "]) .promise-line"));

        room = responder.page(page(incident));
        Visitor.where(responder.press(room, "#promise form button"));
        assertNull(ADMIN.get(incident).path("nextUpdate"));
    }

    @Test
    void whatIsNoTimeToComeStaysInTheFormWithAReason() {
        String incident = ADMIN.incident();
        Visitor responder = Visitor.of("RESPONDER");
        Document room = responder.page(page(incident));
        for (String[] typed : new String[][] {
            {"soon", "is not a time; write 14:30, in 20 min"},
            {"", "is needed"},
            {"10m ago", "must lie in the future"},
            {"25:99", "25:99 is not a clock time"}
        }) {
            Document refused = Visitor.document(responder.send(room, FORM, "by", typed[0]));
            assertEquals(typed[0], refused.selectFirst("#promise-by").val());
            assertTrue(
                    refused.selectFirst("#promise-by-fault").text().contains(typed[1]),
                    () -> refused.selectFirst("#promise-by-fault").text());
            assertNotNull(refused.selectFirst("details[open] #promise-by"));
        }
    }

    @Test
    void itIsShownKeptByTheEntryThatKeptIt() {
        String incident = ADMIN.incident();
        ADMIN.put(
                        incident + "/next-update",
                        fields("by", Instant.now().plusSeconds(600).toString()))
                .then()
                .statusCode(200);
        Instant open = Instant.now();
        int no = ADMIN.log(incident, "Status page: we know of it", "kind", "COMMUNICATION");
        Visitor viewer = Visitor.of("VIEWER");
        Document room = viewer.page(page(incident));
        assertTrue(
                room.selectFirst("#promise").text().endsWith("by #" + no),
                room.selectFirst("#promise").text());
        assertNull(room.selectFirst(FORM));
        Document then = viewer.page(page(incident) + "/replay?at=" + open);
        assertEquals("OPEN", then.selectFirst(".promise-line").attr("data-state"));
        assertNull(then.selectFirst("form[action$=/next-update]"));
        ADMIN.post(incident + "/status", fields("status", "RESOLVED")).then().statusCode(201);
        assertFalse(viewer.page(page(incident)).selectFirst("#promise").hasText());
    }

    @Test
    void durationsRunWhileTheirEndIsToCome() {
        String incident =
                ADMIN.incident("startedAt", Instant.now().minusSeconds(7200).toString());
        Visitor viewer = Visitor.of("VIEWER");
        Document room = viewer.page(page(incident));
        String running =
                room.selectFirst(".duration:contains(Time to mitigate)").text();
        assertTrue(
                running.matches("Time to mitigate running 02:00:\\d\\d since impact started .*; mitigated is not set"),
                running);
        assertEquals(4, room.select(".duration .running[data-since]").size());
        assertNull(viewer.page(page(incident) + "/replay").selectFirst(".running[data-since]"));
        ADMIN.post(incident + "/status", fields("status", "RESOLVED")).then().statusCode(201);
        assertNull(viewer.page(page(incident)).selectFirst(".running"));
    }
}
