package org.hindsight.edition;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hindsight.Api.ADMIN;
import static org.hindsight.Api.fields;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.hindsight.Visitor;
import org.jsoup.nodes.Element;
import org.jsoup.select.Elements;
import org.junit.jupiter.api.Test;

/** Anybody can see what became of what the public reports promise. */
@QuarkusTest
class FollowThroughTest {

    @Inject
    EntityManager database;

    private static String publish(String incident) {
        return ADMIN.post(incident + "/editions", fields("label", "PRELIMINARY", "audience", "PUBLIC", "note", "Told"))
                .then()
                .statusCode(201)
                .extract()
                .path("slug");
    }

    private static String incident(String title) {
        String incident = ADMIN.incident("title", title);
        ADMIN.post(incident + "/postmortem", fields("template", "google-sre"))
                .then()
                .statusCode(201);
        for (String key : ADMIN.get(incident + "/postmortem").<List<String>>path("sections.key")) {
            ADMIN.request()
                    .header("If-Match", "\"1\"")
                    .body(fields("markdown", key.equals("actions") ? "{{actions}}" : "Told.", "audience", "PUBLIC"))
                    .put(incident + "/postmortem/sections/" + key)
                    .then()
                    .statusCode(200);
        }
        return incident;
    }

    private static void act(String incident, String title, String dueOn, String audience) {
        ADMIN.post(
                        incident + "/actions",
                        fields("title", title, "type", "PREVENT", "dueOn", dueOn, "audience", audience))
                .then()
                .statusCode(201);
    }

    private static Elements rows(String section, String slug) {
        return Visitor.stranger()
                .page("/reports/actions")
                .select("section[aria-labelledby=" + section + "] tr:has(a[href=/reports/" + slug + "])");
    }

    @Test
    void eachPromiseIsThereWithItsFirstDayAndHowFarItSlipped() {
        String incident = incident("Playlists were empty, and what came of it");
        act(incident, "Renew certificates by machine", "2020-01-01", "PUBLIC");
        act(incident, "Move to the other cluster", "2199-01-01", "INTERNAL");
        act(incident, "Alert two weeks before", "2199-12-31", "PUBLIC");
        String slug = publish(incident);
        assertEquals(2, rows("to-do", slug).size());
        assertEquals(0, rows("settled", slug).size());
        ADMIN.patch(incident + "/actions/1", fields("dueOn", "2020-03-01"))
                .then()
                .statusCode(200);
        ADMIN.patch(incident + "/actions/3", fields("state", "DONE")).then().statusCode(200);
        publish(incident);

        Element late = rows("to-do", slug).first();
        assertTrue(late != null, "the renewal is still to be done");
        assertThat(late.text(), containsString("Renew certificates by machine"));
        assertThat(late.text(), containsString("first promised for 1 January 2020, slipped by 60 days"));
        assertThat(late.select("[data-state=OVERDUE]").text(), matchesPattern("[0-9]+ days overdue"));
        assertThat(late.text(), containsString("Playlists were empty, and what came of it"));
        Elements settled = rows("settled", slug);
        assertEquals(1, settled.size());
        assertThat(settled.text(), containsString("Alert two weeks before"));
        assertThat(settled.text(), not(containsString("first promised")));
        String page = Visitor.stranger().get("/reports/actions").asString();
        assertThat(page, not(containsString("Move to the other cluster")));

        ADMIN.delete(incident + "/actions/1?reason=It+was+no+good").then().statusCode(200);
        await().untilAsserted(() -> assertEquals(
                "Retracted",
                rows("settled", slug).select("[data-state=WITHDRAWN]").text()));
        assertThat(Visitor.stranger().get("/reports/actions").asString(), not(containsString("It was no good")));
        ADMIN.patch(incident, fields("restricted", true)).then().statusCode(200);
        await().untilAsserted(() -> assertEquals(0, rows("settled", slug).size()));
    }

    @Test
    void aReportThatCannotBeReadHidesNoOther() {
        String broken = incident("The disk forgot this one");
        act(broken, "Check the disks", "2199-01-01", "PUBLIC");
        String forgotten = publish(broken);
        QuarkusTransaction.requiringNew()
                .run(() -> database.createQuery("update EditionFile f set f.content = ?1 where f.format = ?2"
                                + " and f.edition.id in (select e.id from Edition e where e.incident.id = ?3)")
                        .setParameter(1, "{".getBytes(StandardCharsets.UTF_8))
                        .setParameter(2, Format.JSON)
                        .setParameter(3, Long.valueOf(broken.replaceAll(".*INC-", "")))
                        .executeUpdate());
        String sound = incident("This one is whole");
        act(sound, "Keep it so", "2199-01-01", "PUBLIC");
        String slug = publish(sound);
        assertEquals(1, rows("to-do", slug).size());
        assertEquals(0, rows("to-do", forgotten).size());
    }

    @Test
    void aReportTakesNoAddressOfAnotherPage() {
        String incident = incident("Actions!");
        assertThat(publish(incident), matchesPattern("report-actions(-[0-9]+)?"));
    }
}
