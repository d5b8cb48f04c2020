package org.hindsight.postmortem;

import static org.hindsight.Api.ADMIN;
import static org.hindsight.Api.fields;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.hindsight.Api;
import org.hindsight.incident.Audience;
import org.hindsight.incident.Incident;
import org.junit.jupiter.api.Test;

/** What a document says to whom. */
@QuarkusTest
class DocumentTest {

    @Inject
    Drafts drafts;

    @Inject
    ObjectMapper json;

    private <T> T with(String address, Function<Incident, T> question) {
        long id = Long.parseLong(address.substring(address.lastIndexOf("INC-") + 4));
        return QuarkusTransaction.requiringNew().call(() -> question.apply(Incident.findById(id)));
    }

    private Document document(String incident, Audience audience) {
        return with(incident, it -> drafts.document(it, audience));
    }

    private List<Check> checks(String incident, Audience audience) {
        return with(incident, it -> drafts.both(it).checks(audience));
    }

    private static void write(String incident, String section, String markdown, String audience) {
        String address = incident + "/postmortem/sections/" + section;
        ADMIN.request()
                .header("If-Match", ADMIN.get(address).header("ETag"))
                .body(fields("markdown", markdown, "audience", audience))
                .put(address)
                .then()
                .statusCode(200);
    }

    private static int post(String address, Object... body) {
        return ADMIN.post(address, fields(body))
                .then()
                .statusCode(201)
                .extract()
                .path("no");
    }

    private static String html(Document document, String section) {
        return part(document, section).html().html();
    }

    private static Document.DocumentSection part(Document document, String section) {
        return document.sections().stream()
                .filter(part -> part.key().equals(section))
                .findFirst()
                .orElseThrow();
    }

    private static boolean warns(List<Check> checks, String code, Check.Level level, String section) {
        return checks.stream()
                .anyMatch(check -> check.code().equals(code)
                        && check.level() == level
                        && java.util.Objects.equals(check.section(), section));
    }

    /** An incident in which every kind of thing is there twice: in public, and as a canary. */
    private static String incident() {
        String incident = ADMIN.incident(
                "title",
                "Streaming fails",
                "summary",
                "People could not stream.",
                "tags",
                List.of("CANARY tag"),
                "members",
                List.of(ADMIN.email()),
                "startedAt",
                "2026-11-17T14:00:00Z",
                "detectedAt",
                "2026-11-17T14:08:00Z");
        ADMIN.log(
                incident, "Reports rise", "occurredAt", "2026-11-17T14:00:00Z", "starred", true, "audience", "PUBLIC");
        ADMIN.log(incident, "CANARY entry", "occurredAt", "2026-11-17T14:05:00Z", "starred", true);
        ADMIN.log(incident, "CANARY retracted", "starred", true, "audience", "PUBLIC");
        ADMIN.delete(incident + "/timeline/4?reason=CANARY+reason").then().statusCode(200);
        ADMIN.post(
                        incident + "/status",
                        fields("status", "IDENTIFIED", "note", "CANARY note", "occurredAt", "2026-11-17T14:30:00Z"))
                .then()
                .statusCode(201);
        ADMIN.put(incident + "/roles/COMMANDER", fields("person", "CANARY Holder", "note", "CANARY role note"))
                .then()
                .statusCode(200);
        post(incident + "/symptoms", "statement", "No music", "platform", "MOBILE", "audience", "PUBLIC");
        post(incident + "/symptoms", "statement", "CANARY symptom");
        post(
                incident + "/causes",
                "statement",
                "An expired certificate",
                "state",
                "RULED_OUT",
                "reason",
                "It was valid",
                "audience",
                "PUBLIC");
        post(incident + "/causes", "statement", "CANARY cause");
        evidence(incident, 2, "FOR", "CANARY weighing");
        evidence(incident, 3, "AGAINST", "CANARY against");
        post(
                incident + "/impacts",
                "name",
                "Reports",
                "key",
                "peak",
                "value",
                90,
                "outOf",
                305,
                "unit",
                "teams",
                "basis",
                "MEASURED",
                "audience",
                "PUBLIC");
        post(
                incident + "/impacts",
                "name",
                "CANARY impact",
                "key",
                "hidden",
                "value",
                4711,
                "unit",
                "CANARYS",
                "basis",
                "MEASURED");
        post(incident + "/workarounds", "text", "Wait", "state", "VERIFIED", "audience", "PUBLIC");
        post(incident + "/workarounds", "text", "CANARY workaround", "state", "HARMFUL");
        post(
                incident + "/signals",
                "quote",
                "Three times I restarted it",
                "sourceName",
                "a listener",
                "at",
                "2026-11-17T14:52:00Z",
                "audience",
                "PUBLIC");
        post(
                incident + "/signals",
                "quote",
                "CANARY quote",
                "sourceName",
                "CANARY source",
                "at",
                "2026-11-17T14:52:00Z");
        post(
                incident + "/actions",
                "title",
                "Probe sign-in",
                "type",
                "DETECT",
                "owner",
                "Platform team",
                "trackerUrl",
                "https://tracker.example.org/7",
                "audience",
                "PUBLIC");
        post(
                incident + "/actions",
                "title",
                "Ask the provider",
                "type",
                "PROCESS",
                "owner",
                ADMIN.email(),
                "audience",
                "PUBLIC");
        post(
                incident + "/actions",
                "title",
                "Write it down",
                "type",
                "PROCESS",
                "owner",
                "canary holder",
                "audience",
                "PUBLIC");
        post(incident + "/actions", "title", "CANARY action", "type", "REPAIR", "causes", List.of(2));
        ADMIN.post(incident + "/postmortem", fields("template", "google-sre"))
                .then()
                .statusCode(201);
        return incident;
    }

