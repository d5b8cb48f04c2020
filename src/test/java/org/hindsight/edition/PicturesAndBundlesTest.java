package org.hindsight.edition;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.hindsight.Api.ADMIN;
import static org.hindsight.Api.fields;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.hindsight.Multipart;
import org.hindsight.Visitor;
import org.hindsight.platform.Digests;
import org.hindsight.timeline.attachment.Store;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The screenshot at a line of the timeline gets into the report, and all that is attached into its bundle. */
@QuarkusTest
class PicturesAndBundlesTest {

    private static final String HIDDEN = "51.5074 N, 0.1278 W";
    private static final String CANARY = "The vendor begged us never to mention the forgotten certificate.";

    @Inject
    Press press;

    @Inject
    Store store;

    /** A picture like no other. */
    private static byte[] picture(String format, int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, UUID.randomUUID().hashCode());
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            assertTrue(ImageIO.write(image, format, out));
            return out.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** A photograph that says where it was taken, and that it lies on its side. */
    private static byte[] photograph(int width, int height) {
        byte[] plain = picture("jpeg", width, height);
        byte[] place = HIDDEN.getBytes(ISO_8859_1);
        ByteBuffer photograph = ByteBuffer.allocate(plain.length + 36 + place.length)
                .put(plain, 0, 2)
                .putChar((char) 0xffe1)
                .putChar((char) (34 + place.length))
                .put("Exif\0\0MM\0*".getBytes(ISO_8859_1))
                .putInt(8)
                .putChar((char) 1)
                .putChar((char) 0x0112)
                .putChar((char) 3)
                .putInt(1)
                .putChar((char) 6)
                .putChar((char) 0)
                .putInt(0)
                .put(place)
                .put(plain, 2, plain.length - 2);
        return photograph.array();
    }

    private static int attach(String incident, int entry, String name, byte[] bytes, String audience) {
        return new Multipart()
                .file("file", name, "image/png", bytes)
                .field("entry", entry)
                .field("audience", audience)
                .in(ADMIN.request())
                .post(incident + "/attachments")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    /** With a public entry #2. */
    private static String ready() {
        return EditionTest.ready();
    }

    private static void write(String incident, String markdown) {
        String key = ADMIN.get(incident + "/postmortem").path("sections[0].key");
        String address = incident + "/postmortem/sections/" + key;
        ADMIN.request()
                .header("If-Match", ADMIN.get(address).header("ETag"))
                .body(fields("markdown", markdown, "audience", "PUBLIC"))
                .put(address)
                .then()
                .statusCode(200);
    }

    private static ValidatableResponse checks(String incident) {
        return ADMIN.get(incident + "/postmortem").then().statusCode(200);
    }

    private static String published(String incident, String audience) {
        return EditionTest.publish(ADMIN, incident, "audience", audience)
                .then()
                .statusCode(201)
                .extract()
                .path("url");
    }

    private void made() {
        assertTrue(press.makeNext(Instant.now()));
    }

    private static Map<String, byte[]> unpacked(byte[] zip) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                files.put(entry.getName(), in.readAllBytes());
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return files;
    }

    private static String text(Map<String, byte[]> files, String name) {
        return new String(files.get(name), UTF_8);
    }

