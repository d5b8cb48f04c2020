package org.hindsight.timeline;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.hindsight.Api.ADMIN;
import static org.hindsight.Api.fields;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hindsight.Api;
import org.hindsight.Multipart;
import org.hindsight.Visitor;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people attach to their lines: the screenshot of the tracker, the log of the sign-in service. */
@QuarkusTest
class AttachmentTest {

    private static final int MOST = 11 * 1024 * 1024;

    @TestHTTPResource
    URI server;

    @ConfigProperty(name = "hindsight.data")
    Path data;

    @Test
    void aScreenshotIsKeptWithItsLine() {
        String incident = ADMIN.incident();
        int no = ADMIN.log(incident, "Reports rise to tens of thousands");
        int revision = ADMIN.get(incident).path("revision");
        byte[] picture = picture("png", 640, 360);
        Response added = attach(incident, no, "Störung – 14:05.png", picture);
        added.then()
                .statusCode(201)
                .body("id", equalTo(1))
                .body("entry", equalTo(no))
                .body("name", equalTo("Störung – 14:05.png"))
                .body("type", equalTo("image/png"))
                .body("bytes", equalTo(picture.length))
                .body("sha256", equalTo(sha256(picture)))
                .body("width", equalTo(640))
                .body("height", equalTo(360))
                .body("audience", equalTo("INTERNAL"))
                .body("author.email", equalTo(ADMIN.email()))
                .body("removed", equalTo(false));
        ADMIN.get(added.header("Location")).then().statusCode(200).body("id", equalTo(1));
        ADMIN.get(incident).then().body("revision", equalTo(revision + 1)).body("counts.entries", equalTo(2));
        ADMIN.get(incident + "/timeline/" + no)
                .then()
                .body("attachments.name", contains("Störung – 14:05.png"))
                .body("edited", equalTo(false));
        ADMIN.get(incident + "/timeline").then().body("items[1].attachments", hasSize(1));
        ADMIN.get(incident + "/attachments").then().body("items.id", contains(1));
        Response file = ADMIN.get(added.<String>path("url"));
        assertArrayEquals(picture, file.asByteArray());
    }

    @Test
    void aFileIsServedInert() {
        String incident = ADMIN.incident();
        int no = ADMIN.log(incident, "Somebody sent this");
        String svg = "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>";
        String html = "<!doctype html><script>alert(document.cookie)</script>";
        for (Map.Entry<String, String> evil :
                Map.of("logo.svg", svg, "page.html", html, "picture.png", svg).entrySet()) {
            Response added = attach(incident, no, evil.getKey(), evil.getValue().getBytes(UTF_8));
            added.then().statusCode(201).body("type", equalTo("text/plain")).body("width", nullValue());
            Response file = ADMIN.request().header("Accept-Encoding", "gzip").get(added.<String>path("url"));
            file.then()
                    .statusCode(200)
                    .header("Content-Type", equalTo("text/plain;charset=UTF-8"))
                    .header("X-Content-Type-Options", equalTo("nosniff"))
                    .header("Content-Encoding", nullValue())
                    .header("ETag", equalTo("\"" + sha256(evil.getValue().getBytes(UTF_8)) + "\""))
                    .header("Cache-Control", equalTo("private, no-cache"))
                    .header("Cross-Origin-Resource-Policy", equalTo("same-origin"))
                    .header(
                            "Content-Length",
                            equalTo(String.valueOf(evil.getValue().length())));
            assertEquals(List.of("sandbox; default-src 'none'"), file.headers().getValues("Content-Security-Policy"));
            assertEquals(
                    "attachment; filename=\"" + evil.getKey() + "\"; filename*=UTF-8''" + evil.getKey(),
                    file.header("Content-Disposition"));
        }
        assertTrue(Visitor.as(ADMIN)
                .page(page(incident, no))
                .select(".attachments img")
                .isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "../../etc/passwd, passwd, passwd",
        "C:\\Windows\\evil\u202egpj.exe, evilgpj.exe, evilgpj.exe",
        "日本語のログ.log, 日本語のログ.log, ______.log",
        "'it''s 100 %;.txt', 'it''s 100 %;.txt', 'it''s 100 _;.txt'"
    })
    void aNameLosesWhatCouldDoHarm(String sent, String kept, String inAscii) {
        String incident = ADMIN.incident();
        Response added = attach(incident, null, sent, "text".getBytes(UTF_8));
        added.then().statusCode(201).body("name", equalTo(kept));
        String disposition = ADMIN.get(added.<String>path("url")).header("Content-Disposition");
        assertTrue(disposition.startsWith("attachment; filename=\"" + inAscii + "\"; filename*=UTF-8''"), disposition);
    }

