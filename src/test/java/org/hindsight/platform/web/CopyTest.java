package org.hindsight.platform.web;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.decoder.DirectDecompress;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.hindsight.platform.Digests;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("plain")
class CopyTest {

    private static final byte[] TEXT =
            "Reports rise, and rise again. ".repeat(200).getBytes(StandardCharsets.UTF_8);
    private static final String DIGEST = Digests.half(TEXT);

    /** An answer as it went out. */
    private record Sent(String head, Buffer body) {

        String header(String name) {
            return head.lines()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ": "))
                    .map(line -> line.substring(name.length() + 2))
                    .findFirst()
                    .orElse("");
        }
    }

    private static @Nullable Sent sent(Copy copy, @Nullable String accepts, @Nullable String knows) {
        ByteBuf whole = copy.whole(true, accepts, knows, UnpooledByteBufAllocator.DEFAULT);
        if (whole == null) {
            return null;
        }
        byte[] bytes = new byte[whole.readableBytes()];
        whole.readBytes(bytes);
        whole.release();
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int end = text.indexOf("\r\n\r\n") + 4;
        return new Sent(text.substring(0, end), Buffer.buffer(Arrays.copyOfRange(bytes, end, bytes.length)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "|",
                "''|",
                "gzip|gzip",
                "x-gzip|gzip",
                "br|br",
                "gzip, deflate, br, zstd|br",
                "gzip;q=1.0, br;q=0.8|gzip",
                "GZIP ; Q=0.5, BR ; q=0.501|br",
                "br;q=0, gzip|gzip",
                "br;q=0.000, gzip;q=0|",
                "br;q=nonsense, gzip;q=0.1|gzip",
                "br;q=7|",
                "identity, gzip;q=0.5|",
                "gzip;q=0.001|gzip",
                "deflate, zstd|",
                "*|br",
                "*;q=0.5, br;q=0|gzip",
                "identity;q=0, *|br",
                "bro, gzipped|",
            })
    void theFormThatIsWantedMostIsTaken(@Nullable String accepts, @Nullable String expected) {
        assumeTrue(Brotli4jLoader.isAvailable());
        Sent sent = sent(Copy.page(200, TEXT), accepts, null);
        assertEquals(expected == null ? "" : expected, sent.header("content-encoding"));
        assertEquals("accept-encoding", sent.header("vary"));
    }

    @ParameterizedTest
    @CsvSource({"*;q=0", "'identity;q=0'", "'identity;q=0, gzip;q=0, deflate'", "'br;q=0, *;q=0'"})
    void whoTakesNothingGetsNothing(String accepts) {
        assertNull(sent(Copy.page(200, TEXT), accepts, null));
    }

    @Test
    void everyFormIsTheSameTextWithAStrongTagOfItsOwn() throws Exception {
        assumeTrue(Brotli4jLoader.isAvailable());
        Copy copy = Copy.page(200, TEXT);
        Sent plain = sent(copy, null, null);
        assertArrayEquals(TEXT, plain.body().getBytes());
        assertEquals("\"" + DIGEST + "\"", plain.header("etag"));
        Sent gzip = sent(copy, "gzip", null);
        assertArrayEquals(
                TEXT, new GZIPInputStream(new ByteArrayInputStream(gzip.body().getBytes())).readAllBytes());
        assertEquals("\"" + DIGEST + "-gz\"", gzip.header("etag"));
        Sent brotli = sent(copy, "br", null);
        assertArrayEquals(
                TEXT, DirectDecompress.decompress(brotli.body().getBytes()).getDecompressedData());
        assertEquals("\"" + DIGEST + "-br\"", brotli.header("etag"));
        for (Sent sent : List.of(plain, gzip, brotli)) {
            assertEquals(String.valueOf(sent.body().length()), sent.header("content-length"));
            assertTrue(sent.head().startsWith("HTTP/1.1 200 OK\r\n"), sent.head());
            assertEquals("nosniff", sent.header("x-content-type-options"));
        }
        assertTrue(copy.weight()
                > TEXT.length + gzip.body().length() + brotli.body().length());
    }

    @Test
    void whoHasAFormThatItTakesNeedNotLoadItAgain() {
        assumeTrue(Brotli4jLoader.isAvailable());
        Copy copy = Copy.page(200, TEXT);
        for (String knows :
                List.of("\"" + DIGEST + "-br\"", "W/\"" + DIGEST + "-br\"", "\"x\", \"" + DIGEST + "-br\"", "*")) {
            Sent sent = sent(copy, "br, gzip", knows);
            assertTrue(sent.head().startsWith("HTTP/1.1 304 Not Modified\r\n"), knows);
            assertEquals("\"" + DIGEST + "-br\"", sent.header("etag"));
            assertEquals("", sent.header("content-length"));
            assertEquals(0, sent.body().length());
        }
        assertEquals(
                "\"" + DIGEST + "-gz\"",
                sent(copy, "br, gzip", "\"" + DIGEST + "-gz\"").header("etag"));
        assertTrue(sent(copy, "br, gzip", "\"" + DIGEST + "-gz\"").head().contains(" 304 "));
    }

    @Test
    void whoHasAnotherFormOrAnotherTextLoadsIt() {
        Copy copy = Copy.page(200, TEXT);
        assertTrue(sent(copy, "gzip", "\"" + DIGEST + "-br\"").head().contains(" 200 "), "no Brotli is taken");
        assertTrue(sent(copy, "identity", "\"" + DIGEST + "-gz\"").head().contains(" 200 "));
        assertTrue(sent(copy, "gzip", "\"" + Digests.sha256(new byte[] {1}) + "-gz\"")
                .head()
                .contains(" 200 "));
        assertTrue(sent(Copy.page(410, TEXT), "gzip", "\"" + DIGEST + "-gz\"")
                .head()
                .contains(" 410 Gone"));
    }

    /** With the two seconds after which every node has heard of a withdrawal that is less than five. */
    @Test
    void nobodyBetweenUsAndReadersKeepsItForLong() {
        assertEquals("public, max-age=2", sent(Copy.page(200, TEXT), null, null).header("cache-control"));
        assertEquals(
                "public, max-age=2",
                sent(Copy.file(200, "text/markdown", TEXT, false, null), null, null)
                        .header("cache-control"));
        assertEquals(
                "public, max-age=31536000, s-maxage=2, immutable",
                sent(Copy.file(200, "text/markdown", TEXT, true, null), null, null)
                        .header("cache-control"));
    }

    @Test
    void whatDoesNotBecomeSmallerIsKeptOnce() {
        for (Copy copy : List.of(
                Copy.file(200, "application/pdf", TEXT, true, null),
                Copy.file(200, "image/png", TEXT, true, null),
                Copy.file(200, "text/plain", new byte[] {'a'}, true, null))) {
            assertEquals("", sent(copy, "br, gzip", null).header("content-encoding"));
        }
        assertTrue(Copy.file(200, "application/pdf", TEXT, true, null).weight() < TEXT.length + 8000);
        assertFalse(sent(Copy.file(200, "application/json", TEXT, true, null), "br", null)
                .header("content-encoding")
                .isEmpty());
    }
}
