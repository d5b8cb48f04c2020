package org.hindsight.postmortem;

import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hindsight.Api.ADMIN;
import static org.hindsight.Api.fields;
import static org.hindsight.Visitor.where;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.hindsight.Api;
import org.hindsight.Published;
import org.hindsight.Visitor;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.select.Elements;
import org.junit.jupiter.api.Test;

/**
 * Real incidents, from their declaration to the report that a stranger reads. The README beside the files
 * under {@code incidents} says how they are to be read.
 */
@QuarkusTest
class RealIncidentsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Of these a finished draft has none. */
    private static final List<String> FAULTS = List.of(
            "UNKNOWN_CITATION",
            "CITES_INTERNAL",
            "LEFTOVER_PROMPT",
            "UNCLOSED_INTERNAL",
            "EMPTY_SECTION",
            "MISSING_MILESTONE",
            "IMPACT_EXCEEDS_WHOLE");

    private static final Pattern SECTION = Pattern.compile("(?m)^## .*\\{#(?<key>[a-z0-9-]+)\\}$");

    @Test
    void fourOutagesOfFeatureFlagsBecomeOneReportThatSaysAllOfThem() throws IOException {
        tell(Story.read("posthog-feature-flags"));
    }

    @Test
    void aNightWithoutTestsIsToldAlthoughItsDatesContradictEachOther() throws IOException {
        tell(Story.read("kubernetes-boskos"));
    }

    private static void tell(Story story) throws IOException {
        Api responder = Api.person("RESPONDER");
        Api publisher = Api.person("PUBLISHER");
        String incident = story.record(responder);
        story.write(Visitor.as(responder), incident);
        story.assertNothingStandsInTheWay(responder, incident);
        String slug = published(Visitor.as(responder), Visitor.as(publisher), publisher.email(), incident);
        Report report = Report.read(slug);
        report.keep(story.name());
        assertSaysAll(story, report);
        assertNothingInternalIn(
                report,
                Stream.concat(
                        story.secrets().stream(),
                        Stream.of(responder, publisher).map(Api::email)));
        assertFiguresFollowFromTheRecord(story, report, responder.get(incident).jsonPath());
    }

    private static String desk(String incident) {
        return incident.replace("/api/v1", "") + "/postmortem";
    }

    /** Has the draft reviewed, approved and published on its pages; answers the name of the report. */
    private static String published(Visitor responder, Visitor publisher, String asked, String incident) {
        String desk = desk(incident);
        String send = "button[formaction$=/reviews]";
        where(responder.press(
                responder.page(desk), send, "verdict", "REQUESTED", "reviewers", asked, "dueOn", "2036-01-04"));
        Document page = publisher.page(desk);
        Elements points = page.select("[name=tick]");
        assertFalse(points.isEmpty(), "the template has a checklist");
        points.attr("checked", "");
        where(publisher.press(page, "button[formaction$=/checklist]"));
        assertEquals(
                points.size(),
                publisher.page(desk).select("[name=tick][checked]").size());
        where(publisher.press(publisher.page(desk), send, "verdict", "APPROVED"));
        assertEquals("APPROVED", publisher.page(desk).select("#desk-state").attr("data-state"));
        String publish = desk.replace("postmortem", "publish");
        String form = "form[action$=/publish]";
        assertEquals(403, responder.get(publish).statusCode());
        String edition = where(publisher.send(publisher.page(publish), form, "audience", "PUBLIC", "label", "FINAL"));
        assertTrue(edition.endsWith("/editions/1"), edition);
        return edition.replaceAll("/reports/|/editions/1", "");
    }

    private static void assertSaysAll(Story story, Report report) {
        Map<String, String> readings = report.readings();
        List<String> unsaid = new ArrayList<>();
        for (String fact : story.facts()) {
            readings.forEach((form, text) -> {
                if (!text.contains(fact)) {
                    unsaid.add(form + ": " + fact);
                }
            });
        }
        assertEquals(List.of(), unsaid, () -> "facts of " + story.name() + " that a reader does not find");
    }

    private static void assertNothingInternalIn(Report report, Stream<String> secrets) {
        secrets.forEach(secret -> {
            assertFalse(report.page().contains(secret), () -> secret + " is on the page");
            assertFalse(report.markdown().contains(secret), () -> secret + " is in the Markdown");
            assertFalse(report.json().contains(secret), () -> secret + " is in the JSON");
        });
    }

    private static void assertFiguresFollowFromTheRecord(Story story, Report report, JsonPath incident)
            throws IOException {
        Published.assertFits(report.json().getBytes(StandardCharsets.UTF_8));
        JsonNode frozen = JSON.readTree(report.json()).at("/document/facts");
        for (Map.Entry<String, JsonNode> figure : story.told("figures").properties()) {
            String only = "find { it.key == '" + figure.getKey() + "' }.seconds";
            long seconds = figure.getValue().longValue();
            assertEquals(seconds, incident.getLong("durations." + only), figure.getKey());
            assertEquals(seconds, JsonPath.from(frozen.toString()).getLong("durations." + only), figure.getKey());
            assertTrue(
                    Report.plain(report.markdown()).contains(Wording.span(seconds)),
                    () -> figure.getKey() + " is not told");
        }
        for (Map.Entry<String, JsonNode> milestone : story.told("milestones").properties()) {
            JsonNode told = frozen.path("milestones").path(milestone.getKey());
            assertEquals(milestone.getValue().path("precision"), told.path("precision"), milestone.getKey());
            assertEquals(milestone.getValue().path("entry"), told.path("entry"), milestone.getKey());
        }
    }

    /**
     * An incident as its two files tell it.
     *
     * @param record the JSON
     * @param sections the Markdown of the post-mortem by key
     */
    private record Story(String name, JsonNode record, Map<String, String> sections) {

        static Story read(String name) throws IOException {
            Map<String, String> sections = new LinkedHashMap<>();
            String text = file(name + ".md");
            Matcher heading = SECTION.matcher(text);
            boolean found = heading.find();
            while (found) {
                String key = heading.group("key");
                int begin = heading.end();
                found = heading.find();
                sections.put(
                        key,
                        text.substring(begin, found ? heading.start() : text.length())
                                .strip());
            }
            return new Story(name, JSON.readTree(file(name + ".json")), sections);
        }

        private static String file(String name) throws IOException {
            String path = "/incidents/" + name;
            try (InputStream file = Objects.requireNonNull(RealIncidentsTest.class.getResourceAsStream(path), path)) {
                return new String(file.readAllBytes(), StandardCharsets.UTF_8);
            }
        }

        JsonNode told(String field) {
            return Objects.requireNonNull(record.get(field), field);
        }

        /** Declares the incident and records all that became known of it; answers its address in the API. */
        String record(Api person) {
            told("services")
                    .forEach(service -> ADMIN.post("/api/v1/services", service.toString())
                            .then()
                            .statusCode(anyOf(is(201), is(409))));
            String ref = person.post("/api/v1/incidents", told("incident").toString())
                    .then()
                    .statusCode(201)
                    .extract()
                    .path("ref");
            String incident = "/api/v1/incidents/" + ref;
            person.post(incident + "/timeline/batch?atomic=true", entries().toString())
                    .then()
                    .statusCode(200)
                    .body("results.no", equalTo(numbers()));
            told("statuses").forEach(status -> post(person, incident + "/status", status));
            told("milestones")
                    .properties()
                    .forEach(one -> person.put(
                                    incident + "/milestones/" + one.getKey(),
                                    one.getValue().toString())
                            .then()
                            .statusCode(200));
            told("roles")
                    .properties()
                    .forEach(one -> person.put(
                                    incident + "/roles/" + one.getKey(),
                                    fields("person", one.getValue().textValue()))
                            .then()
                            .statusCode(200));
            for (String kind : List.of("symptoms", "impacts", "workarounds", "signals")) {
                told(kind).forEach(thing -> post(person, incident + "/" + kind, thing));
            }
            for (JsonNode weighed : told("causes")) {
                String cause = incident + "/causes/"
                        + post(person, incident + "/causes", weighed.path("cause"))
                                .path("no");
                weighed.path("evidence").forEach(evidence -> post(person, cause + "/evidence", evidence));
            }
            told("actions").forEach(action -> post(person, incident + "/actions", action));
            return incident;
        }

        private static Response post(Api person, String address, JsonNode body) {
            Response answer = person.post(address, body.toString());
            assertEquals(201, answer.statusCode(), answer::asString);
            return answer;
        }

        /** The entries with what holds for all of them; where they come from is the report, but for those within. */
        private ObjectNode entries() {
            ObjectNode batch = JSON.createObjectNode();
            ArrayNode entries = batch.putArray("entries");
            for (JsonNode told : told("entries")) {
                ObjectNode entry = told("entryDefaults").deepCopy();
                entry.setAll((ObjectNode) told);
                entry.remove("no");
                if (entry.path("audience").textValue().equals("PUBLIC")) {
                    entry.set("source", told("report"));
                }
                entries.add(entry);
            }
            return batch;
        }

        private List<Integer> numbers() {
            return stream(told("entries"))
                    .map(entry -> entry.path("no").intValue())
                    .toList();
        }

        /** Writes the whole post-mortem at the desk, as somebody does who has no scripts. */
        void write(Visitor person, String incident) {
            String desk = desk(incident);
            where(person.send(
                    person.page(desk), "main form", "template", told("template").textValue()));
            Document page = person.page(desk);
            assertEquals(
                    new HashSet<>(page.select(".draft").eachAttr("data-key")),
                    sections.keySet(),
                    "the sections of the template");
            List<String> typed = new ArrayList<>();
            sections.forEach((key, markdown) -> typed.addAll(List.of("markdown." + key, markdown)));
            where(person.press(page, "button[name=at]", typed.toArray(String[]::new)));
        }

        void assertNothingStandsInTheWay(Api person, String incident) {
            List<String> expected =
                    stream(told("expectedChecks")).map(JsonNode::textValue).toList();
            person.get(incident + "/postmortem")
                    .then()
                    .statusCode(200)
                    .body("checks.findAll { it.level == 'BLOCK' }", hasSize(0))
                    .body("checks.code.findAll { it in " + quoted(FAULTS) + " }", hasSize(0))
                    .body("checks.code", hasItems(expected.toArray(String[]::new)));
        }

        private static String quoted(List<String> codes) {
            return codes.stream().map(code -> "'" + code + "'").toList().toString();
        }

        List<String> facts() {
            return stream(told("facts"))
                    .flatMap(Story::stream)
                    .map(JsonNode::textValue)
                    .toList();
        }

        /** What nobody outside may read: what the file says, what is internal in it, and the names of people. */
        List<String> secrets() {
            Stream<String> internal = stream(told("entries"))
                    .filter(entry -> entry.path("audience").asText().equals("INTERNAL"))
                    .map(entry -> entry.path("text").textValue());
            Stream<String> notes = stream(told("causes"))
                    .flatMap(cause -> stream(cause.path("evidence")))
                    .filter(evidence -> evidence.has("note"))
                    .map(evidence -> evidence.path("note").textValue());
            return Stream.of(
                            stream(told("neverPublic")).map(JsonNode::textValue),
                            stream(told("roles")).map(JsonNode::textValue),
                            internal,
                            notes)
                    .flatMap(texts -> texts)
                    .toList();
        }

        private static Stream<JsonNode> stream(JsonNode list) {
            return StreamSupport.stream(list.spliterator(), false);
        }
    }

    /** The newest edition as somebody reads it who has no account. */
    private record Report(String page, String markdown, String json) {

        static Report read(String slug) {
            return new Report(get(slug), get(slug + ".md"), get(slug + ".json"));
        }

        private static String get(String address) {
            return RestAssured.get("/reports/" + address)
                    .then()
                    .statusCode(200)
                    .extract()
                    .asString();
        }

        /** Leaves the Markdown where people can read it side by side with the original. */
        void keep(String name) throws IOException {
            Files.writeString(
                    Files.createDirectories(Path.of("target", "reports-retold")).resolve(name + ".md"), markdown);
        }

        /** Its words in each form, without marks. */
        Map<String, String> readings() {
            Document shown = Jsoup.parse(page);
            String links = String.join(" ", shown.select("main a[href]").eachAttr("href"));
            List<String> texts = new ArrayList<>();
            collect(JsonPath.from(json).get("document"), texts);
            return Map.of(
                    "page", shown.text().replace('\u00a0', ' ') + " " + links,
                    "Markdown", plain(markdown),
                    "JSON", plain(String.join("\n", texts)));
        }

        private static void collect(Object node, List<String> texts) {
            if (node instanceof String text) {
                texts.add(text);
            } else if (node instanceof Map<?, ?> object) {
                object.values().forEach(value -> collect(value, texts));
            } else if (node instanceof List<?> list) {
                list.forEach(value -> collect(value, texts));
            }
        }

        static String plain(String markdown) {
            return markdown.replace('\u00a0', ' ')
                    .replaceAll("\\\\(?=\\p{Punct})", "")
                    .replaceAll("[*`]", "")
                    .replaceAll("\\s+", " ");
        }
    }
}
