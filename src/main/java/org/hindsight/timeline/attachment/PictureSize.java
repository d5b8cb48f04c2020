package org.hindsight.timeline.attachment;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * How many pixels a picture says that it has. Read from its first bytes; nothing is ever decoded, so that a small
 * file that claims to be a huge picture costs nothing.
 */
public record PictureSize(int width, int height) {

    private static final int PNG_HEADER = 24;
    private static final int GIF_HEADER = 10;
    private static final int WEBP_HEADER = 30;

    /**
     * The size of a picture, empty where its header does not say it.
     *
     * @param type as {@link FileType} found it
     * @param head the first bytes of the file
     */
    static Optional<PictureSize> of(String type, byte[] head) {
        ByteBuffer bytes = ByteBuffer.wrap(head);
        return switch (type) {
            case FileType.PNG -> png(bytes);
            case FileType.GIF -> gif(bytes);
            case FileType.WEBP -> webp(bytes);
            case FileType.JPEG -> jpeg(bytes);
            default -> Optional.empty();
        };
    }

    private static Optional<PictureSize> of(long width, long height) {
        boolean sensible = width > 0 && height > 0 && width <= Integer.MAX_VALUE && height <= Integer.MAX_VALUE;
        return sensible ? Optional.of(new PictureSize((int) width, (int) height)) : Optional.empty();
    }

    private static Optional<PictureSize> png(ByteBuffer bytes) {
        return bytes.limit() < PNG_HEADER ? Optional.empty() : of(unsigned(bytes, 16), unsigned(bytes, 20));
    }

    private static Optional<PictureSize> gif(ByteBuffer bytes) {
        bytes.order(ByteOrder.LITTLE_ENDIAN);
        return bytes.limit() < GIF_HEADER ? Optional.empty() : of(bytes.getChar(6), bytes.getChar(8));
    }

    /** Three kinds of WebP: lossy, lossless, extended. */
    private static Optional<PictureSize> webp(ByteBuffer bytes) {
        if (bytes.limit() < WEBP_HEADER) {
            return Optional.empty();
        }
        bytes.order(ByteOrder.LITTLE_ENDIAN);
        return switch (bytes.get(15)) {
            case ' ' -> of(bytes.getChar(26) & 0x3fff, bytes.getChar(28) & 0x3fff);
            case 'L' -> {
                int packed = bytes.getInt(21);
                yield of((packed & 0x3fff) + 1, (packed >>> 14 & 0x3fff) + 1);
            }
            case 'X' -> of(threeBytes(bytes, 24) + 1L, threeBytes(bytes, 27) + 1L);
            default -> Optional.empty();
        };
    }

    private static int threeBytes(ByteBuffer bytes, int at) {
        return bytes.getChar(at) | (bytes.get(at + 2) & 0xff) << 16;
    }

    /** A chain of segments; one of them, "start of frame", holds the size. */
    private static Optional<PictureSize> jpeg(ByteBuffer bytes) {
        int at = 2;
        while (at + 9 <= bytes.limit() && (bytes.get(at) & 0xff) == 0xff) {
            int marker = bytes.get(at + 1) & 0xff;
            boolean frame = marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
            if (frame) {
                return of(bytes.getChar(at + 7), bytes.getChar(at + 5));
            }
            boolean padding = marker == 0xff;
            at += padding ? 1 : 2 + Math.max(2, bytes.getChar(at + 2));
        }
        return Optional.empty();
    }

    private static long unsigned(ByteBuffer bytes, int at) {
        return bytes.getInt(at) & 0xffffffffL;
    }
}
