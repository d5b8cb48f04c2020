package org.hindsight.platform.web;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hindsight.platform.Digests;
import org.jspecify.annotations.Nullable;

/**
 * A whole answer that is the same for every reader: as it is and, where that is smaller, compressed, with its headers as
 * they go out. Each form has a strong ETag of its own, told apart by its ending.
 */
public final class Copy {

    private static final CharSequence ACCEPT_ENCODING = HttpHeaders.createOptimized("accept-encoding");

    /**
     * Another node hears within two seconds that something was withdrawn, and nobody may show it for longer than these two after
     * that. Asking again costs next to nothing.
     */
    private static final Duration FRESH = Duration.ofSeconds(2);

    private static final String BRIEFLY = "public, max-age=" + FRESH.toSeconds();

    /** Who read it may keep it for good; who hands it to others has to ask whether it still stands. */
    private static final String FOR_GOOD = "public, max-age=31536000, s-maxage=" + FRESH.toSeconds() + ", immutable";

    /** What takes up less room when it is compressed; pictures, PDFs and archives are already. */
    private static final List<String> WORTH_IT =
            List.of("text/", "application/json", "application/atom+xml", "image/svg+xml");

    private static final String NOT_ACCEPTABLE =
            "This is to be had as it is (identity) or compressed (gzip, br); the request takes none of these.\n";

    private final int status;
    private final List<Form> forms;

    /** One form of the answer. */
    private static final class Form {

        private final Coding coding;
        private final byte[] bytes;
        private final Buffer body;

        /** With its quotes. */
        private final String etag;

        /** The headers that also go to those who have it. */
        private final List<Map.Entry<CharSequence, CharSequence>> unchanged;

        /** The headers of the whole answer. */
        private final List<Map.Entry<CharSequence, CharSequence>> headers;

        /** What begins the whole answer on an HTTP/1.1 connection. */
        private final byte[] head;

        /** What goes over it to those who have it. */
        private final byte[] notModified;

        Form(int status, Coding coding, byte[] bytes, String type, String digest, Map<String, String> others) {
            this.coding = coding;
            this.bytes = bytes;
            this.body = Buffer.buffer(bytes);
            this.etag = "\"" + digest + ending(coding) + "\"";
            List<Map.Entry<CharSequence, CharSequence>> lines = new ArrayList<>();
            others.forEach((name, value) -> lines.add(SecurityHeaders.ready(name, value)));
            lines.add(SecurityHeaders.ready("etag", etag));
            lines.add(SecurityHeaders.ready("vary", "accept-encoding"));
            if (!others.containsKey("content-security-policy")) {
                lines.add(SecurityHeaders.POLICY);
            }
            lines.addAll(SecurityHeaders.OTHERS);
            this.unchanged = List.copyOf(lines);
            this.notModified = head(304, lines);
            lines.add(SecurityHeaders.ready("content-type", type));
            if (coding != Coding.PLAIN) {
                lines.add(SecurityHeaders.ready("content-encoding", coding.token));
            }
            lines.add(SecurityHeaders.ready("content-length", String.valueOf(bytes.length)));
            this.headers = List.copyOf(lines);
            this.head = head(status, lines);
        }

        private static String ending(Coding coding) {
            return switch (coding) {
                case BROTLI -> "-br";
                case GZIP -> "-gz";
                case PLAIN -> "";
            };
        }

        private static byte[] head(int status, List<Map.Entry<CharSequence, CharSequence>> headers) {
            StringBuilder head = new StringBuilder("HTTP/1.1 ")
                    .append(HttpResponseStatus.valueOf(status))
                    .append("\r\n");
            headers.forEach(header -> head.append(header.getKey())
                    .append(": ")
                    .append(header.getValue())
                    .append("\r\n"));
            return head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII);
        }

        boolean knownBy(String known) {
            return known.equals(etag) || known.contains(etag);
        }

