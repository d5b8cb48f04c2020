package org.hindsight.edition;

import static io.restassured.RestAssured.given;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.hindsight.Api.ADMIN;
import static org.hindsight.Api.fields;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.hindsight.incident.Audience;
import org.hindsight.incident.Severity;
import org.hindsight.platform.SafeHtml;
import org.hindsight.platform.time.Precision;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@Tag("pages")
class PreviewTest {

    private static final Publisher EXAMPLE =
            new Publisher(Optional.of("https://status.example.org"), Optional.of("Example & Sons"));
    private static final Color SEV1 = Color.decode("#b0141c");

    @Inject
    Previews previews;

    @Inject
    Shelf shelf;

    private static String incident(String title) {
        String incident = ADMIN.incident(
                "title", title,
                "severity", "SEV1",
                "startedAt", "2026-11-17T14:00:00Z",
                "detectedAt", "2026-11-17T14:08:00Z",
                "declaredAt", "2026-11-17T14:20:00Z");
        ADMIN.post(incident + "/status", fields("status", "RESOLVED", "occurredAt", "2026-11-17T18:40:00Z"));
        ADMIN.post(incident + "/postmortem", fields("template", "google-sre"))
                .then()
                .statusCode(201);
        List<String> keys = ADMIN.get(incident + "/postmortem").path("sections.key");
        for (String key : keys) {
            EditionTest.write(incident, key, "What there is to say.", "PUBLIC");
        }
        return incident;
    }

    private static String published(String incident, String audience) {
        return ADMIN.post(incident + "/editions", fields("label", "PRELIMINARY", "audience", audience))
                .then()
                .statusCode(201)
                .extract()
                .path("url");
    }

    private static BufferedImage picture(String address) throws IOException {
        byte[] png = given().get(address)
                .then()
                .statusCode(200)
                .contentType("image/png")
                .header("Cache-Control", "public, max-age=2")
                .extract()
                .asByteArray();
        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(png));
        assertEquals(1200, picture.getWidth());
        assertEquals(630, picture.getHeight());
        return picture;
    }

    /** How many pixels of a part of the picture are not the paper's. */
    private static int inked(BufferedImage picture, int left, int top, int right, int bottom) {
        int paper = picture.getRGB(2, 2);
        int inked = 0;
        for (int x = left; x < right; x++) {
            for (int y = top; y < bottom; y++) {
                inked += picture.getRGB(x, y) == paper ? 0 : 1;
            }
        }
        return inked;
    }

    @Test
    void aReportHasAPictureUntilItIsWithdrawn() throws IOException {
        String incident = incident("Nobody can look ahead");
        String edition = published(incident, "PUBLIC");
        String report = edition.substring(0, edition.indexOf("/editions"));
        BufferedImage picture = picture(edition + ".png");
        assertTrue(inked(picture, 72, 130, 1128, 360) > 2000, "its title");
        assertEquals(SEV1.getRGB(), picture.getRGB(75, 480), "the first phase of the band: nobody had noticed");
        assertNotEquals(SEV1.getRGB(), picture.getRGB(1000, 480), "a later one");
        for (int[] edge : new int[][] {{0, 0, 60, 630}, {1140, 0, 1200, 630}, {0, 600, 1200, 630}}) {
            assertEquals(0, inked(picture, edge[0], edge[1], edge[2], edge[3]), "nothing runs into the margin");
        }
        assertArrayEquals(
                given().get(edition + ".png").asByteArray(),
                given().get(report + ".png").asByteArray());
        given().get(edition + "/SHA256SUMS").then().body(not(containsString("png")));

        ADMIN.post(incident + "/editions/1/withdrawal", fields("reason", "It was all wrong."))
                .then()
                .statusCode(201);
        for (String address : List.of(edition + ".png", report + ".png")) {
            given().get(address).then().statusCode(410).body(containsString("It was all wrong."));
        }
    }

    @Test
    void whatIsNotPublicHasNone() {
        String incident = incident("Nobody can look inside");
        String edition = published(incident, "INTERNAL");
        ADMIN.get(edition + ".png").then().statusCode(404);
        given().get("/reports/nobody-can-look-inside.png").then().statusCode(404);
        published(incident, "PUBLIC");
        given().get("/reports/nobody-can-look-inside.png").then().statusCode(200);
        given().get("/reports/nobody-can-look-inside/editions/2.png").then().statusCode(404);
        ADMIN.patch(incident, fields("restricted", true)).then().statusCode(200);
        shelf.look();
        given().get("/reports/nobody-can-look-inside.png").then().statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<b>Markup</b> & \"quotes\" 'n' {{figures}}",
                "שלום עולם, and on (twice)",
                "مرحبا بالعالم",
                "障害報告：サインインできません。すべてのお客様に影響があります。現在調査中です。",
                "🙂🏳️‍🌈 emoji",
                "x",
                "Streaming, saved libraries, playlists, sign-in, search, downloads and payments fail for most people"
                        + " in Europe, the United States and parts of Asia for almost five hours, and again in the night",
                "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaftsvorstandssitzungsprotokollführer"
            })
    void everyTitleHasRoom(String title) throws IOException {
        Instant began = Instant.parse("2026-11-17T14:00:00Z");
        Preview.Sheet sheet = new Preview.Sheet(
                title,
                Severity.SEV2,
                began,
                Precision.ABOUT,
                null,
                List.of(title, title),
                List.of(),
                "Final, edition 1",
                began,
                Optional.of(title));
        assertThat(sheet.when(), containsString(", about "));
        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(Preview.png(sheet, previews.type())));
        assertTrue(inked(picture, 72, 130, 1128, 360) > 200, "there is a title");
        assertEquals(0, inked(picture, 1140, 0, 1200, 630), "nothing runs out of it");
        assertEquals(0, inked(picture, 72, 362, 1128, 380), "the title ends above the facts");
    }

    @Test
    void previewsOfLinksAreToldOfIt() {
        String edition = published(incident("\"Nobody\" <b>can</b> share & enjoy"), "PUBLIC");
        given().get(edition).then().body(not(containsString("og:image")));
        Document page = Jsoup.parse(QuarkusTransaction.requiringNew().call(() -> {
            Edition newest = Edition.<Edition>find("order by id desc").firstResult();
            List<Edition> all = Edition.of(newest.incident, Audience.PUBLIC);
            String slug = edition.split("/", -1)[2];
            Metadata metadata = Metadata.of(newest, all, slug, EXAMPLE, previews.possible());
            return new String(
                    new Frame(all, slug).around(newest, new SafeHtml(""), List.of(), metadata, null),
                    StandardCharsets.UTF_8);
        }));
        assertEquals("https://status.example.org" + edition + ".png", told(page, "property=og:image"));
        assertEquals("1200", told(page, "property=og:image:width"));
        assertEquals("630", told(page, "property=og:image:height"));
        assertEquals("summary_large_image", told(page, "name=twitter:card"));
        assertThat(told(page, "property=og:image:alt"), containsString("\"Nobody\" <b>can</b> share & enjoy. SEV1, "));
        assertFalse(page.selectFirst("script[type=application/ld+json]").data().isBlank());
    }

    private static String told(Document page, String which) {
        return page.select("meta[" + which.replaceFirst("=(.*)", "='$1'") + "]").attr("content");
    }
}