    @Test
    void aPictureStandsInEveryFormatWithoutWhatItsCameraHid() throws IOException {
        String incident = ready();
        byte[] photograph = photograph(60, 40);
        int no = attach(incident, 2, "Sign-ins, 14:05.jpg", photograph, "PUBLIC");
        int inside = attach(incident, 2, "secret plan.png", picture("png", 8, 8), "INTERNAL");
        write(incident, "{{picture." + no + ": Sign-ins *fall* to zero}}\n\n{{timeline.starred}}");
        Response draft = ADMIN.get(incident + "/postmortem");
        Element onDesk = Jsoup.parse(draft.<String>path("sections[0].html")).selectFirst("figure.picture img");
        assertEquals(
                "/api/v1/incidents/" + incident.replaceAll(".*/", "") + "/attachments/" + no + "/file",
                onDesk.attr("src"));

        String edition = published(incident, "PUBLIC");
        made();
        String html =
                given().get(edition + ".html").then().statusCode(200).extract().asString();
        Element shown = Jsoup.parse(html).selectFirst("figure.picture img");
        assertEquals("Sign-ins fall to zero", shown.attr("alt"));
        assertEquals("40x60", shown.attr("width") + "x" + shown.attr("height"), "the right way up");
        assertThat(shown.attr("src"), startsWith("data:image/jpeg;base64,"));
        byte[] redrawn = Base64.getDecoder().decode(shown.attr("src").replaceFirst(".*,", ""));
        assertFalse(new String(redrawn, ISO_8859_1).contains(HIDDEN));
        assertEquals(40, ImageIO.read(new ByteArrayInputStream(redrawn)).getWidth());
        assertThat(html, containsString("with Sign-ins, 14:05.jpg"));
        given().get(edition)
                .then()
                .header("Content-Security-Policy", containsString("data:"))
                .body(containsString(shown.attr("src")));
        given().get(edition + ".md")
                .then()
                .body(containsString("![Sign-ins fall to zero](attachments/" + no + "-Sign-ins-14-05.jpg)"))
                .body(containsString("Sign-ins fall to zero [^entry-2]"));
        given().get(edition + ".json")
                .then()
                .body("document.facts.attachments.id", contains(no))
                .body("document.facts.attachments[0].sha256", equalTo(Digests.sha256(photograph)))
                .body("document.facts.attachments[0].entry", equalTo(2))
                .body("document.facts.attachments[0].width", equalTo(60));
        try (PDDocument pdf = Loader.loadPDF(
                given().get(edition + ".pdf").then().statusCode(200).extract().asByteArray())) {
            int pictures = 0;
            for (PDPage page : pdf.getPages()) {
                for (COSName name : page.getResources().getXObjectNames()) {
                    pictures += page.getResources().getXObject(name) instanceof PDImageXObject ? 1 : 0;
                }
            }
            assertEquals(1, pictures);
        }
        for (String form : List.of("", ".html", ".md", ".json")) {
            given().get(edition + form).then().body(not(containsString("secret plan")));
        }

        Map<String, byte[]> bundle = unpacked(given().get(edition + ".zip")
                .then()
                .statusCode(200)
                .contentType("application/zip")
                .extract()
                .asByteArray());
        String name = edition.replaceAll("/reports/(.*)/editions/(.*)", "$1-$2");
        String place = "attachments/" + no + "-Sign-ins-14-05.jpg";
        assertEquals(
                List.of(name + ".html", name + ".md", name + ".json", name + ".pdf", place, "README.txt", "SHA256SUMS"),
                List.copyOf(bundle.keySet()));
        for (String line : text(bundle, "SHA256SUMS").lines().toList()) {
            assertEquals(line.substring(0, 64), Digests.sha256(bundle.get(line.substring(66))), line);
        }
        assertEquals(6, text(bundle, "SHA256SUMS").lines().count());
        for (String form : List.of("html", "md", "json", "pdf")) {
            assertArrayEquals(given().get(edition + "." + form).asByteArray(), bundle.get(name + "." + form));
        }
        assertFalse(new String(bundle.get(place), ISO_8859_1).contains(HIDDEN));
        assertEquals(
                60, ImageIO.read(new ByteArrayInputStream(bundle.get(place))).getWidth());
        assertThat(text(bundle, "README.txt"), containsString(place + "  Sign-ins, 14:05.jpg, at entry #2"));
        assertTrue(inside > no);
    }