    private static void evidence(String incident, int entry, String weighs, String note) {
        ADMIN.post(incident + "/causes/1/evidence", fields("entry", entry, "weighs", weighs, "note", note))
                .then()
                .statusCode(201);
    }

    private static final String EVERY_BLOCK = """
            {{summary-box}}

            {{incident.summary}}
            {{timeline.starred}}
            {{timeline.all}}

            {{milestones}}

            {{durations}}

            {{symptoms}}

            {{impact-table}}

            {{causes}}

            {{causes.ruled-out}}

            {{workarounds}}

            {{signals}}

            {{actions}}
            """;

    @Test
    void nothingInternalIsInThePublicDocument() throws Exception {
        String incident = incident();
        write(
                incident,
                "summary",
                EVERY_BLOCK + "\nSeen [#2], [#3], [#4], [symptom 2], [cause 2], [impact 2], [workaround 2],"
                        + " [signal 2], [action 4], {{impact.hidden}} {internal: CANARY passage}.\n\n:::internal\nCANARY block\n:::\n",
                "PUBLIC");
        write(incident, "notes", "CANARY section", "INTERNAL");
        Document document = document(incident, Audience.PUBLIC);
        String all = json.writeValueAsString(document);
        int at = all.toLowerCase(java.util.Locale.ROOT).indexOf("canary");
        assertEquals(-1, at, () -> all.substring(Math.max(0, at - 200), Math.min(all.length(), at + 200)));
        assertFalse(all.contains(ADMIN.email()));
        assertFalse(all.contains("4711"));
        assertTrue(all.contains("incident commander"));
        assertTrue(all.contains("Platform team"));
        String html = html(document, "summary");
        for (String shown : List.of(
                "Reports rise",
                "No music",
                "An expired certificate",
                "It was valid",
                "90 of 305 teams, 30 %",
                "Wait",
                "Three times I restarted it",
                "Probe sign-in",
                "https://tracker.example.org/7",
                "Ask the provider",
                "responder A",
                "8 min",
                "People could not stream.")) {
            assertTrue(html.contains(shown), () -> shown + " in " + html);
            assertTrue(part(document, "summary").finished().contains(shown), shown);
        }
        assertFalse(html.contains("<p>{{"), html);
        assertEquals(1, html.split("id=\"entry-2\"", -1).length - 1);
        assertTrue(
                html.contains("Seen<a class=\"citation\" href=\"#entry-2\"")
                        || html.contains("Seen <a class=\"citation\" href=\"#entry-2\""),
                html);
        assertTrue(html.contains("data-weighs=\"FOR\""), html);
        assertFalse(html.contains("data-weighs=\"AGAINST\""), html);
        List<Check> checks = checks(incident, Audience.PUBLIC);
        assertEquals(
                8,
                checks.stream()
                        .filter(check -> check.code().equals("CITES_INTERNAL"))
                        .count(),
                checks.toString());
        assertTrue(warns(checks, "RETRACTED_EVIDENCE", Check.Level.BLOCK, "summary"), checks.toString());
    }