    @Test
    void aVeryLongNameKeepsItsEnding() {
        String incident = ADMIN.incident();
        String name = attach(incident, null, "x".repeat(300) + ".log", "text".getBytes(UTF_8))
                .then()
                .statusCode(201)
                .extract()
                .path("name");
        assertEquals(255, name.length());
        assertTrue(name.endsWith("….log"));
    }

    @Test
    void whatAFileIsTheServerFindsOut() {
        String incident = ADMIN.incident();
        int no = ADMIN.log(incident, "All kinds of files");
        typeIs(incident, no, picture("jpg", 33, 44), "image/jpeg", 33, 44);
        typeIs(incident, no, picture("gif", 300, 20), "image/gif", 300, 20);
        typeIs(
                incident,
                no,
                HexFormat.of().parseHex("52494646160000005745425056503858" + "0a00000000000000" + "7f0700" + "370400"),
                "image/webp",
                1920,
                1080);
        typeIs(
                incident,
                no,
                HexFormat.of().parseHex("5249464600000000574542505650384c" + "0a0000002f" + "3fc18700" + "0000000000"),
                "image/webp",
                320,
                544);
        typeIs(incident, no, "\u001b[31mERROR\u001b[0m Störung\n".getBytes(UTF_8), "text/plain", null, null);
        typeIs(incident, no, ("ä".repeat(40_000) + "x").getBytes(UTF_8), "text/plain", null, null);
        typeIs(incident, no, "Stra\u00dfe".getBytes(ISO_8859_1), "application/octet-stream", null, null);
        typeIs(incident, no, new byte[] {'a', 0, 'b'}, "application/octet-stream", null, null);
        typeIs(incident, no, "%PDF-1.7\n…".getBytes(UTF_8), "application/pdf", null, null);
        typeIs(incident, no, new byte[] {'P', 'K', 3, 4, 0, 0}, "application/zip", null, null);
        typeIs(incident, no, new byte[] {0x1f, (byte) 0x8b, 8, 0, 0}, "application/gzip", null, null);
        typeIs(incident, no, Arrays.copyOf(picture("png", 5, 5), 12), "image/png", null, null);
        typeIs(incident, no, Arrays.copyOf(picture("jpg", 5, 5), 9), "image/jpeg", null, null);
    }

    private static void typeIs(String incident, int no, byte[] bytes, String type, Integer width, Integer height) {
        Response added = attach(incident, no, "file", bytes);
        added.then()
                .statusCode(201)
                .body("type", equalTo(type))
                .body("width", width == null ? nullValue() : equalTo(width))
                .body("height", height == null ? nullValue() : equalTo(height));
        assertArrayEquals(bytes, ADMIN.get(added.<String>path("url")).asByteArray());
    }

    @Test
    void aFloodOfPixelsIsNotUnpackedOnAPage() {
        String incident = ADMIN.incident();
        int no = ADMIN.log(incident, "Open this picture");
        byte[] flood = picture("png", 1, 1);
        flood[17] = 1;
        flood[21] = 1;
        attach(incident, no, "flood.png", flood)
                .then()
                .statusCode(201)
                .body("width", equalTo(65537))
                .body("height", equalTo(65537));
        Document room = Visitor.as(ADMIN).page(page(incident));
        assertTrue(room.select(".attachments img").isEmpty());
        assertEquals("flood.png", room.select("a.attachment-file").first().ownText());
    }

    @Test
    void theSameContentIsStoredOnce() {
        String first = ADMIN.incident();
        String second = ADMIN.incident();
        byte[] bytes = something();
        String one = attach(first, null, "one.log", bytes).path("url");
        String two = attach(second, null, "two.log", bytes).path("url");
        assertTrue(Files.isRegularFile(stored(bytes)));
        ADMIN.delete(first + "/attachments/1?reason=twice").then().statusCode(200);
        ADMIN.get(one).then().statusCode(410);
        ADMIN.get(two).then().statusCode(200);
        assertTrue(Files.isRegularFile(stored(bytes)));
        ADMIN.delete(second + "/attachments/1?reason=twice").then().statusCode(200);
        assertFalse(Files.exists(stored(bytes)));
        attach(second, null, "again.log", bytes).then().statusCode(201);
        assertTrue(Files.isRegularFile(stored(bytes)));
    }