    @Test
    void theBundleIsHandedOutWholeInPartsOrNotAtAll() {
        String incident = ready();
        byte[] log = new byte[300_000];
        Arrays.fill(log, (byte) 7);
        attach(incident, 2, "core.dump", log, "PUBLIC");
        String edition = published(incident, "PUBLIC");
        String report = edition.substring(0, edition.indexOf("/editions"));
        for (String early : List.of(edition, report)) {
            given().get(early + ".zip")
                    .then()
                    .statusCode(503)
                    .header("Retry-After", "5")
                    .body(containsString("The ZIP of this edition is being made"));
        }
        made();
        Response whole = given().get(edition + ".zip");
        byte[] bytes = whole.asByteArray();
        String tag = whole.header("ETag");
        assertEquals("\"" + Digests.sha256(bytes) + "\"", tag);
        assertTrue(bytes.length > 300_000);
        whole.then()
                .header("Content-Length", String.valueOf(bytes.length))
                .header("Cache-Control", containsString("immutable"))
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Disposition", containsString("-1.zip\""));
        given().get(report + ".zip").then().statusCode(200).header("Cache-Control", not(containsString("immutable")));
        given().get(edition + "/SHA256SUMS").then().body(containsString(Digests.sha256(bytes) + "  1.zip"));
        given().get(edition).then().body(containsString(Digests.sha256(bytes))).body(containsString("ZIP of all"));
        ADMIN.get(incident + "/editions").then().body("items[0].files.zip.bytes", equalTo(bytes.length));

        range(edition, "bytes=10-19", bytes, 10, 20);
        range(edition, "bytes=262140-262150", bytes, 262_140, 262_151);
        range(edition, "bytes=262144-", bytes, 262_144, bytes.length);
        range(edition, "bytes=-7", bytes, bytes.length - 7, bytes.length);
        given().header("Range", "bytes=" + bytes.length + "-")
                .get(edition + ".zip")
                .then()
                .statusCode(416)
                .header("Content-Range", "bytes */" + bytes.length);
        given().header("Range", "bytes=0-1")
                .header("If-Range", "\"another\"")
                .get(edition + ".zip")
                .then()
                .statusCode(200);
        given().header("If-None-Match", tag).get(edition + ".zip").then().statusCode(304);
        given().head(edition + ".zip").then().statusCode(200).header("Content-Length", String.valueOf(bytes.length));
        given().get(report + "/editions/9.zip").then().statusCode(404);

        ADMIN.post(incident + "/editions/1/withdrawal", fields("reason", "It was all wrong."))
                .then()
                .statusCode(201);
        given().get(edition + ".zip").then().statusCode(410).body(containsString("It was all wrong."));
    }

    private static void range(String edition, String range, byte[] whole, int from, int to) {
        byte[] some = given().header("Range", range)
                .get(edition + ".zip")
                .then()
                .statusCode(206)
                .header("Content-Range", "bytes " + from + "-" + (to - 1) + "/" + whole.length)
                .extract()
                .asByteArray();
        assertArrayEquals(Arrays.copyOfRange(whole, from, to), some);
    }

    @Test
    void anInternalEditionHasItsBundleForItsReaders() {
        String incident = ready();
        byte[] photograph = photograph(6, 4);
        attach(incident, 2, "..\\..\\CON.jpg", photograph, "INTERNAL");
        String edition = published(incident, "INTERNAL");
        ADMIN.get(edition + ".zip").then().statusCode(503).header("Retry-After", "5");
        made();
        Map<String, byte[]> bundle = unpacked(
                ADMIN.get(edition + ".zip").then().statusCode(200).extract().asByteArray());
        assertArrayEquals(photograph, bundle.get("attachments/1-CON.jpg"), "as it was attached");
        String name = edition.replaceAll(".*/(INC-[0-9]+)/editions/(.*)", "$1-internal-$2")
                .toLowerCase(java.util.Locale.ROOT);
        assertThat(bundle.keySet(), hasItem(name + ".pdf"));
        given().redirects().follow(false).get(edition + ".zip").then().statusCode(not(200));
    }

    @Test
    void theSameFilesGiveTheSameBundle() {
        String incident = ready();
        attach(incident, 2, "graph.png", picture("png", 8, 8), "PUBLIC");
        String edition = published(incident, "PUBLIC");
        made();
        byte[] first = given().get(edition + ".zip").asByteArray();
        QuarkusTransaction.requiringNew().run(() -> {
            Edition newest = Edition.<Edition>find("order by id desc").firstResult();
            EditionFile file = EditionFile.of(newest, Format.ZIP);
            EditionFile.getEntityManager()
                    .createNativeQuery("delete from edition_file_part where file_id = ?1")
                    .setParameter(1, file.id)
                    .executeUpdate();
            file.delete();
            PrintOrder.place(newest, Instant.now());
        });
        made();
        assertArrayEquals(first, given().get(edition + ".zip").asByteArray());
    }

    @Test
    void aPictureThatCannotBeShownIsToldAndNeverBroken() throws IOException {
        String incident = ready();
        int inside = attach(incident, 2, "inside.png", picture("png", 8, 8), "INTERNAL");
        int removed = attach(incident, 2, "removed.png", picture("png", 8, 8), "PUBLIC");
        byte[] lost = picture("png", 8, 8);
        int gone = attach(incident, 2, "gone.png", lost, "PUBLIC");
        byte[] broken = Arrays.copyOf(picture("png", 8, 8), 40);
        int cut = attach(incident, 2, "cut.png", broken, "PUBLIC");
        byte[] flood = picture("png", 1, 1);
        flood[17] = 1;
        flood[21] = 1;
        int huge = attach(incident, 2, "flood.png", flood, "PUBLIC");
        ADMIN.delete(incident + "/attachments/" + removed + "?reason=It holds a password")
                .then()
                .statusCode(200);
        Files.delete(store.file(Digests.sha256(lost)));
        write(
                incident,
                String.join(
                        "\n\n",
                        List.of(inside, removed, gone, cut, huge, 99).stream()
                                .map(no -> "{{picture." + no + "}}")
                                .toList()));
        String found = "checks.findAll { it.code == '%s' }.";
        checks(incident)
                .body(found.formatted("PICTURE_INTERNAL") + "level", contains("BLOCK"))
                .body(found.formatted("PICTURE_INTERNAL") + "message", contains(containsString("inside.png")))
                .body(found.formatted("PICTURE_REMOVED") + "level", contains("BLOCK"))
                .body(found.formatted("PICTURE_REMOVED") + "message", contains(containsString("It holds a password")))
                .body(found.formatted("PICTURE_GONE") + "level", contains("BLOCK"))
                .body(found.formatted("PICTURE_NOT_SHOWN") + "message.size()", equalTo(2))
                .body(found.formatted("UNKNOWN_CITATION") + "message", contains(containsString("attachment 99")))
                .body("sections[0].html", containsString("Picture 99 cannot be shown"))
                .body("sections[0].html", containsString("<strong>cut.png</strong>"))
                .body("sections[0].html", not(containsString("attachments/" + cut)));
        EditionTest.publish(ADMIN, incident)
                .then()
                .statusCode(409)
                .body("checks.code", hasItem("PICTURE_INTERNAL"))
                .body("checks.section", hasItem("summary"));
        write(incident, "{{picture." + cut + "}}\n\n{{picture." + huge + "}}");
        String edition = published(incident, "PUBLIC");
        given().get(edition + ".html")
                .then()
                .body(containsString("cut.png"))
                .body(containsString("flood.png"))
                .body(not(containsString("<img")));
        made();
        Map<String, byte[]> bundle = unpacked(given().get(edition + ".zip").asByteArray());
        assertThat(text(bundle, "README.txt"), containsString("gone.png, at entry #2: it was removed before"));
        assertThat(text(bundle, "README.txt"), containsString("cut.png, at entry #2: what its maker hid"));
        assertThat(bundle.keySet(), hasItem("attachments/" + huge + "-flood.png"));
    }

    @Test
    void aDocumentShowsTwentyPictures() {
        String incident = ready();
        attach(incident, 2, "graph.png", picture("png", 8, 8), "PUBLIC");
        write(incident, "{{picture.1}}\n\n".repeat(20));
        checks(incident).body("checks.code", not(hasItem("TOO_MANY_PICTURES")));
        write(incident, "{{picture.1}}\n\n".repeat(21));
        checks(incident).body("checks.findAll { it.code == 'TOO_MANY_PICTURES' }.level", contains("BLOCK"));
    }

    @Test
    void whatIsAttachedIsSearchedForLeaks() {
        String incident = ready();
        ADMIN.log(incident, CANARY);
        int log = attach(
                incident, 2, "sign-in.log", ("ok\n" + CANARY + "\n" + UUID.randomUUID()).getBytes(UTF_8), "PUBLIC");
        EditionTest.publish(ADMIN, incident)
                .then()
                .statusCode(409)
                .body("checks.code", contains("LEAK"))
                .body("checks[0].message", containsString("vendor begged"));
        ADMIN.patch(incident + "/attachments/" + log, fields("audience", "INTERNAL"))
                .then()
                .statusCode(200)
                .body("audience", equalTo("INTERNAL"));
        ADMIN.post(
                        "/api/v1/users",
                        fields(
                                "email",
                                "nv" + UUID.randomUUID() + "@example.org",
                                "name",
                                "Nadia Verbruggen",
                                "role",
                                "VIEWER"))
                .then()
                .statusCode(201);
        int named = attach(incident, 2, "Nadia_Verbruggen.png", picture("png", 8, 8), "PUBLIC");
        EditionTest.publish(ADMIN, incident).then().statusCode(409).body("checks.code", contains("LEAK"));
        ADMIN.patch(incident + "/attachments/" + named, fields("audience", "INTERNAL"));

        byte[] large = ("x".repeat(1 << 20) + "\n\n" + CANARY + UUID.randomUUID()).getBytes(UTF_8);
        attach(incident, 2, "large.log", large, "PUBLIC");
        String edition = published(incident, "PUBLIC");
        made();
        Map<String, byte[]> bundle = unpacked(given().get(edition + ".zip").asByteArray());
        assertFalse(bundle.keySet().stream().anyMatch(name -> name.startsWith("attachments/")));
        assertThat(text(bundle, "README.txt"), containsString("One at entry #2: it says what must not be public"));
    }

    @Test
    @Tag("pages")
    void whatIsTooLargeForTheBundleIsNamedInIt() {
        String incident = ready();
        for (int i = 1; i <= 4; i++) {
            byte[] bytes = new byte[9 << 20];
            Arrays.fill(bytes, (byte) i);
            attach(incident, 2, "core-" + i + ".dump", bytes, "PUBLIC");
        }
        write(incident, "See {{picture.4}}\n\n{{picture.4}}");
        String edition = published(incident, "PUBLIC");
        made();
        Map<String, byte[]> bundle = unpacked(given().get(edition + ".zip").asByteArray());
        assertThat(bundle.keySet(), hasItem("attachments/4-core-4.dump"));
        assertThat(
                text(bundle, "README.txt"),
                containsString("- core-3.dump, at entry #2: all attachments together would take more than 30 MB"));
        assertEquals(9 << 20, bundle.get("attachments/1-core-1.dump").length);
    }

    @Test
    void aResponderLabelsWhatIsAttachedOnThePageOfItsEntry() {
        String incident = ready();
        int no = attach(incident, 2, "graph.png", picture("png", 8, 8), "INTERNAL");
        Visitor visitor = Visitor.as(ADMIN);
        String page = incident.replace("/api/v1", "") + "/timeline/2";
        visitor.press(visitor.page(page), "form[action$=/attachments/" + no + "/audience] button");
        ADMIN.get(incident + "/attachments/" + no).then().body("audience", equalTo("PUBLIC"));
        assertThat(visitor.page(page).text(), containsString("Keep internal: graph.png"));
        ADMIN.patch(incident + "/attachments/" + no, fields("audience", "NOBODY"))
                .then()
                .statusCode(400);
    }
}
