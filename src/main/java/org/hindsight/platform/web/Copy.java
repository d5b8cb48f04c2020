package org.hindsight.platform.web;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Pattern;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.hindsight.platform.Digests;
import org.jspecify.annotations.Nullable;

/**
 * A whole answer that is the same for every reader: plain and compressed, with its headers as they go out.
 * Strong ETags: one for each of the two, told apart by their ending.
 */
public final class Copy {

    private static final CharSequence ACCEPT_ENCODING = HttpHeaders.createOptimized("accept-encoding");
    private static final CharSequence GZIP = HttpHeaders.createOptimized("gzip");
    private static final CharSequence IDENTITY = HttpHeaders.createOptimized("identity");

    /** Named, and not with a weight of nought. */
    private static final Pattern GZIP_TAKEN =
            Pattern.compile("(?<![\\w-])gzip(?![\\w-])(?!\\s*;\\s*q=0(\\.0*)?\\s*(,|$))");

    private static final Duration FRESH = Duration.ofMinutes(1);

    private final int status;
    private final CharSequence type;
    private final CharSequence cacheControl;
    private final @Nullable CharSequence policy;
    private final @Nullable String retryAfter;
    private final Body plain;
    private final Body gzip;

    /** One of the two forms of the answer. */
    private record Body(Buffer bytes, CharSequence encoding, CharSequence length, CharSequence etag, int size) {

        static Body of(byte[] bytes, CharSequence encoding, String etag) {
            return new Body(
                    Buffer.buffer(bytes),
                    encoding,
                    HttpHeaders.createOptimized(String.valueOf(bytes.length)),
                    HttpHeaders.createOptimized("\"" + etag + "\""),
                    bytes.length);
        }
    }

    private Copy(int status, String type, String cacheControl, @Nullable String policy, byte[] bytes) {
        this(status, type, cacheControl, policy, bytes, null);
    }

    private Copy(
            int status,
            String type,
            String cacheControl,
            @Nullable String policy,
            byte[] bytes,
            @Nullable String retryAfter) {
        this.status = status;
        this.retryAfter = retryAfter;
        this.type = HttpHeaders.createOptimized(type);
        this.cacheControl = HttpHeaders.createOptimized(cacheControl);
        this.policy = policy == null ? null : HttpHeaders.createOptimized(policy);
        String sha256 = Digests.sha256(bytes);
        this.plain = Body.of(bytes, IDENTITY, sha256);
        this.gzip = Body.of(zipped(bytes), GZIP, sha256 + "-gz");
    }

    /** A page that shows what holds now: fresh for a minute. */
    public static Copy page(int status, byte[] html) {
        return page(status, html, FRESH);
    }

    /**
     * A page that shows what holds now.
     *
     * @param fresh how long it may be shown without asking again
     */
    public static Copy page(int status, byte[] html, Duration fresh) {
        return new Copy(status, "text/html;charset=UTF-8", "public, max-age=" + fresh.toSeconds(), null, html);
    }

    /**
     * A file.
     *
     * @param forGood whether its address never has other bytes
     * @param policy the Content-Security-Policy, where it needs one of its own
     */
    public static Copy file(int status, String type, byte[] bytes, boolean forGood, @Nullable String policy) {
        return new Copy(
                status, type, forGood ? "public, max-age=31536000, immutable" : "public, max-age=60", policy, bytes);
    }

    /** A sentence instead of what will be there in a moment. */
    public static Copy later(String sentence, Duration wait) {
        return new Copy(
                503,
                "text/plain;charset=UTF-8",
                "no-store",
                null,
                sentence.getBytes(StandardCharsets.UTF_8),
                String.valueOf(wait.toSeconds()));
    }

    private static byte[] zipped(byte[] bytes) {
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

    /** How much room it takes. */
    public long weight() {
        return plain.size() + gzip.size() + 2000L;
    }

    /** Answers a GET or HEAD. */
    public void answer(HttpServerRequest request) {
        Body body = takesGzip(request.headers().get(ACCEPT_ENCODING)) ? gzip : plain;
        HttpServerResponse response = request.response();
        var headers = response.headers();
        headers.set(HttpHeaders.CACHE_CONTROL, cacheControl);
        headers.set(HttpHeaders.ETAG, body.etag());
        headers.set(HttpHeaders.VARY, ACCEPT_ENCODING);
        if (retryAfter != null) {
            headers.set(HttpHeaders.RETRY_AFTER, retryAfter);
        }
        if (policy == null) {
            SecurityHeaders.put(headers);
        } else {
            SecurityHeaders.put(headers, policy);
        }
        String known = request.headers().get(HttpHeaders.IF_NONE_MATCH);
        if (known != null && status == 200 && matches(known)) {
            response.setStatusCode(304).end();
            return;
        }
        headers.set(HttpHeaders.CONTENT_TYPE, type);
        headers.set(HttpHeaders.CONTENT_ENCODING, body.encoding());
        headers.set(HttpHeaders.CONTENT_LENGTH, body.length());
        response.setStatusCode(status);
        if (HttpMethod.HEAD.equals(request.method())) {
            response.end();
        } else {
            response.end(body.bytes());
        }
    }

    /** Weak comparison, as RFC 9110 wants it here; either form counts, for both say the same. */
    private boolean matches(String known) {
        return known.strip().equals("*") || known.contains(plain.etag()) || known.contains(gzip.etag());
    }

    private static boolean takesGzip(@Nullable String accepted) {
        if (accepted == null) {
            return false;
        }
        return accepted.equals("gzip") || GZIP_TAKEN.matcher(accepted).find();
    }
}
