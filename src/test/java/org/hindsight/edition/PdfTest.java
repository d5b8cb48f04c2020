package org.hindsight.edition;

import static io.restassured.RestAssured.given;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hindsight.Api.ADMIN;
import static org.hindsight.Api.fields;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureNode;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineItem;
import org.hindsight.Api;
import org.hindsight.Multipart;
import org.hindsight.Visitor;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

@QuarkusTest
class PdfTest {

    private static final AtomicInteger STORIES = new AtomicInteger();
    private static final String CANARY = "The vendor begged us never to mention the forgotten certificate";

    @Inject
    Press press;

    @Inject
    Shelf shelf;

    /** An incident whose draft is ready; each section says the same. */
    private static String ready(String text) {
        String incident = ADMIN.incident(
                "title", "Nobody can sign in " + STORIES.incrementAndGet(),
                "summary", "Nobody could **sign in**.",
                "startedAt", "2026-11-17T14:00:00Z",
                "detectedAt", "2026-11-17T14:08:00Z",
                "declaredAt", "2026-11-17T14:20:00Z");
        ADMIN.log(
                incident, "Reports rise", "audience", "PUBLIC", "starred", true, "occurredAt", "2026-11-17T14:00:00Z");
        ADMIN.log(incident, CANARY, "occurredAt", "2026-11-17T14:05:00Z");
        ADMIN.post(incident + "/causes", fields("statement", "A certificate ended", "audience", "PUBLIC"));
        ADMIN.post(incident + "/causes/1/evidence", fields("entry", 2, "weighs", "FOR"))
                .then()
                .statusCode(201);
        ADMIN.post(incident + "/postmortem", fields("template", "google-sre"))
                .then()
                .statusCode(201);
        List<String> keys = ADMIN.get(incident + "/postmortem").path("sections.key");
        for (String key : keys) {
            boolean first = key.equals(keys.get(0));
            write(incident, key, first ? "{{summary-box}}\n\nIt began. [#2]\n\n{{timeline}}\n\n" + text : text);
        }
        return incident;
    }

    private static void write(String incident, String key, String markdown) {
        EditionTest.write(incident, key, markdown, "PUBLIC");
    }

    private static String published(String incident, String audience) {
        return ADMIN.post(incident + "/editions", fields("label", "PRELIMINARY", "audience", audience))
                .then()
                .statusCode(201)
                .body("files", not(hasKey("pdf")))
                .extract()
                .path("url");
    }