    @Test
    void theInternalDocumentHasEverythingButWhatWasRetracted() throws Exception {
        String incident = incident();
        write(incident, "summary", EVERY_BLOCK + "\nSeen [#3] {internal: at home}.", "PUBLIC");
        Document document = document(incident, Audience.INTERNAL);
        String html = html(document, "summary");
        for (String shown : List.of(
                "CANARY entry",
                "CANARY symptom",
                "CANARY cause",
                "CANARY weighing",
                "CANARY impact",
                "CANARY workaround",
                "CANARY quote",
                "CANARY action",
                "at home",
                "href=\"#entry-3\"")) {
            assertTrue(html.contains(shown), () -> shown + " in " + html);
        }
        assertFalse(json.writeValueAsString(document).contains("CANARY retracted"));
        assertTrue(html.contains(ADMIN.email()));
        assertFalse(warns(checks(incident, Audience.INTERNAL), "CITES_INTERNAL", Check.Level.HINT, "summary"));
    }

    @Test
    void figuresAndCitationsAreSetInEverywhereButInCode() {
        String incident = incident();
        write(incident, "summary", """
                ### It took {{time-to-detect}}

                **{{time-to-mitigate}}**, {{impact.peak}}, {{impact.peak.of}}, {{severity}}, {{services}}, {{milestone.detected}}, {{ count.entries }}.

                - [#2] and [Cause 1], `[#2] {{time-to-detect}}`
                - [see [#2] {{severity}}](https://example.org)

                | A | B |
                | - | - |
                | [impact 1] | {{started}} |

                ```
                {{causes}}
                [#2]
                ```

                {{no-such}} {{causes}} [#99] <script>alert(1)</script> ![picture](https://example.org/x.png)
                """, "PUBLIC");
        Document document = document(incident, Audience.PUBLIC);
        String html = html(document, "summary");
        for (String shown : List.of(
                "<h3>It took 8 min</h3>",
                "<strong>not known (mitigated is missing)</strong>, 90 teams, 90 of 305 teams, 30 %, SEV1, no service is named,"
                        + " 17 November 2026, 14:08 UTC",
                "<a class=\"citation\" href=\"#entry-2\" aria-label=\"entry 2\">#2</a> and <a class=\"citation\" href=\"#cause-1\"",
                "<code>[#2] {{time-to-detect}}</code>".replace("{{", "{<!-- -->{"),
                "see #2 SEV1</a>",
                "17 November 2026, 14:00 UTC</td>",
                "<mark class=\"unknown\">{{no-such}}</mark> <mark class=\"unknown\">{{causes}}</mark> <mark class=\"unknown\">[#99]</mark>",
                "&lt;script&gt;",
                "<a href=\"https://example.org/x.png\"")) {
            assertTrue(html.contains(shown), () -> shown + " in " + html);
        }
        assertFalse(html.contains("<script"));
        assertFalse(html.contains("<img"));
        String finished = part(document, "summary").finished();
        assertTrue(finished.contains("It took 8 min"), finished);
        assertTrue(finished.contains("[^entry-2] and [^cause-1]"), finished);
        assertTrue(finished.contains("`[#2] {{time-to-detect}}`"), finished);
        List<Document.Cited> evidence = document.evidence();
        assertEquals("#2", evidence.get(0).label());
        assertTrue(
                evidence.stream().anyMatch(cited -> cited.anchor().equals("cause-1") && cited.shown()),
                evidence.toString());
        List<Check> checks = checks(incident, Audience.PUBLIC);
        assertEquals(
                3,
                checks.stream()
                        .filter(check -> check.code().equals("UNKNOWN_CITATION"))
                        .count(),
                checks.toString());
        assertTrue(warns(checks, "MISSING_MILESTONE", Check.Level.WARN, "summary"));
    }