    @Test
    void aFileSentTwiceWithItsKeyIsAttachedOnce() {
        String incident = ADMIN.incident();
        int no = ADMIN.log(incident, "Sent over a bad line");
        byte[] bytes = something();
        String key = UUID.randomUUID().toString();
        Response first = with(no, "a.log", bytes).header("Idempotency-Key", key).post(incident + "/attachments");
        Response second =
                with(no, "a.log", bytes).header("Idempotency-Key", key).post(incident + "/attachments");
        second.then()
                .statusCode(201)
                .header("Idempotency-Replayed", equalTo("true"))
                .header("Location", equalTo(first.header("Location")));
        assertEquals(first.asString(), second.asString());
        ADMIN.get(incident + "/attachments").then().body("items", hasSize(1));
        with(no, "a.log", something())
                .header("Idempotency-Key", key)
                .post(incident + "/attachments")
                .then()
                .statusCode(422);
        with(no + 1, "a.log", bytes)
                .header("Idempotency-Key", key)
                .post(incident + "/attachments")
                .then()
                .statusCode(422);
        nothingIsLeftBehind();
    }

    @Test
    void withoutAnEntryAFileGetsALineOfItsOwn() {
        String incident = ADMIN.incident();
        int line = attach(incident, null, "sign-in_*.log", something())
                .then()
                .statusCode(201)
                .extract()
                .path("entry");
        ADMIN.get(incident + "/timeline/" + line)
                .then()
                .body("html", equalTo("<p>Attached sign-in_*.log</p>\n"))
                .body("attachments.id", contains(1));
    }

    @Test
    void whatDoesNotFitIsRefusedAndLeavesNothingBehind() {
        String incident = ADMIN.incident();
        int no = ADMIN.log(incident, "Here");
        byte[] bytes = something();
        attach(incident, 77, "a.log", bytes).then().statusCode(400).body("violations[0].field", equalTo("entry"));
        new Multipart()
                .file("file", "a.log", "text/plain", bytes)
                .field("entry", "seven")
                .in(ADMIN.request())
                .post(incident + "/attachments")
                .then()
                .statusCode(400)
                .body("violations[0].field", equalTo("entry"));
        new Multipart()
                .file("file", "a.log", "text/plain", bytes)
                .field("audience", "EVERYBODY")
                .in(ADMIN.request())
                .post(incident + "/attachments")
                .then()
                .statusCode(400)
                .body("violations[0].field", equalTo("audience"));
        new Multipart()
                .field("entry", no)
                .in(ADMIN.request())
                .post(incident + "/attachments")
                .then()
                .statusCode(400)
                .body("violations[0].field", equalTo("file"));
        attach(incident, no, "empty.log", new byte[0])
                .then()
                .statusCode(400)
                .body("violations[0].field", equalTo("file"));
        ADMIN.post(incident + "/attachments", fields("file", "x")).then().statusCode(415);
        Api viewer = Api.person("VIEWER");
        new Multipart()
                .file("file", "a.log", "text/plain", bytes)
                .in(viewer.request())
                .post(incident + "/attachments")
                .then()
                .statusCode(403);
        ADMIN.delete(incident + "/timeline/" + no + "?reason=not here").then().statusCode(200);
        attach(incident, no, "a.log", bytes).then().statusCode(409);
        assertFalse(Files.exists(stored(bytes)));
        nothingIsLeftBehind();
    }

    @Test
    void anEntryTakesTwentyFiles() {
        String incident = ADMIN.incident();
        int no = ADMIN.log(incident, "All of them");
        for (int i = 0; i < 20; i++) {
            attach(incident, no, i + ".log", something()).then().statusCode(201);
        }
        attach(incident, no, "20.log", something()).then().statusCode(409).body("detail", containsString("20"));
        ADMIN.delete(incident + "/attachments/1?reason=too many").then().statusCode(200);
        attach(incident, no, "20.log", something()).then().statusCode(201).body("id", equalTo(21));
        Response page = ADMIN.get(incident + "/attachments?limit=15");
        page.then().body("items", hasSize(15));
        ADMIN.get(incident + "/attachments?limit=15&cursor=" + page.path("next"))
                .then()
                .body("items", hasSize(5))
                .body("next", nullValue());
    }

