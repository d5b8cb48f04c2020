package org.hindsight.platform;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/** SHA-256, as checksums and as a Content-Security-Policy write it. */
public final class Digests {

    /** How many hexadecimal digits a checksum has. */
    public static final int LENGTH = 64;

    private Digests() {}

    /** In hexadecimal digits, as checksums are written. */
    public static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(digest(bytes));
    }

    /** That of a file, however large it is. */
    public static String sha256(Path file) throws IOException {
        try (DigestInputStream in = new DigestInputStream(Files.newInputStream(file), empty())) {
            in.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest());
        }
    }

    /** As a Content-Security-Policy writes it. */
    public static String sha256Base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(digest(bytes));
    }

    /** The first half of it in 22 signs, as an ETag writes it: enough to tell bytes apart, and sent with each request. */
    public static String half(byte[] bytes) {
        byte[] half = Arrays.copyOf(digest(bytes), 16);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(half);
    }

    private static byte[] digest(byte[] bytes) {
        return empty().digest(bytes);
    }

    private static MessageDigest empty() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