        int weight() {
            return bytes.length + head.length + notModified.length;
        }
    }

    private Copy(int status, String type, byte[] bytes, Map<String, String> others) {
        this.status = status;
        String digest = Digests.half(bytes);
        List<Form> made = new ArrayList<>();
        for (Coding coding : Coding.values()) {
            if (coding == Coding.PLAIN) {
                made.add(new Form(status, coding, bytes, type, digest, others));
            } else if (WORTH_IT.stream().anyMatch(type::startsWith)) {
                coding.of(bytes)
                        .filter(smaller -> smaller.length < bytes.length)
                        .ifPresent(smaller -> made.add(new Form(status, coding, smaller, type, digest, others)));
            }
        }
        this.forms = List.copyOf(made);
    }

    /** A page that shows what holds now: fresh for two seconds. */
    public static Copy page(int status, byte[] html) {
        return page(status, html, FRESH);
    }

    /**
     * A page that shows what holds now.
     *
     * @param fresh how long it may be shown without asking again
     */
    public static Copy page(int status, byte[] html, Duration fresh) {
        return new Copy(
                status,
                "text/html;charset=UTF-8",
                html,
                Map.of("cache-control", "public, max-age=" + fresh.toSeconds()));
    }

    /**
     * A file.
     *
     * @param forGood whether its address never has other bytes
     * @param policy the Content-Security-Policy, where it needs one of its own
     */
    public static Copy file(int status, String type, byte[] bytes, boolean forGood, @Nullable String policy) {
        String cached = forGood ? FOR_GOOD : BRIEFLY;
        return new Copy(
                status,
                type,
                bytes,
                policy == null
                        ? Map.of("cache-control", cached)
                        : Map.of("cache-control", cached, "content-security-policy", policy));
    }

    /** A sentence instead of what will be there in a moment. */
    public static Copy later(String sentence, Duration wait) {
        return new Copy(
                503,
                "text/plain;charset=UTF-8",
                sentence.getBytes(StandardCharsets.UTF_8),
                Map.of("cache-control", "no-store", "retry-after", String.valueOf(wait.toSeconds())));
    }

    /** How much room it takes. */
    public long weight() {
        return 4000L + forms.stream().mapToLong(Form::weight).sum();
    }

    /** Answers a GET or HEAD. */
    public void answer(HttpServerRequest request) {
        Accepted accepted = Accepted.of(request.headers().get(ACCEPT_ENCODING));
        HttpServerResponse response = request.response();
        Form form = best(accepted);
        if (form == null) {
            refuse(response);
            return;
        }
        Form known = known(form, accepted, request.headers().get(HttpHeaders.IF_NONE_MATCH));
        var headers = response.headers();
        if (known != null) {
            known.unchanged.forEach(header -> headers.set(header.getKey(), header.getValue()));
            response.setStatusCode(304).end();
            return;
        }
        form.headers.forEach(header -> headers.set(header.getKey(), header.getValue()));
        if (form.coding == Coding.PLAIN) {
            // So that nobody compresses it on the way out, for each reader anew.
            headers.set(HttpHeaders.CONTENT_ENCODING, HttpHeaders.IDENTITY);
        }
        response.setStatusCode(status);
        if (HttpMethod.HEAD.equals(request.method())) {
            response.end();
        } else {
            response.end(form.body);
        }
    }

    /**
     * The same answer as it goes over an HTTP/1.1 connection, whole; nothing where that is a refusal.
     *
     * @param withBody false for HEAD
     * @param accepts the header Accept-Encoding
     * @param knows the header If-None-Match
     */
    @Nullable ByteBuf whole(boolean withBody, @Nullable String accepts, @Nullable String knows, ByteBufAllocator buffers) {
        Accepted accepted = Accepted.of(accepts);
        Form form = best(accepted);
        if (form == null) {
            return null;
        }
        Form known = knows == null ? null : known(form, accepted, knows);
        if (known != null) {
            return buffers.ioBuffer(known.notModified.length).writeBytes(known.notModified);
        }
        int length = form.head.length + (withBody ? form.bytes.length : 0);
        ByteBuf whole = buffers.ioBuffer(length).writeBytes(form.head);
        return withBody ? whole.writeBytes(form.bytes) : whole;
    }

    /** The form that is wanted most; of several the one that comes first. */
    private @Nullable Form best(Accepted accepted) {
        Form best = null;
        int most = 0;
        for (Form form : forms) {
            int weight = accepted.weight(form.coding);
            if (weight > most) {
                most = weight;
                best = form;
            }
        }
        return best;
    }

    /**
     * The form that the reader has already, of those that it takes (weak comparison, as RFC 9110 wants it here). One whose
     * wishes have changed need not load again what it has: the answer names the form that it may keep.
     */
    private @Nullable Form known(Form best, Accepted accepted, @Nullable String known) {
        if (known == null || status != 200) {
            return null;
        }
        if (best.knownBy(known) || known.strip().equals("*")) {
            return best;
        }
        for (Form form : forms) {
            if (accepted.weight(form.coding) > 0 && form.knownBy(known)) {
                return form;
            }
        }
        return null;
    }

    private static void refuse(HttpServerResponse response) {
        SecurityHeaders.put(response.headers());
        response.setStatusCode(406)
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .putHeader(HttpHeaders.VARY, ACCEPT_ENCODING)
                .putHeader(HttpHeaders.CONTENT_ENCODING, HttpHeaders.IDENTITY)
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/plain;charset=UTF-8")
                .end(NOT_ACCEPTABLE);
    }
}
