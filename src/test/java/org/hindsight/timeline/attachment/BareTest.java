package org.hindsight.timeline.attachment;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What cameras and programs hide in pictures does not get out. */
@Tag("plain")
class BareTest {

    private static final String HIDDEN = "51.5074 N, 0.1278 W, Ada's telephone";

    private static byte[] picture(String format) throws IOException {
        BufferedImage image = new BufferedImage(24, 16, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 24 * 16; i++) {
            image.setRGB(i % 24, i / 24, i * 7919);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertTrue(ImageIO.write(image, format, out));
        return out.toByteArray();
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static byte[] with(byte[] bytes, int at, byte[] more) {
        return joined(Arrays.copyOf(bytes, at), more, Arrays.copyOfRange(bytes, at, bytes.length));
    }

    private static byte[] chunk(String name, String text) {
        byte[] body = joined(name.getBytes(ISO_8859_1), text.getBytes(ISO_8859_1));
        CRC32 crc = new CRC32();
        crc.update(body);
        return ByteBuffer.allocate(body.length + 8)
                .putInt(text.length())
                .put(body)
                .putInt((int) crc.getValue())
                .array();
    }

    /** A part of a JPEG. */
    private static byte[] segment(int marker, String text) {
        return ByteBuffer.allocate(text.length() + 4)
                .putChar((char) (0xff00 | marker))
                .putChar((char) (text.length() + 2))
                .put(text.getBytes(ISO_8859_1))
                .array();
    }

    /** Exif as a telephone writes it that was held upright. */
    private static String exif(int way) {
        byte[] head = ByteBuffer.allocate(26)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("II*\0".getBytes(ISO_8859_1))
                .putInt(8)
                .putChar((char) 1)
                .putChar((char) 0x0112)
                .putChar((char) 3)
                .putInt(1)
                .putChar((char) way)
                .putChar((char) 0)
                .putInt(0)
                .array();
        return "Exif\0\0" + new String(head, ISO_8859_1) + HIDDEN;
    }

    private static void bare(String type, byte[] clean, byte[] hiding) throws IOException {
        assertTrue(new String(hiding, ISO_8859_1).contains(HIDDEN));
        byte[] bare = Bare.of(type, hiding).orElseThrow();
        assertFalse(new String(bare, ISO_8859_1).contains(HIDDEN), type);
        BufferedImage before = ImageIO.read(new ByteArrayInputStream(clean));
        BufferedImage after = ImageIO.read(new ByteArrayInputStream(bare));
        assertArrayEquals(
                before.getRGB(0, 0, 24, 16, null, 0, 24), after.getRGB(0, 0, 24, 16, null, 0, 24), "the same pixels");
    }

    @Test
    void aPngKeepsItsPixels() throws IOException {
        byte[] clean = picture("png");
        for (String name : new String[] {"tEXt", "iTXt", "eXIf", "tIME", "prVt"}) {
            bare(FileType.PNG, clean, with(clean, 33, chunk(name, HIDDEN)));
        }
        bare(FileType.PNG, clean, joined(clean, HIDDEN.getBytes(ISO_8859_1)));
    }

    @Test
    void aJpegKeepsItsPixelsAndWhichWayIsUp() throws IOException {
        byte[] clean = picture("jpeg");
        for (int marker : new int[] {0xe1, 0xe2, 0xed, 0xef, 0xfe}) {
            bare(FileType.JPEG, clean, with(clean, 2, segment(marker, HIDDEN)));
        }
        bare(FileType.JPEG, clean, joined(clean, HIDDEN.getBytes(ISO_8859_1)));
        byte[] turned = with(clean, 2, segment(0xe1, exif(6)));
        bare(FileType.JPEG, clean, turned);
        assertEquals(6, Bare.wayUp(turned));
        assertEquals(6, Bare.wayUp(Bare.of(FileType.JPEG, turned).orElseThrow()));
        assertEquals(1, Bare.wayUp(with(clean, 2, segment(0xe1, exif(99)))));
    }

    @Test
    void aGifKeepsItsPixels() throws IOException {
        byte[] clean = picture("gif");
        int colours = 13 + ((clean[10] & 0x80) == 0 ? 0 : 3 << ((clean[10] & 7) + 1));
        byte[] comment = joined(
                new byte[] {0x21, (byte) 0xfe, (byte) HIDDEN.length()}, HIDDEN.getBytes(ISO_8859_1), new byte[] {0});
        bare(FileType.GIF, clean, with(clean, colours, comment));
        bare(FileType.GIF, clean, joined(clean, HIDDEN.getBytes(ISO_8859_1)));
    }

    @Test
    void aWebpKeepsItsPixelsAndNoLongerSaysThatItHasMore() {
        byte[] pixels = webpChunk("VP8L", "pixels");
        byte[] head = webpChunk("VP8X", "<\0\0\0\0\0\0\0\0\0");
        byte[] hiding = riff(joined(head, webpChunk("ICCP", "odd"), pixels, webpChunk("EXIF", HIDDEN)));
        byte[] bare = Bare.of(FileType.WEBP, hiding).orElseThrow();
        assertArrayEquals(riff(joined(webpChunk("VP8X", "\u0010\0\0\0\0\0\0\0\0\0"), pixels)), bare);
    }

    private static byte[] webpChunk(String name, String text) {
        return ByteBuffer.allocate(8 + text.length() + text.length() % 2)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(name.getBytes(ISO_8859_1))
                .putInt(text.length())
                .put(text.getBytes(ISO_8859_1))
                .array();
    }

    private static byte[] riff(byte[] chunks) {
        return joined(
                "RIFF".getBytes(ISO_8859_1),
                ByteBuffer.allocate(4)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putInt(4 + chunks.length)
                        .array(),
                "WEBP".getBytes(ISO_8859_1),
                chunks);
    }

    @Test
    void whatIsCutOffIsNotLaidBare() throws IOException {
        for (String format : new String[] {"png", "jpeg", "gif"}) {
            byte[] whole = picture(format);
            for (int length = 0; length < whole.length; length++) {
                assertEquals(Optional.empty(), Bare.of("image/" + format, Arrays.copyOf(whole, length)), format);
            }
        }
        assertEquals(Optional.empty(), Bare.of("text/plain", new byte[] {1}));
        assertFalse(Bare.knows("text/plain"));
    }
}