    @Test
    void theLargestFileFitsAndALargerOneDoesNot() throws Exception {
        String incident = ADMIN.incident();
        byte[] bytes = Arrays.copyOf(something(), MOST);
        assertEquals(201, sendLarge(incident, bytes, true).statusCode());
        for (int more : new int[] {1, 100_000, MOST}) {
            for (boolean lengthSaid : new boolean[] {true, false}) {
                HttpResponse<String> refused = sendLarge(incident, Arrays.copyOf(bytes, MOST + more), lengthSaid);
                assertEquals(413, refused.statusCode());
                assertEquals(
                        "application/problem+json",
                        refused.headers().firstValue("Content-Type").orElse("").replaceFirst(";.*", ""));
                assertTrue(refused.body().contains("up to 11 MB"), refused.body());
            }
        }
        ADMIN.get(incident + "/attachments").then().body("items.bytes", contains(MOST));
        nothingIsLeftBehind();
    }

    private HttpResponse<String> sendLarge(String incident, byte[] bytes, boolean lengthSaid) throws Exception {
        byte[] body = new Multipart().file("file", "core.dump", "", bytes).bytes();
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(server.resolve(incident + "/attachments"))
                                .version(lengthSaid ? HttpClient.Version.HTTP_2 : HttpClient.Version.HTTP_1_1)
                                .header("Authorization", "Bearer " + ADMIN.token())
                                .header("Content-Type", Multipart.contentType())
                                .POST(
                                        lengthSaid
                                                ? HttpRequest.BodyPublishers.ofByteArray(body)
                                                : HttpRequest.BodyPublishers.ofInputStream(
                                                        () -> new ByteArrayInputStream(body)))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void onlyAttachmentsMayBeThatLarge() throws IOException {
        String head = "POST %s HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + ADMIN.token()
                + "\r\nContent-Type: application/json\r\n";
        for (String path : List.of("/api/v1/incidents", ADMIN.incident() + "/timeline", "/incidents")) {
            assertTrue(send(head.formatted(path) + "Content-Length: 11000000\r\n\r\n{", true)
                    .startsWith("HTTP/1.1 413"));
        }
        String chunk = Integer.toHexString(1 << 20) + "\r\n" + " ".repeat(1 << 20) + "\r\n";
        assertTrue(send(
                        head.formatted("/api/v1/incidents") + "Transfer-Encoding: chunked\r\n\r\n" + chunk.repeat(11),
                        true)
                .startsWith("HTTP/1.1 413"));
        nothingIsLeftBehind();
    }

    @Test
    void anUploadThatIsCutOffLeavesNothingBehind() throws IOException {
        String incident = ADMIN.incident();
        int revision = ADMIN.get(incident).path("revision");
        try (LogOfFaults faults = new LogOfFaults()) {
            String request = "POST " + incident + "/attachments HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                    + ADMIN.token()
                    + "\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 5000000\r\n\r\n"
                    + "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"half.log\"\r\n\r\n"
                    + "x".repeat(2_000_000);
            send(request, false);
            nothingIsLeftBehind();
            ADMIN.get(incident + "/attachments").then().body("items", empty());
            ADMIN.get(incident).then().body("revision", equalTo(revision));
            assertEquals(List.of(), faults.seen());
        }
    }

    @Test
    void whoMayNotKnowOfTheIncidentDoesNotLearnOfItsFiles() {
        Api member = Api.person("RESPONDER");
        Api stranger = Api.person("RESPONDER");
        String incident = ADMIN.incident("restricted", true, "members", List.of(member.email()));
        byte[] bytes = something();
        String url = attach(incident, null, "a.log", bytes).path("url");
        member.get(url).then().statusCode(200);
        stranger.get(url).then().statusCode(404);
        stranger.get(incident + "/attachments").then().statusCode(404);
        stranger.get(incident + "/attachments/1").then().statusCode(404);
        stranger.delete(incident + "/attachments/1?reason=x").then().statusCode(404);
        new Multipart()
                .file("file", "a.log", "text/plain", bytes)
                .in(stranger.request())
                .post(incident + "/attachments")
                .then()
                .statusCode(404);
        Api.anonymous().get(url).then().statusCode(401);
        assertEquals(200, Visitor.as(member).get(url).statusCode());
        assertEquals(404, Visitor.as(stranger).get(url).statusCode());
        ADMIN.get(incident + "/attachments/2/file").then().statusCode(404);
    }

    @Test
    void aFileIsThereFromTheMomentItWasAdded() {
        String incident = ADMIN.incident();
        int no = ADMIN.log(incident, "Here it is");
        String before = ADMIN.get(incident + "/timeline/" + no).path("recordedAt");
        theClockMovesOn(before);
        String added = attach(incident, no, "a.log", something()).path("recordedAt");
        theClockMovesOn(added);
        ADMIN.delete(incident + "/attachments/1?reason=It holds a password")
                .then()
                .statusCode(200);
        ADMIN.get(incident + "/timeline?asKnownAt=" + before).then().body("items.attachments.flatten()", empty());
        ADMIN.get(incident + "/attachments?asKnownAt=" + before).then().body("items", empty());
        ADMIN.get(incident + "/timeline?asKnownAt=" + added)
                .then()
                .body("items.attachments.flatten().name", contains("a.log"))
                .body("items.attachments.flatten().removed", contains(true));
        ADMIN.get(incident + "/attachments?asKnownAt=" + added).then().body("items.id", contains(1));
        ADMIN.get(incident + "/timeline").then().body("items.attachments.flatten()", empty());
        Document replay = Visitor.as(ADMIN).page(page(incident) + "/replay?at=" + added);
        assertEquals(
                "a.log removed since", replay.selectFirst(".attachments li").text());
    }

    @Test
    void whatIsRemovedIsGoneAndTheTrailSaysSo() {
        String incident = ADMIN.incident();
        int no = ADMIN.log(incident, "The secret of the API");
        byte[] bytes = something();
        String url = attach(incident, no, "password.png", bytes).path("url");
        Api responder = Api.person("RESPONDER");
        responder
                .delete(incident + "/attachments/1")
                .then()
                .statusCode(400)
                .body("violations[0].field", equalTo("reason"));
        Api.person("VIEWER").delete(incident + "/attachments/1?reason=x").then().statusCode(403);
        responder
                .delete(incident + "/attachments/1?reason=It shows a password")
                .then()
                .statusCode(200)
                .body("removed", equalTo(true));
        assertFalse(Files.exists(stored(bytes)));
        ADMIN.get(url).then().statusCode(410).body("detail", containsString("It shows a password"));
        responder.delete(incident + "/attachments/1?reason=again").then().statusCode(409);
        ADMIN.get(incident + "/timeline/" + no + "/history")
                .then()
                .body("items", hasSize(3))
                .body("items[1].change", equalTo("EDITED"))
                .body("items[1].fields.size()", equalTo(1))
                .body("items[1].fields.attachments.after[0].name", equalTo("password.png"))
                .body("items[2].by.email", equalTo(responder.email()))
                .body("items[2].reason", equalTo("It shows a password"))
                .body("items[2].fields.attachments.after", empty());
        String trail =
                Visitor.as(ADMIN).page(page(incident, no)).select(".trail").text();
        assertTrue(trail.contains("password.png"), trail);
        assertTrue(trail.contains("It shows a password"), trail);
    }

    @Test
    void aBrowserAsksWhetherAFileIsStillThere() {
        String incident = ADMIN.incident();
        byte[] bytes = something();
        String url = attach(incident, null, "a.log", bytes).path("url");
        String tag = "\"" + sha256(bytes) + "\"";
        ADMIN.request()
                .header("If-None-Match", tag)
                .get(url)
                .then()
                .statusCode(304)
                .header("ETag", equalTo(tag));
        ADMIN.request().header("If-None-Match", "\"x\"").get(url).then().statusCode(200);
    }

    @Test
    void theFormOnThePageOfAnEntryWorksWithoutJavaScript() {
        String incident = ADMIN.incident();
        int no = ADMIN.log(incident, "See the graph");
        Visitor visitor = Visitor.as(ADMIN);
        Document page = visitor.page(page(incident, no));
        byte[] picture = picture("png", 200, 100);
        for (int again = 0; again < 2; again++) {
            Response answer = visitor.upload(page, "form.attach", "file", "graph.png", picture);
            assertEquals(page(incident, no) + "#attachments", Visitor.where(answer));
        }
        ADMIN.get(incident + "/attachments").then().body("items.name", contains("graph.png"));
        Element thumbnail = visitor.page(page(incident)).selectFirst("#entry-" + no + " .attachments img");
        assertNotNull(thumbnail);
        assertEquals("200", thumbnail.attr("width"));
        assertEquals("100", thumbnail.attr("height"));
        assertEquals("graph.png", thumbnail.attr("alt"));
        assertArrayEquals(picture, visitor.get(thumbnail.attr("src")).asByteArray());

        Response refused = visitor.upload(page, "form.attach", "file", "", new byte[0]);
        assertEquals(400, refused.statusCode());
        assertNotNull(Visitor.document(refused).selectFirst("#attachment-file-fault"));
        Response tooLarge = visitor.upload(page, "form.attach", "file", "core.dump", new byte[MOST + 1]);
        assertEquals(413, tooLarge.statusCode());
        assertTrue(tooLarge.asString().contains("up to 11 MB"));

        Document listed = visitor.page(page(incident, no));
        String removal = "form[action$=/attachments/1/removal]";
        Response unexplained = visitor.send(listed, removal);
        assertEquals(400, unexplained.statusCode());
        assertNotNull(Visitor.document(unexplained).selectFirst("details[open] .fault"));
        Visitor.where(visitor.send(listed, removal, "reason", "The wrong graph"));
        assertTrue(visitor.page(page(incident)).select(".attachments").isEmpty());
        assertFalse(Files.exists(stored(picture)));
    }

    @Test
    void aFormWithoutItsTokenIsRefused() {
        String incident = ADMIN.incident();
        int no = ADMIN.log(incident, "Not from here");
        Visitor visitor = Visitor.as(ADMIN);
        Document page = visitor.page(page(incident, no));
        page.select("input[name=form-token]").forEach(field -> field.attr("value", "forged"));
        assertEquals(
                403,
                visitor.upload(page, "form.attach", "file", "a.log", something())
                        .statusCode());
        nothingIsLeftBehind();
    }

    private static Response attach(String incident, Integer no, String name, byte[] bytes) {
        return with(no, name, bytes).post(incident + "/attachments");
    }

    private static RequestSpecification with(Integer no, String name, byte[] bytes) {
        Multipart body = new Multipart().file("file", name, "image/svg+xml", bytes);
        return (no == null ? body : body.field("entry", no)).in(ADMIN.request());
    }

    /** Bytes that no other test sends. */
    private static byte[] something() {
        return ("2026-11-23T14:05:00Z handshake failed " + UUID.randomUUID() + "\n").getBytes(UTF_8);
    }

    private static byte[] picture(String format, int width, int height) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
            image.setRGB(0, 0, UUID.randomUUID().hashCode());
            assertTrue(ImageIO.write(image, format, out));
            return out.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static String page(String incident) {
        return incident.replace("/api/v1", "");
    }

    private static String page(String incident, int no) {
        return page(incident) + "/timeline/" + no;
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private Path stored(byte[] bytes) {
        String sha256 = sha256(bytes);
        return data.resolve("attachments").resolve(sha256.substring(0, 2)).resolve(sha256.substring(2));
    }

    private List<Path> incoming() {
        try (Stream<Path> files = Files.list(data.resolve("attachments/incoming"))) {
            return files.toList();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static void theClockMovesOn(String since) {
        await().until(() -> Instant.now().truncatedTo(ChronoUnit.MILLIS).isAfter(Instant.parse(since)));
    }

    private void nothingIsLeftBehind() {
        await().until(() -> incoming().isEmpty());
    }

    /** Sends a request as it stands; answers what came back, or hangs up. */
    private String send(String request, boolean listen) throws IOException {
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            OutputStream out = socket.getOutputStream();
            try {
                out.write(request.getBytes(UTF_8));
                out.flush();
            } catch (IOException refusedMeanwhile) {
                assertTrue(listen, () -> "the server hung up: " + refusedMeanwhile);
            }
            InputStream in = socket.getInputStream();
            return listen ? new String(in.readNBytes(12), UTF_8) : "";
        }
    }
}
