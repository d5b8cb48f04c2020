package org.hindsight.overview;

import static org.hindsight.Api.ADMIN;
import static org.hindsight.Api.fields;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.hindsight.Visitor;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An incident is looked at as it was known then. */
@QuarkusTest
@Tag("pages")
class ReplayTest {

    private Visitor viewer;

    @BeforeEach
    void signIn() {
        viewer = Visitor.of("VIEWER");
    }

    private static String replay(String incident) {
        return incident.replace("/api/v1", "") + "/replay";
    }

    /** The number of the last moment at which something was recorded. */
    private int step(String incident) {
        return Integer.parseInt(
                viewer.page(replay(incident)).getElementById("step").attr("max"));
    }

    private Document then(String incident, int step) {
        return viewer.page(replay(incident) + "?step=" + step);
    }

    @Test
    void everyMomentShowsWhatWasKnownThenAndNothingElse() {
        String incident = ADMIN.incident("severity", "SEV3");
        int no = ADMIN.log(incident, "First words");
        int logged = step(incident);
        ADMIN.patch(incident + "/timeline/" + no, fields("text", "Other words"));
        int edited = step(incident);
        ADMIN.post(incident + "/causes", fields("statement", "An expired certificate"));
        int suspected = step(incident);
        ADMIN.patch(incident + "/causes/1", fields("state", "RULED_OUT", "reason", "It is valid until May."));
        int ruledOut = step(incident);
        ADMIN.put(incident + "/roles/COMMANDER", fields("person", "Priya"));
        ADMIN.patch(incident, fields("severity", "SEV1"));
        int rated = step(incident);
        ADMIN.delete(incident + "/timeline/" + no + "?reason=misread");
        int retracted = step(incident);

        Document page = then(incident, logged);
        assertEquals("First words", page.select("#entry-" + no + " .entry-text").text());
        assertNull(page.getElementById("cause-1"));
        assertEquals("SEV3", page.select("#headline .badge").first().text());
        assertTrue(page.getElementById("roles").text().contains("nobody yet"));
        assertEquals(0, page.select("#then form[method=post]").size(), "nothing is written in the past");
        assertFalse(page.text().contains("Other words"));

        assertEquals(
                "Other words",
                then(incident, edited).select("#entry-" + no + " .entry-text").text());
        assertNotNull(then(incident, suspected).selectFirst("[data-state=SUSPECTED] #cause-1"));
        Document later = then(incident, ruledOut);
        assertNotNull(later.selectFirst("[data-state=RULED_OUT] #cause-1"));
        assertTrue(later.getElementById("cause-1").text().contains("It is valid until May."));
        Document last = then(incident, rated);
        assertEquals("SEV1", last.select("#headline .badge").first().text());
        assertTrue(last.getElementById("roles").text().contains("Priya"));
        assertFalse(last.text().contains("misread"));
        assertTrue(then(incident, retracted).text().contains("Retracted: misread"));
    }

    @Test
    void oneGoesToAMomentByStepOrByTime() {
        String incident = ADMIN.incident();
        ADMIN.log(incident, "A line");
        String recorded = ADMIN.get(incident + "/timeline/2").path("recordedAt");
        Document page = viewer.page(replay(incident) + "?at=" + recorded);
        assertNotNull(page.getElementById("entry-2"));
        assertNull(page.selectFirst("a[rel=next]"), "it is the last moment");
        Document before = viewer.page(page.selectFirst("a[rel=prev]").attr("href"));
        assertNull(before.getElementById("entry-2"));
        assertNotNull(
                viewer.page(before.selectFirst("a[rel=next]").attr("href")).getElementById("entry-2"));

        assertTrue(viewer.page(replay(incident) + "?at=2020-01-01T00:00:00Z")
                .select(".message")
                .text()
                .contains("this is the beginning"));
        assertTrue(viewer.page(replay(incident) + "?time=25%3A99")
                .select(".message")
                .text()
                .contains("25:99"));
        assertNotNull(viewer.page(replay(incident) + "?step=700").getElementById("entry-2"));
        assertNull(viewer.page(replay(incident) + "?step=-3").getElementById("entry-2"));
        assertEquals(400, viewer.get(replay(incident) + "?at=soon").statusCode());
    }

    @Test
    void whatOneMayNotKnowHasNoPast() {
        String hidden = ADMIN.incident("restricted", true);
        assertEquals(404, viewer.get(replay(hidden)).statusCode());
        assertEquals(303, Visitor.stranger().get(replay(ADMIN.incident())).statusCode());
    }

    @Test
    void aLongPastIsReadInPartsAndThroughTheSameFilter() {
        String incident = ADMIN.incident("declaredAt", "2026-11-17T14:00:00Z");
        List<Map<String, Object>> lines = IntStream.range(0, 250)
                .mapToObj(i -> fields(
                        "text",
                        "Line " + i,
                        "kind",
                        i % 50 == 0 ? "DECISION" : "NOTE",
                        "occurredAt",
                        "2026-11-17T15:%02d:%02dZ".formatted(i / 60, i % 60)))
                .toList();
        ADMIN.post(incident + "/timeline/batch", fields("entries", lines))
                .then()
                .statusCode(200);
        int all = step(incident);
        ADMIN.log(incident, "Afterwards", "kind", "DECISION");

        Document newest = then(incident, all);
        assertEquals(100, newest.select("#lines .entry").size());
        assertEquals("251 entries", newest.getElementById("how-many").text());
        assertNotNull(newest.getElementById("entry-251"));
        Document oldest =
                viewer.page(viewer.page(newest.selectFirst(".pager a[rel=prev]").attr("href"))
                        .selectFirst(".pager a[rel=prev]")
                        .attr("href"));
        assertEquals(51, oldest.select("#lines .entry").size());
        assertNotNull(oldest.getElementById("entry-1"));
        assertEquals(String.valueOf(all), oldest.getElementById("step").val(), "still the same moment");

        Document decisions = viewer.page(replay(incident) + "?step=" + all + "&kind=DECISION");
        assertEquals("5 of 251 entries", decisions.getElementById("how-many").text());
        Document next = viewer.page(decisions.selectFirst("a[rel=next]").attr("href"));
        assertEquals("6 of 252 entries", next.getElementById("how-many").text());
        Document slid = viewer.page(replay(incident) + "?step=" + all + "&"
                + next.selectFirst(".replay-slider [name=kind]").attr("name") + "=DECISION");
        assertEquals("5 of 251 entries", slid.getElementById("how-many").text());
    }
}
