package org.hindsight.edition;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hindsight.postmortem.Facts;
import org.hindsight.timeline.attachment.Bare;
import org.hindsight.timeline.attachment.Store;

/** The attached files of a document: their bytes, and what a search for leaks can read of them. */
@ApplicationScoped
class Attached {

    private static final String TEXT = "text/plain";
    private static final String PDF = "application/pdf";

    /** Longer texts are looked into when the bundle is made, and nobody waits. In bytes. */
    private static final long SHORT = 1L << 20;

    /** A text is looked into piece by piece; a sentence that a piece cuts off stands whole in the next. */
    private static final int PIECE = 256 * 1024;

    private static final int OVERLAP = 4 * 1024;

    private final Store store;

    Attached(Store store) {
        this.store = store;
    }

    /** What is to be looked into before the document is published: the name, and a text that is not long. */
    String searchable(Facts.Attachment file) {
        String text = file.type().equals(TEXT) && file.bytes() <= SHORT
                ? bytes(file).map(Attached::text).orElse("")
                : "";
        return name(file) + "\n" + text;
    }

    /** The name as it is, and with spaces for whatever else stands between its words. */
    private static String name(Facts.Attachment file) {
        return file.name() + "\n" + file.name().replaceAll("[^\\p{L}\\p{M}\\p{N}@]+", " ");
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Everything that can be read of a file, in pieces. */
    static List<LeakScan.Part> parts(Facts.Attachment file, byte[] bytes) {
        List<LeakScan.Part> parts = new ArrayList<>(List.of(new LeakScan.Part(null, name(file))));
        String text = switch (file.type()) {
            case TEXT -> text(bytes);
            case PDF -> PdfText.of(bytes);
            default -> "";
        };
        for (int at = 0; at < text.length(); at += PIECE) {
            parts.add(new LeakScan.Part(null, text.substring(at, Math.min(text.length(), at + PIECE + OVERLAP))));
        }
        return parts;
    }

    /** The bytes; empty where the attachment was removed since. */
    Optional<byte[]> bytes(Facts.Attachment file) {
        try {
            return Optional.of(Files.readAllBytes(store.file(file.sha256())));
        } catch (NoSuchFileException removed) {
            return Optional.empty();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The bytes as anybody may have them, without what a camera or a program hid in them; empty where that cannot be told. */
    static Optional<byte[]> open(Facts.Attachment file, byte[] bytes) {
        if (Bare.knows(file.type())) {
            return Bare.of(file.type(), bytes);
        }
        return fromACamera(bytes) ? Optional.empty() : Optional.of(bytes);
    }

    /** HEIC, AVIF, films, TIFF and raw pictures: they tell a place, and there is no way here to take it out. */
    private static boolean fromACamera(byte[] bytes) {
        if (bytes.length < 8) {
            return false;
        }
        int first = ByteBuffer.wrap(bytes).getInt(0);
        return first == 0x49492a00
                || first == 0x4d4d002a
                || ByteBuffer.wrap(bytes).getInt(4) == 0x66747970;
    }
}
