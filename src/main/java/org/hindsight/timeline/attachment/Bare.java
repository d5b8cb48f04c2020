package org.hindsight.timeline.attachment;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/**
 * Pictures without what stands in them beside the pixels: where and when they were taken, with which device, by whom,
 * comments, thumbnails, and whatever follows their end. The pixels stay bit by bit; the way up is kept.
 */
public final class Bare {

    private static final Set<String> PNG_KEPT = Set.of(
            "IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "sBIT", "bKGD", "pHYs", "acTL", "fcTL",
            "fdAT");
    private static final Set<String> WEBP_KEPT = Set.of("VP8 ", "VP8L", "VP8X", "ALPH", "ANIM", "ANMF");
    private static final Set<String> GIF_KEPT = Set.of("NETSCAPE2.0", "ANIMEXTS1.0");

    /** Bits of a WebP's head which say that there is a colour profile, Exif, or XMP. */
    private static final int WEBP_BESIDE = 0x20 | 0x08 | 0x04;

    private static final int UPRIGHT = 1;

    private Bare() {}

    /** Whether pictures of that type can be laid bare. */
    public static boolean knows(String type) {
        return Set.of(FileType.PNG, FileType.JPEG, FileType.GIF, FileType.WEBP).contains(type);
    }

    /** The picture laid bare; empty where its bytes are not what its type says. */
    public static Optional<byte[]> of(String type, byte[] bytes) {
        try {
            return switch (type) {
                case FileType.PNG -> Optional.of(png(bytes));
                case FileType.JPEG -> Optional.of(jpeg(bytes));
                case FileType.GIF -> Optional.of(gif(bytes));
                case FileType.WEBP -> Optional.of(webp(bytes));
                default -> Optional.empty();
            };
        } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException cutOff) {
            return Optional.empty();
        }
    }

    private static byte[] png(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length);
        out.write(bytes, 0, 8);
        String name = "";
        for (int at = 8; !name.equals("IEND"); ) {
            int length = ByteBuffer.wrap(bytes).getInt(at);
            name = new String(bytes, at + 4, 4, StandardCharsets.ISO_8859_1);
            if (PNG_KEPT.contains(name)) {
                out.write(bytes, at, Math.addExact(length, 12));
            }
            at = next(bytes, at, 12L + length);
        }
        return out.toByteArray();
    }

    /** Where the next part begins; a part never ends before it began, nor after the file. */
    private static int next(byte[] bytes, int at, long length) {
        if (length <= 0 || at + length > bytes.length) {
            throw new IllegalArgumentException("cut off");
        }
        return (int) (at + length);
    }

    private static byte[] jpeg(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length);
        out.write(bytes, 0, 2);
        int way = wayUp(bytes);
        if (way != UPRIGHT) {
            byte[] exif = exif(way);
            out.write(exif, 0, exif.length);
        }
        int at = 2;
        while (true) {
            if ((bytes[at] & 0xff) != 0xff) {
                throw new IllegalArgumentException("no marker");
            }
            int marker = bytes[at + 1] & 0xff;
            if (marker == 0xff) {
                at++;
                continue;
            }
            if (marker == 0xd9) {
                out.write(bytes, at, 2);
                return out.toByteArray();
            }
            int end = next(bytes, at, 2L + ByteBuffer.wrap(bytes).getChar(at + 2));
            if (marker == 0xda) {
                end = endOfScan(bytes, end);
            }
            if (marker == 0xe0) {
                jfif(bytes, at, out);
            } else if (!beside(marker)) {
                out.write(bytes, at, end - at);
            }
            at = end;
        }
    }

    /** Application data, but for what the colours depend on, and comments. */
    private static boolean beside(int marker) {
        return (marker >= 0xe1 && marker <= 0xef && marker != 0xee) || marker == 0xfe;
    }

    /** The density of the pixels without the thumbnail that may follow it. */
    private static void jfif(byte[] bytes, int at, ByteArrayOutputStream out) {
        if (new String(bytes, at + 4, 5, StandardCharsets.ISO_8859_1).equals("JFIF\0")) {
            out.write(new byte[] {(byte) 0xff, (byte) 0xe0, 0, 16}, 0, 4);
            out.write(bytes, at + 4, 12);
            out.write(new byte[] {0, 0}, 0, 2);
        }
    }

    /** Data goes on until a marker that is neither an escaped byte nor a restart. */
    private static int endOfScan(byte[] bytes, int from) {
        int at = from;
        while (true) {
            int next = bytes[at + 1] & 0xff;
            boolean within = next == 0 || next == 0xff || (next >= 0xd0 && next <= 0xd7);
            if ((bytes[at] & 0xff) == 0xff && !within) {
                return at;
            }
            at++;
        }
    }

    /**
     * Which way up a JPEG is to be shown, from 1 (as it is) to 8, after Exif.
     *
     * @param head its first bytes
     */
    static int wayUp(byte[] head) {
        try {
            int at = 2;
            while ((head[at] & 0xff) == 0xff) {
                int marker = head[at + 1] & 0xff;
                int length = ByteBuffer.wrap(head).getChar(at + 2);
                if (marker == 0xda || length < 2) {
                    return UPRIGHT;
                }
                if (marker == 0xe1 && new String(head, at + 4, 6, StandardCharsets.ISO_8859_1).equals("Exif\0\0")) {
                    return wayUp(ByteBuffer.wrap(head, at + 10, length - 8).slice());
                }
                at += 2 + length;
            }
        } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException cutOff) {
            return UPRIGHT;
        }
        return UPRIGHT;
    }

    private static int wayUp(ByteBuffer tiff) {
        tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int directory = tiff.getInt(4);
        int fields = tiff.getChar(directory);
        for (int i = 0; i < fields; i++) {
            int field = directory + 2 + 12 * i;
            if (tiff.getChar(field) == 0x0112) {
                int way = tiff.getChar(field + 8);
                return way >= 1 && way <= 8 ? way : UPRIGHT;
            }
        }
        return UPRIGHT;
    }

    /** Exif that says which way up, and nothing else. */
    private static byte[] exif(int way) {
        return ByteBuffer.allocate(36)
                .putChar((char) 0xffe1)
                .putChar((char) 34)
                .put("Exif\0\0MM\0*".getBytes(StandardCharsets.ISO_8859_1))
                .putInt(8)
                .putChar((char) 1)
                .putChar((char) 0x0112)
                .putChar((char) 3)
                .putInt(1)
                .putChar((char) way)
                .putChar((char) 0)
                .putInt(0)
                .array();
    }

    private static byte[] gif(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length);
        int at = 13 + colours(bytes[10]);
        out.write(bytes, 0, at);
        while (bytes[at] != 0x3b) {
            int from = at;
            boolean kept = true;
            if (bytes[at] == 0x2c) {
                at += 10 + colours(bytes[at + 9]) + 1;
            } else if (bytes[at] == 0x21) {
                int label = bytes[at + 1] & 0xff;
                kept = label == 0xf9
                        || (label == 0xff
                                && GIF_KEPT.contains(new String(bytes, at + 3, 11, StandardCharsets.ISO_8859_1)));
                at += 2;
            } else {
                throw new IllegalArgumentException("no block");
            }
            while (bytes[at] != 0) {
                at += 1 + (bytes[at] & 0xff);
            }
            at++;
            if (kept) {
                out.write(bytes, from, at - from);
            }
        }
        out.write(0x3b);
        return out.toByteArray();
    }

    /** How many bytes a table of colours takes. */
    private static int colours(byte packed) {
        return (packed & 0x80) == 0 ? 0 : 3 << ((packed & 7) + 1);
    }

    private static byte[] webp(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int end = next(bytes, 8, in.getInt(4) & 0xffffffffL);
        ByteBuffer out = ByteBuffer.allocate(end).order(ByteOrder.LITTLE_ENDIAN);
        out.put(bytes, 0, 12);
        for (int at = 12; at + 8 <= end; ) {
            String name = new String(bytes, at, 4, StandardCharsets.ISO_8859_1);
            long length = in.getInt(at + 4) & 0xffffffffL;
            int after = next(bytes, at, 8 + length + length % 2);
            if (WEBP_KEPT.contains(name)) {
                int head = out.position() + 8;
                out.put(bytes, at, after - at);
                if (name.equals("VP8X")) {
                    out.put(head, (byte) (out.get(head) & ~WEBP_BESIDE));
                }
            }
            at = after;
        }
        out.putInt(4, out.position() - 8);
        byte[] bare = new byte[out.position()];
        out.flip().get(bare);
        return bare;
    }
}
