package org.hindsight.edition;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hindsight.incident.Audience;
import org.hindsight.platform.web.SecurityHeaders;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The bundle of an edition on its way to a reader: read from the database part by part, as fast as the reader takes it,
 * so that neither its size nor a slow line takes memory or a thread.
 *
 * @param forGood whether its address never has other bytes
 */
record Bundle(long file, int size, String sha256, String disposition, boolean forGood) implements StreamingOutput {

    private static final Logger LOG = Logger.getLogger(Bundle.class);
    private static final Pattern RANGE = Pattern.compile("bytes=([0-9]{0,10})-([0-9]{0,10})");

    /** Some of its bytes, the last of them included. */
    record Span(long from, long to) {}

    static Optional<Bundle> of(Edition edition, boolean forGood) {
        return EditionFile.known(edition, Format.ZIP)
                .map(file -> new Bundle(file.id, file.size, file.sha256, disposition(edition), forGood));
    }

    static Bundle of(EditionFile file) {
        return new Bundle(file.id, file.size, file.sha256, disposition(file.edition), true);
    }

    /** What the files of an edition are called, without their endings. */
    static String name(Edition edition) {
        String ref = edition.incident.ref().toLowerCase(Locale.ROOT);
        return edition.audience == Audience.PUBLIC
                ? Report.of(edition.incident).map(report -> report.slug).orElse(ref) + "-" + edition.no
                : ref + "-internal-" + edition.no;
    }

    static String disposition(Edition edition) {
        return "attachment; filename=\"" + name(edition) + "." + Format.ZIP.extension + "\"";
    }

    private byte[] part(int no) {
        return QuarkusTransaction.requiringNew()
                .call(() -> EditionFile.part(file, no))
                .orElseThrow(() -> new IllegalStateException("Part " + no + " of file " + file + " is not there"));
    }

    /** All of it, for readers whom the application knows. */
    @Override
    public void write(OutputStream out) throws IOException {
        for (int no = 0; (long) no * EditionFile.PART < size; no++) {
            out.write(part(no));
        }
    }

    /** Answers a GET or HEAD, also one that asks for some of the bytes or has them already. */
    void send(RoutingContext exchange) {
        HttpServerResponse response = exchange.response();
        SecurityHeaders.put(response.headers());
        String tag = "\"" + sha256 + "\"";
        response.putHeader("Cache-Control", forGood ? "public, max-age=31536000, immutable" : "public, max-age=60")
                .putHeader("ETag", tag)
                .putHeader("Accept-Ranges", "bytes");
        String known = exchange.request().getHeader("If-None-Match");
        if (known != null && (known.strip().equals("*") || known.contains(tag))) {
            response.setStatusCode(304).end();
            return;
        }
        String unchanged = exchange.request().getHeader("If-Range");
        String asked =
                unchanged == null || unchanged.equals(tag) ? exchange.request().getHeader("Range") : null;
        boolean partly = asked != null && RANGE.matcher(asked).matches();
        Optional<Span> span = partly ? span(asked) : Optional.of(new Span(0, size - 1L));
        if (span.isEmpty()) {
            response.setStatusCode(416)
                    .putHeader("Content-Range", "bytes */" + size)
                    .end();
            return;
        }
        Span wanted = span.get();
        if (partly) {
            response.setStatusCode(206)
                    .putHeader("Content-Range", "bytes " + wanted.from() + "-" + wanted.to() + "/" + size);
        }
        response.putHeader("Content-Type", Format.ZIP.mediaType)
                .putHeader("Content-Disposition", disposition)
                .putHeader("Content-Encoding", "identity")
                .putHeader("Content-Length", String.valueOf(wanted.to() - wanted.from() + 1));
        if (HttpMethod.HEAD.equals(exchange.request().method())) {
            response.end();
        } else {
            pump(exchange, wanted, wanted.from());
        }
    }

    /** The bytes that a range names; empty where it names none that are there. */
    private Optional<Span> span(@Nullable String range) {
        Matcher asked = RANGE.matcher(String.valueOf(range));
        if (!asked.matches() || (asked.group(1).isEmpty() && asked.group(2).isEmpty())) {
            return Optional.empty();
        }
        long last = size - 1L;
        Span span = asked.group(1).isEmpty()
                ? new Span(Math.max(0, size - Long.parseLong(asked.group(2))), last)
                : new Span(
                        Long.parseLong(asked.group(1)),
                        asked.group(2).isEmpty() ? last : Math.min(last, Long.parseLong(asked.group(2))));
        return span.from() <= span.to() ? Optional.of(span) : Optional.empty();
    }

    /** Sends the part with the byte at an offset, then, when the reader took it, the next one. */
    private void pump(RoutingContext exchange, Span wanted, long at) {
        HttpServerResponse response = exchange.response();
        if (response.closed()) {
            return;
        }
        exchange.vertx()
                .executeBlocking(() -> slice(wanted, at), false)
                .onSuccess(slice -> {
                    long next = at + slice.length;
                    if (next > wanted.to()) {
                        response.end(Buffer.buffer(slice));
                        return;
                    }
                    response.write(Buffer.buffer(slice)).onSuccess(taken -> pump(exchange, wanted, next));
                })
                .onFailure(fault -> {
                    LOG.errorf(fault, "%s breaks off", exchange.request().path());
                    exchange.request().connection().close();
                });
    }

    private byte[] slice(Span wanted, long at) {
        int no = Math.toIntExact(at / EditionFile.PART);
        byte[] part = part(no);
        long begin = (long) no * EditionFile.PART;
        return Arrays.copyOfRange(part, (int) (at - begin), (int) Math.min(part.length, wanted.to() + 1 - begin));
    }
}