    @Test
    void whatIsNotReadyIsSaid() {
        String incident = ADMIN.incident();
        ADMIN.post(incident + "/postmortem", fields("template", "google-sre"))
                .then()
                .statusCode(201);
        write(incident, "summary", "Text {internal: never closed\n\nmore", "PUBLIC");
        write(incident, "impact", " \n{internal: only this}\n", "PUBLIC");
        write(incident, "causes", "Fine <!-- prompt: really? --> text\n\n{{causes}}", "PUBLIC");
        List<Check> checks = checks(incident, Audience.PUBLIC);
        assertTrue(warns(checks, "UNCLOSED_INTERNAL", Check.Level.BLOCK, "summary"), checks.toString());
        assertTrue(warns(checks, "EMPTY_SECTION", Check.Level.WARN, "impact"), checks.toString());
        assertTrue(warns(checks, "LEFTOVER_PROMPT", Check.Level.BLOCK, "causes"), checks.toString());
        assertTrue(warns(checks, "NO_ACTIONS", Check.Level.HINT, null), checks.toString());
        assertTrue(warns(checks, "MISSING_MILESTONE", Check.Level.WARN, null), checks.toString());
        Document document = document(incident, Audience.PUBLIC);
        assertEquals("Text", part(document, "summary").markdown().strip());
        assertTrue(html(document, "causes").contains("Fine  text")
                || html(document, "causes").contains("Fine text"));
        assertTrue(html(document, "causes").contains("No cause was considered on the record."));
        post(incident + "/actions", "title", "Do it", "type", "PREVENT", "audience", "PUBLIC");
        post(
                incident + "/impacts",
                "name",
                "Users",
                "value",
                5,
                "unit",
                "users",
                "basis",
                "ESTIMATED",
                "audience",
                "PUBLIC");
        post(
                incident + "/impacts",
                "name",
                "Teams",
                "low",
                20,
                "high",
                40,
                "unit",
                "teams",
                "outOf",
                30,
                "basis",
                "MEASURED",
                "audience",
                "PUBLIC");
        List<Check> later = checks(incident, Audience.PUBLIC);
        assertTrue(warns(later, "IMPACT_EXCEEDS_WHOLE", Check.Level.WARN, null), later.toString());
        assertTrue(warns(later, "ACTION_WITHOUT_OWNER", Check.Level.WARN, null), later.toString());
        assertTrue(warns(later, "IMPACT_WITHOUT_DENOMINATOR", Check.Level.HINT, null), later.toString());
    }

    @Test
    void peopleKeepTheirPublicNames() {
        String incident = ADMIN.incident();
        Api second = Api.person("RESPONDER");
        ADMIN.log(incident, "internal line");
        second.log(incident, "public line", "audience", "PUBLIC");
        ADMIN.post(incident + "/postmortem", fields("template", "google-sre"))
                .then()
                .statusCode(201);
        Map<Integer, String> names = document(incident, Audience.PUBLIC).facts().entries().stream()
                .collect(java.util.stream.Collectors.toMap(Facts.Entry::no, Facts.Entry::by));
        assertEquals(Map.of(3, "responder B"), names);
        ADMIN.put(incident + "/roles/SCRIBE", fields("person", second.email()))
                .then()
                .statusCode(200);
        assertEquals(
                "scribe",
                document(incident, Audience.PUBLIC).facts().entries().get(0).by());
    }

    @Test
    void thePhasesFollowTheStatusEntriesAndAreNoSecret() {
        String incident = incident();
        Facts internal = document(incident, Audience.INTERNAL).facts();
        Facts open = document(incident, Audience.PUBLIC).facts();
        for (Facts facts : List.of(internal, open)) {
            assertEquals(
                    List.of(org.hindsight.incident.Status.IDENTIFIED),
                    facts.statuses().stream().map(Facts.StatusChange::status).toList());
        }
        assertEquals(internal.statuses().get(0).at(), open.statuses().get(0).at());
        assertNotNull(internal.statuses().get(0).entry());
        assertNull(open.statuses().get(0).entry(), "the entry that says it is internal");
    }

