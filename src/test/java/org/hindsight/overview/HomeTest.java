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
import org.hindsight.Api;
import org.hindsight.Visitor;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;

/** What the first page puts before somebody who comes in. */
@QuarkusTest
class HomeTest {

    private static String resolved(Object... more) {
        String incident = ADMIN.incident(more);
        ADMIN.post(incident + "/status", fields("status", "RESOLVED")).then().statusCode(201);
        return incident;
    }

    private static Element waiting(Document home, String incident) {
        return home.selectFirst(
                "section[aria-labelledby=to-write] li:has(a[href=" + incident.replace("/api/v1", "") + "/postmortem])");
    }

    @Test
    void aPostmortemWaitsFromTheEndOfItsIncidentUntilItIsPublished() {
        Visitor viewer = Visitor.of("VIEWER");
        String incident = ADMIN.incident();
        assertNull(waiting(viewer.page("/"), incident), "it still runs");
        ADMIN.post(incident + "/status", fields("status", "RESOLVED")).then().statusCode(201);
        assertEquals(
                "nobody has begun",
                waiting(viewer.page("/"), incident)
                        .select(".facts span")
                        .first()
                        .text());

        ADMIN.post(incident + "/postmortem", fields("template", "customer-facing"))
                .then()
                .statusCode(201);
        assertEquals(
                "Draft", waiting(viewer.page("/"), incident).select(".badge").text());
        List<String> keys = ADMIN.get(incident + "/postmortem").path("sections.key");
        for (String key : keys) {
            String section = incident + "/postmortem/sections/" + key;
            ADMIN.request()
                    .header("If-Match", ADMIN.get(section).header("ETag"))
                    .body(fields("markdown", "It is said."))
                    .put(section)
                    .then()
                    .statusCode(200);
        }
        ADMIN.post(incident + "/postmortem/reviews", fields("verdict", "APPROVED"))
                .then()
                .statusCode(201);
        String report = "/reports/"
                + ADMIN.post(incident + "/editions", fields("label", "FINAL", "audience", "PUBLIC"))
                        .then()
                        .statusCode(201)
                        .extract()
                        .<String>path("slug");
        Document home = viewer.page("/");
        assertNull(waiting(home, incident), "it is published");
        assertNotNull(home.selectFirst("section[aria-labelledby=newest-reports] a[href=" + report + "]"));
    }

    @Test
    void aReviewWaitsForThoseWhoWereAsked() {
        String incident = resolved();
        ADMIN.post(incident + "/postmortem", fields("template", "google-sre"))
                .then()
                .statusCode(201);
        Api asked = Api.person("RESPONDER");
        ADMIN.post(
                        incident + "/postmortem/reviews",
                        fields("verdict", "REQUESTED", "reviewers", List.of(asked.email()), "dueOn", "2020-02-03"))
                .then()
                .statusCode(201);
        Visitor reader = Visitor.as(asked);
        assertTrue(waiting(reader.page("/"), incident).text().contains("your review was due on 3 Feb 2020"));
        assertFalse(waiting(Visitor.of("RESPONDER").page("/"), incident).text().contains("your review"));
        asked.post(incident + "/postmortem/reviews", fields("verdict", "COMMENTED", "comment", "Fine by me"))
                .then()
                .statusCode(201);
        assertFalse(waiting(reader.page("/"), incident).text().contains("your review"));
    }

    @Test
    void whatIsRestrictedWaitsForItsMembersOnly() {
        Api member = Api.person("RESPONDER");
        String incident = resolved("restricted", true, "members", List.of(member.email()));
        assertNotNull(waiting(Visitor.as(member).page("/"), incident));
        assertNull(waiting(Visitor.of("RESPONDER").page("/"), incident));
        ADMIN.post(incident + "/postmortem", fields("template", "google-sre"))
                .then()
                .statusCode(201);
        assertNotNull(waiting(Visitor.as(member).page("/"), incident));
        assertNull(waiting(Visitor.of("RESPONDER").page("/"), incident));
    }
}