    /** A public picture at the first line that is public. */
    private static void attach(String incident, int width, int height) throws IOException {
        ByteArrayOutputStream picture = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB), "png", picture);
        new Multipart()
                .file("file", "graph.png", "image/png", picture.toByteArray())
                .field("entry", 2)
                .field("audience", "PUBLIC")
                .in(ADMIN.request())
                .post(incident + "/attachments")
                .then()
                .statusCode(201);
    }

    /** What those hear of its pictures who do not see them. */
    private static List<String> spoken(PDDocument document) {
        List<String> spoken = new ArrayList<>();
        Deque<PDStructureNode> nodes =
                new ArrayDeque<>(List.of(document.getDocumentCatalog().getStructureTreeRoot()));
        while (!nodes.isEmpty()) {
            PDStructureNode node = nodes.pop();
            if (node instanceof PDStructureElement element && element.getAlternateDescription() != null) {
                spoken.add(element.getAlternateDescription());
            }
            for (Object kid : node.getKids()) {
                if (kid instanceof PDStructureNode below) {
                    nodes.push(below);
                }
            }
        }
        return spoken;
    }

    private byte[] made(String text) {
        return printed(published(ready(text), "PUBLIC"));
    }

    private byte[] printed(String edition) {
        assertTrue(press.makeNext(Instant.now()));
        return given().get(edition + ".pdf").then().statusCode(200).extract().asByteArray();
    }

    @Test
    void whoeverListensIsToldWhenItIsThere() {
        String webhook = ADMIN.post(
                        "/api/v1/webhooks",
                        fields("url", "http://127.0.0.1:9/", "events", List.of("edition.pdf.ready")))
                .then()
                .statusCode(201)
                .extract()
                .header("Location")
                .replaceFirst("^https?://[^/]+", "");
        byte[] pdf = made("What there is to say.");
        published(ready("What there is to say."), "INTERNAL");
        assertTrue(press.makeNext(Instant.now()));
        ADMIN.get(webhook + "/deliveries")
                .then()
                .body("items.event", equalTo(List.of("edition.pdf.ready")))
                .body("items[0].body", containsString(org.hindsight.platform.Digests.sha256(pdf)));
        ADMIN.delete(webhook).then().statusCode(204);
    }

    private static String lines(String... lines) {
        return String.join("\n", lines);
    }

    @Test
    void thePdfComesAMomentLaterAndStandsAmongTheFiles() {
        String incident = ready("What there is to say.");
        String edition = published(incident, "PUBLIC");
        String report = edition.substring(0, edition.indexOf("/editions"));
        for (String early : List.of(report + ".pdf", edition + ".pdf")) {
            given().get(early)
                    .then()
                    .statusCode(503)
                    .header("Retry-After", "5")
                    .header("Cache-Control", "no-store")
                    .body(containsString("is being made"));
        }
        given().get(edition).then().body(containsString("PDF: being made"));
        given().get(edition + "/SHA256SUMS")
                .then()
                .header("Cache-Control", not(containsString("immutable")))
                .body(not(containsString("1.pdf")));

        assertTrue(press.makeNext(Instant.now()));
        Response file = given().get(edition + ".pdf");
        file.then().statusCode(200).contentType("application/pdf").header("Cache-Control", containsString("immutable"));
        String sha256 = org.hindsight.platform.Digests.sha256(file.asByteArray());
        given().get(edition + "/SHA256SUMS")
                .then()
                .header("Cache-Control", containsString("immutable"))
                .body(containsString(sha256 + "  1.pdf"));
        given().get(edition)
                .then()
                .body(containsString(sha256))
                .body(containsString("href=\"" + edition + ".pdf\""))
                .body(not(containsString("being made")));
        given().get(report + ".pdf").then().statusCode(200);
        ADMIN.get(incident + "/editions")
                .then()
                .body("items[0].files.pdf.sha256", equalTo(sha256))
                .body("items[0].files.pdf.bytes", equalTo(file.asByteArray().length));

        ADMIN.post(incident + "/editions/1/withdrawal", fields("reason", "It was all wrong."))
                .then()
                .statusCode(201);
        given().get(edition + ".pdf").then().statusCode(410).body(containsString("It was all wrong."));
    }

    @Test
    void anInternalEditionHasOneForItsReaders() throws IOException {
        String incident = ready("What there is to say.");
        String edition = published(incident, "INTERNAL");
        ADMIN.get(edition + ".pdf").then().statusCode(503).header("Retry-After", "5");
        ADMIN.get(edition).then().body(containsString("PDF: being made"));
        assertTrue(press.makeNext(Instant.now()));
        byte[] pdf = ADMIN.get(edition + ".pdf")
                .then()
                .statusCode(200)
                .contentType("application/pdf")
                .extract()
                .asByteArray();
        assertThat(PdfText.of(pdf), containsString("Internal incident report"));
        given().redirects().follow(false).get(edition + ".pdf").then().statusCode(not(200));
    }

    @Test
    @Tag("pages")
    void nothingInternalIsInIt() {
        String text = PdfText.of(made("What there is to say.")).replaceAll("\\s+", " ");
        assertThat(text, containsString("Reports rise"));
        assertThat(text, containsString("What there is to say."));
        assertThat(text, not(containsString("vendor")));
    }

    @Test
    void whatLeaksOnTheWayIsNotKept() {
        String incident = ready("What there is to say.");
        String edition = published(incident, "PUBLIC");
        long id = newest();
        QuarkusTransaction.requiringNew().run(() -> {
            EditionFile html = EditionFile.of(Edition.findById(id), Format.HTML);
            html.content =
                    html.text().replace("What there is to say.", CANARY + ".").getBytes(StandardCharsets.UTF_8);
        });
        assertTrue(press.makeNext(Instant.now()));
        given().get(edition + ".pdf").then().statusCode(404);
        given().get(edition).then().statusCode(200).body(containsString("There is no PDF of this edition"));
        given().get(edition + ".zip").then().statusCode(200);
        given().get(edition + ".md").then().statusCode(200);

        String again = incident + "/editions/1/pdf";
        String fault = "items[0].pdfFault.";
        Response told = ADMIN.get(incident + "/editions");
        told.then()
                .body(fault + "because", containsString("repeats a sentence that is internal"))
                .body(fault + "because", containsString("“"));
        assertThat(
                Visitor.as(Api.person("PUBLISHER"))
                        .page(incident.replace("/api/v1", "") + "/publish")
                        .select(".pdf-fault")
                        .text(),
                containsString("There is no PDF of edition 1."));
        Api.person("RESPONDER").request().post(again).then().statusCode(403);
        ADMIN.request().post(again).then().statusCode(202).body("pdfFault", nullValue());
        ADMIN.request().post(again).then().statusCode(409);
        assertTrue(press.makeNext(Instant.now()));
        given().get(edition + ".pdf").then().statusCode(404);

        ADMIN.post(
                        incident + "/postmortem/clearances",
                        fields("sentence", told.path(fault + "clears"), "reason", "The vendor agreed."))
                .then()
                .statusCode(201);
        given().get(edition + ".pdf").then().statusCode(503);
        assertTrue(press.makeNext(Instant.now()));
        given().get(edition + ".pdf").then().statusCode(200);
        ADMIN.request().post(again).then().statusCode(409);
    }

    @Test
    void theSameEditionGivesTheSameBytes() {
        published(ready("What there is to say, *twice*.\n\n| a | b |\n|---|---|\n| 1 | 2 |"), "PUBLIC");
        long id = newest();
        press.makeNext(Instant.now());
        byte[] first = taken(id);
        press.makeNext(Instant.now());
        assertArrayEquals(first, taken(id));
    }

    /** Takes the PDF away again and orders another one. */
    private static byte[] taken(long id) {
        return QuarkusTransaction.requiringNew().call(() -> {
            Edition edition = Edition.findById(id);
            EditionFile file = EditionFile.of(edition, Format.PDF);
            file.delete();
            PrintOrder.place(edition, Instant.now());
            return file.content;
        });
    }

    private static long newest() {
        return QuarkusTransaction.requiringNew()
                .call(() -> Edition.<Edition>find("order by id desc").firstResult().id);
    }

    @Test
    void aFailureIsTriedAgainLaterAndGivenUpInTheEnd() {
        String edition = published(ready("What there is to say."), "PUBLIC");
        long id = newest();
        Instant now = Instant.now();
        change(id, Format.JSON, "{");
        for (int i = 1; i <= 2 * PrintOrder.TRIES; i++) {
            given().get(edition + ".pdf").then().statusCode(i <= PrintOrder.TRIES ? 503 : 404);
            given().get(edition + ".zip").then().statusCode(503);
            now = now.plus(Duration.ofDays(1));
            assertTrue(press.makeNext(now));
            assertEquals(i, tries(id));
            assertFalse(isDue(id, now));
        }
        assertFalse(isDue(id, now.plus(Duration.ofDays(100))));
        given().get(edition + ".pdf").then().statusCode(404);
        given().get(edition + ".zip").then().statusCode(404);
        given().get(edition + ".html").then().statusCode(200);
    }

    private static boolean isDue(long id, Instant now) {
        return QuarkusTransaction.requiringNew()
                .call(() -> PrintOrder.newestDue(now).filter(due -> due == id).isPresent());
    }

    private static int tries(long id) {
        return QuarkusTransaction.requiringNew().call(() -> PrintOrder.<PrintOrder>findById(id).tries);
    }

    private static void change(long id, Format format, String text) {
        QuarkusTransaction.requiringNew()
                .run(() ->
                        EditionFile.of(Edition.findById(id), format).content = text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void whoDiesOverItLeavesItToTheNextOne() {
        String edition = published(ready("What there is to say."), "PUBLIC");
        long id = newest();
        Instant now = Instant.now();
        assertTrue(QuarkusTransaction.requiringNew().call(() -> PrintOrder.claim(id, now)));
        assertFalse(QuarkusTransaction.requiringNew().call(() -> PrintOrder.claim(id, now)), "it is taken");
        given().get(edition + ".pdf").then().statusCode(503);
        assertTrue(press.makeNext(now.plus(Duration.ofMinutes(6))));
        shelf.look();
        given().get(edition + ".pdf").then().statusCode(200);
        assertTrue(
                QuarkusTransaction.requiringNew()
                        .call(() -> PrintOrder.held(id))
                        .isEmpty(),
                "it is off the list");
    }

    @Test
    @Tag("pages")
    void everyScriptAndAVeryWideTableArePrinted() throws IOException {
        String head =
                IntStream.range(0, 40).mapToObj(i -> "column " + i).collect(Collectors.joining(" | ", "| ", " |"));
        String rule = "|---".repeat(40) + "|";
        String row = "| a long value ".repeat(40) + "|";
        byte[] pdf =
                made(lines("שלום עולם, and on.", "", "مرحبا بالعالم", "", "障害報告 🙂 한국어", "", head, rule, row, row));
        String text = PdfText.of(pdf);
        assertThat(text, containsString("39"));
        assertThat(text, containsString("□"));
    }

    @Test
    void itIsTaggedNamedAndHasAnOutline() throws IOException {
        byte[] pdf = made("What there is to say, with [a link](https://example.org/more).");
        try (PDDocument document = Loader.loadPDF(pdf)) {
            var catalog = document.getDocumentCatalog();
            assertEquals("en", catalog.getLanguage());
            assertTrue(catalog.getMarkInfo().isMarked());
            assertNotNull(catalog.getStructureTreeRoot());
            assertThat(document.getDocumentInformation().getTitle(), containsString("Nobody can sign in"));
            List<String> outline = new ArrayList<>();
            for (PDOutlineItem item : catalog.getDocumentOutline().children()) {
                outline.add(item.getTitle());
            }
            assertThat(outline, hasItems("Summary", "This document"));
            for (PDPage page : document.getPages()) {
                for (COSName name : page.getResources().getFontNames()) {
                    assertTrue(page.getResources().getFont(name).isEmbedded(), name.getName());
                }
            }
        }
    }

    @Test
    @Tag("pages")
    void itIsMadeToLastAndToBeHeard() throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        String incident = ready(lines(
                "What there is to say, with [a link](https://example.org/more) and `code`.",
                "",
                "{{picture.1: Sign-ins fall to zero}}",
                "",
                "- one",
                "- two",
                "",
                "| a | b |",
                "|---|---|",
                "| 1 | 2 |",
                "",
                "{{actions}}",
                "",
                "{{causes}}"));
        attach(incident, 3000, 200);
        byte[] pdf = printed(published(incident, "PUBLIC"));
        try (PDDocument document = Loader.loadPDF(pdf)) {
            assertTrue(spoken(document).contains("Sign-ins fall to zero"));
        }
        for (PDFAFlavour flavour : List.of(PDFAFlavour.PDFA_2_U, PDFAFlavour.PDFUA_1)) {
            try (PDFAParser parser = Foundries.defaultInstance().createParser(new ByteArrayInputStream(pdf), flavour);
                    PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false)) {
                ValidationResult result = validator.validate(parser);
                assertTrue(result.isCompliant(), () -> flavour + ": " + complaints(result));
            }
        }
    }

    private static String complaints(ValidationResult result) {
        return result.getTestAssertions().stream()
                .filter(assertion -> assertion.getStatus() == TestAssertion.Status.FAILED)
                .map(assertion ->
                        assertion.getRuleId() + " " + assertion.getMessage() + " at " + assertion.getLocation())
                .distinct()
                .limit(20)
                .collect(Collectors.joining("\n"));
    }
}