    /** A latent condition below a trigger below what people saw; and what only we may know. */
    private static String explained() {
        String incident = ADMIN.incident("startedAt", "2026-11-17T14:00:00Z", "detectedAt", "2026-11-17T14:08:00Z");
        ADMIN.log(
                incident,
                "People are **signed out**",
                "occurredAt",
                "2026-11-17T14:05:00Z",
                "kind",
                "OBSERVATION",
                "audience",
                "PUBLIC");
        ADMIN.log(incident, "CANARY decision", "occurredAt", "2026-11-17T14:06:00Z", "kind", "DECISION");
        ADMIN.put(incident + "/roles/COMMANDER", fields("person", "CANARY Holder"))
                .then()
                .statusCode(200);
        cause(incident, "Nobody is told before it expires", "LATENT_CONDITION", "CONFIRMED", "PUBLIC");
        cause(incident, "An expired certificate", "TRIGGER", "SUSPECTED", "PUBLIC");
        cause(incident, "CANARY overload", null, "SUSPECTED", "INTERNAL");
        cause(incident, "A router at home", "CONTRIBUTING_FACTOR", "RULED_OUT", "PUBLIC");
        ADMIN.post(incident + "/causes/2/evidence", fields("entry", 2, "weighs", "FOR"));
        ADMIN.post(incident + "/causes/2/evidence", fields("entry", 3, "weighs", "AGAINST"));
        explains(incident, 1, "cause", 2);
        explains(incident, 2, "entry", 2);
        explains(incident, 3, "entry", 2);
        explains(incident, 4, "entry", 2);
        explains(incident, 1, "entry", 3);
        ADMIN.post(incident + "/postmortem", fields("template", "google-sre"))
                .then()
                .statusCode(201);
        return incident;
    }

    private static void cause(String incident, String statement, String part, String state, String audience) {
        post(
                incident + "/causes",
                "statement",
                statement,
                "part",
                part,
                "state",
                state,
                "reason",
                "as was seen",
                "audience",
                audience);
    }

    private static void explains(String incident, int cause, String what, int no) {
        ADMIN.post(incident + "/causes/" + cause + "/effects", fields(what, no, "note", "CANARY link"))
                .then()
                .statusCode(201);
    }

