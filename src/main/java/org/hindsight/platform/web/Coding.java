package org.hindsight.platform.web;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.encoder.Encoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.jboss.logging.Logger;

/** The forms in which an answer may travel, those that we would rather send first. */
enum Coding {
    BROTLI("br"),
    GZIP("gzip"),
    PLAIN("identity");

    private static final Logger LOG = Logger.getLogger(Coding.class);

    /** Within a tenth of the smallest that there is, in a hundredth of its time: pages are made anew whenever something changes. */
    private static final Encoder.Parameters BROTLI_QUALITY = new Encoder.Parameters().setQuality(6);

    /** How HTTP calls it. */
    final String token;

    Coding(String token) {
        this.token = token;
    }

    /** The bytes in this form; nothing where this machine cannot make it. */
    Optional<byte[]> of(byte[] bytes) {
        return switch (this) {
            case BROTLI -> Brotli.HERE ? Optional.of(brotli(bytes)) : Optional.empty();
            case GZIP -> Optional.of(gzip(bytes));
            case PLAIN -> Optional.of(bytes);
        };
    }

    /** Asked for once, when it is first needed. */
    private static final class Brotli {
        static final boolean HERE = here();

        private static boolean here() {
            boolean here = Brotli4jLoader.isAvailable();
            if (!here) {
                LOG.infof("No Brotli on this machine, gzip alone: %s", Brotli4jLoader.getUnavailabilityCause());
            }
            return here;
        }
    }

    private static byte[] brotli(byte[] bytes) {
        try {
            return Encoder.compress(bytes, BROTLI_QUALITY);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new Thorough(zipped)) {
            gzip.write(bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return zipped.toByteArray();
    }

    /** It is done once: take the time. */
    private static final class Thorough extends GZIPOutputStream {
        Thorough(ByteArrayOutputStream out) throws IOException {
            super(out);
            def.setLevel(Deflater.BEST_COMPRESSION);
        }
    }
}
