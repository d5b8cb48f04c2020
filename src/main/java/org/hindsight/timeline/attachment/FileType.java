package org.hindsight.timeline.attachment;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Finds out what a file is, from its bytes alone: what its sender or its name says may be a lie. Pictures are the four
 * kinds that every browser shows and that can hold no script; SVG is text like any other.
 */
final class FileType {

    static final String PNG = "image/png";
    static final String JPEG = "image/jpeg";
    static final String GIF = "image/gif";
    static final String WEBP = "image/webp";
    static final String TEXT = "text/plain";
    static final String UNKNOWN = "application/octet-stream";

    private static final Map<String, String> SIGNATURES = new LinkedHashMap<>();

    static {
        SIGNATURES.put("\u0089PNG\r\n\u001a\n", PNG);
        SIGNATURES.put("\u00ff\u00d8\u00ff", JPEG);
        SIGNATURES.put("GIF87a", GIF);
        SIGNATURES.put("GIF89a", GIF);
        SIGNATURES.put("%PDF-", "application/pdf");
        SIGNATURES.put("PK\u0003\u0004", "application/zip");
        SIGNATURES.put("\u001f\u008b\u0008", "application/gzip");
    }

    private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    private final CharBuffer decoded = CharBuffer.allocate(8192);
    private ByteBuffer rest = ByteBuffer.allocate(0);
    private boolean text = true;

    /** Looks at the next bytes of the file: only all of them together can be text. */
    void look(byte[] bytes, int length) {
        if (!text) {
            return;
        }
        ByteBuffer joined = ByteBuffer.allocate(rest.remaining() + length);
        joined.put(rest).put(bytes, 0, length).flip();
        decode(joined, false);
        rest = joined;
    }

    private void decode(ByteBuffer bytes, boolean last) {
        boolean more = true;
        while (more && text) {
            decoded.clear();
            var result = decoder.decode(bytes, decoded, last);
            decoded.flip();
            text = !result.isError() && decoded.chars().noneMatch(FileType::isNoText);
            more = result.isOverflow();
        }
    }

    /** Control characters, but for those that logs are full of: tab, line ends, form feed and the escapes of colours. */
    private static boolean isNoText(int character) {
        boolean usual = character == '\t'
                || character == '\n'
                || character == '\r'
                || character == '\f'
                || character == '\b'
                || character == 0x1b;
        return character < 0x20 && !usual;
    }

    /**
     * What the file is, once all of it was looked at.
     *
     * @param head its first bytes
     */
    String found(byte[] head) {
        String start = new String(head, StandardCharsets.ISO_8859_1);
        for (Map.Entry<String, String> signature : SIGNATURES.entrySet()) {
            if (start.startsWith(signature.getKey())) {
                return signature.getValue();
            }
        }
        if (start.startsWith("RIFF") && start.startsWith("WEBPVP8", 8)) {
            return WEBP;
        }
        decode(rest, true);
        return text ? TEXT : UNKNOWN;
    }
}