    @Test
    void blocksTellHowCausesHangTogether() throws Exception {
        String incident = explained();
        write(incident, "causes", "{{factors}}\n\n{{cause-map}}\n\n{{five-whys}}\n\n{{causes}}\n\n{{roles}}", "PUBLIC");
        Document open = document(incident, Audience.PUBLIC);
        String all = json.writeValueAsString(open);
        assertFalse(all.contains("CANARY"), all);
        assertTrue(all.contains("\"effects\":[{\"cause\":2,\"entry\":null,\"note\":null}]"), all);
        org.jsoup.nodes.Document page = org.jsoup.Jsoup.parse(html(open, "causes"));
        assertEquals(
                List.of("Trigger", "Latent condition"),
                page.select(".report-factor > h3").eachText());
        assertEquals(
                "An expired certificate cause 2 Suspected one entry for it",
                page.select(".report-factor li").first().text());
        assertEquals(
                Set.of("LATENT_CONDITION", "TRIGGER", "CONTRIBUTING_FACTOR", "ENTRY"),
                Set.copyOf(page.select(".cm-box").eachAttr("data-shape")));
        assertEquals(
                1,
                page.select(".cm-box[data-state=RULED_OUT] path[stroke-dasharray]")
                        .size());
        assertTrue(page.select("svg desc").text().contains("Cause 2 explains #2."), page.html());
        assertEquals(
                "An expired certificate cause 2 trigger, suspected explains: People are signed out #2 observation, 14:05 UTC",
                page.select(".cause-map-list > ul > li > ul > li").first().text());
        assertEquals(1, page.select(".report-why").size());
        assertEquals("People are signed out #2", page.select(".report-why h3").text());
        assertEquals(
                List.of(
                        "Why? – Because: An expired certificate cause 2 trigger, suspected",
                        "Why? – Because: Nobody is told before it expires cause 1 latent condition, confirmed"),
                page.select(".report-why li").eachText());
        assertEquals("#cause-2", page.select(".report-why a").get(1).attr("href"));
        assertEquals(1, page.select("#cause-2").size(), "the list of causes carries the anchor");
        assertTrue(page.text().contains("Incident commander"));

        String finished = part(open, "causes").finished();
        for (String line : List.of("- An expired certificate [^cause-2] – Suspected (one entry for it)", """
                - Nobody is told before it expires [^cause-1] (latent condition, confirmed)
                  - → An expired certificate [^cause-2] (trigger, suspected)
                    - → People are signed out [^entry-2] (observation, 14:05 UTC)
                """, """
                **People are signed out** [^entry-2]

                1. Why? – Because: An expired certificate [^cause-2] (trigger, suspected)
                2. Why? – Because: Nobody is told before it expires [^cause-1] (latent condition, confirmed)
                """)) {
            assertTrue(finished.contains(line), () -> line + " in " + finished);
        }

        org.jsoup.nodes.Document internal =
                org.jsoup.Jsoup.parse(html(document(incident, Audience.INTERNAL), "causes"));
        assertEquals(3, internal.select(".report-why").size(), "ruled out explains nothing");
        assertEquals(
                "Why? – The record does not say yet.",
                internal.select(".report-why").get(1).select("li").last().text());
        assertTrue(internal.text().contains("one entry for it, one entry against it"), internal.text());
        assertTrue(internal.text().contains("Part not said yet"), internal.text());
        assertTrue(internal.text().contains("Incident commander: CANARY Holder"), internal.text());
    }

    @Test
    void partsOfTheTimelineAreShownAndWhatNamesNoneIsSaid() {
        String incident = explained();
        write(incident, "summary", """
                {{timeline.kind.decision}}

                {{timeline.started..detected}}

                {{timeline.detected..mitigated}}

                {{timeline.kind.decisions}}

                {{timeline.found..mitigated}}

                {{timeline.stared}}
                """, "PUBLIC");
        org.jsoup.nodes.Document internal =
                org.jsoup.Jsoup.parse(html(document(incident, Audience.INTERNAL), "summary"));
        assertEquals(
                List.of("CANARY decision", "People are signed out", "CANARY decision"),
                internal.select(".report-entry .prose").eachText());
        assertTrue(internal.text().contains("is not known: mitigated is missing."), internal.text());
        String open = html(document(incident, Audience.PUBLIC), "summary");
        assertTrue(open.contains("signed out"), open);
        assertFalse(open.contains("CANARY") || open.contains("missing"), open);
        List<String> messages = checks(incident, Audience.PUBLIC).stream()
                .filter(check -> check.code().equals("UNKNOWN_CITATION"))
                .map(Check::message)
                .toList();
        assertEquals(3, messages.size(), messages.toString());
        assertTrue(messages.get(0).endsWith("action, communication, status, user-report and note."), messages.get(0));
        assertTrue(messages.get(1).contains("“found” is not a milestone"), messages.get(1));
        assertTrue(messages.get(1)
                .contains("started, detected, declared, acknowledged, informed, mitigated and resolved"));
        assertTrue(messages.get(2).contains("“timeline.starred”"), messages.get(2));
    }

    @Test
    void blocksWithoutLinksSaySoInternallyAndNothingInPublic() {
        String incident = ADMIN.incident();
        ADMIN.post(incident + "/postmortem", fields("template", "google-sre"))
                .then()
                .statusCode(201);
        write(incident, "causes", "{{factors}}\n\n{{cause-map}}\n\n{{five-whys}}\n\n{{roles}}", "PUBLIC");
        assertEquals(
                4,
                org.jsoup.Jsoup.parse(html(document(incident, Audience.INTERNAL), "causes"))
                        .select(".report-nothing")
                        .size());
        assertEquals("", html(document(incident, Audience.PUBLIC), "causes"));
    }
}
