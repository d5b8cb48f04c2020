package org.hindsight.platform.mail;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailMessage;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Sends plain mails through the server that an administrator named. Without one nothing is ever sent: ask {@link
 * #configured} first. Nothing is connected before the first mail.
 */
@ApplicationScoped
public class Post {

    private static final Logger LOG = Logger.getLogger(Post.class);

    /** One address and nothing else: what begins another header or another receiver has no place in it. */
    private static final Pattern ADDRESS =
            Pattern.compile("[^\\s\\p{Cntrl}\\p{Z},;:<>()\\[\\]\\\\\"@]+@[^\\s\\p{Cntrl}\\p{Z},;:<>()\\\\\"@]+");

    private static final Pattern BREAK = Pattern.compile("[\\p{Cntrl}\u0085\u2028\u2029]");

    /**
     * Where all mails are sent from. On another thread than that of its connection the mail client misses a server that greets
     * at once, and both wait for the other to begin; its pool may have one caller's thread connect for another.
     */
    private final @Nullable Context loop;

    private final MailServer server;
    private final @Nullable MailClient client;
    private final String base;

    Post(Vertx vertx, MailServer server, @ConfigProperty(name = "hindsight.base.url") Optional<String> base) {
        this.server = server;
        this.base = base.map(url -> url.strip().replaceFirst("/+$", "")).orElse("");
        boolean named = server.host.isPresent() && server.from.isPresent();
        this.client = named ? MailClient.create(vertx, server.client()) : null;
        this.loop = named ? ((VertxInternal) vertx).createEventLoopContext() : null;
        if (server.host.isPresent() && server.from.isEmpty()) {
            LOG.warn(
                    "No mail is sent: HINDSIGHT_SMTP_HOST is set, but HINDSIGHT_SMTP_FROM does not say from whom it comes");
        }
    }

    /** The public address with which links in a mail begin, without a slash at its end; empty when nobody said it. */
    public String base() {
        return base;
    }

    /** Whether there is a server to send through. */
    public boolean configured() {
        return client != null;
    }

    /** The server as host and port; empty while none is named. */
    public Optional<String> server() {
        return server.host.map(host -> host + ":" + server.port);
    }

    /** From whom mails come; empty while nobody said it. */
    public Optional<String> from() {
        return server.from;
    }

    /** As {@link #send(String, String, String, Map)}, without further headers. */
    public void send(String to, String subject, String text) {
        send(to, subject, text, Map.of());
    }

    /**
     * Hands a mail over to the server and waits until it has it.
     *
     * @param to one address
     * @param subject one line
     * @param headers further ones, each of one line
     * @throws IllegalArgumentException if any of them holds more than that
     * @throws Undelivered if the server did not say within a minute that it has it
     */
    public void send(String to, String subject, String text, Map<String, String> headers) {
        MailClient out = client;
        Context on = loop;
        if (out == null || on == null) {
            throw new IllegalStateException("No mail server is set up");
        }
        MailMessage mail = mail(to, subject, text, headers).setFrom(server.from.orElseThrow());
        CompletableFuture<Void> sent = new CompletableFuture<>();
        on.runOnContext(now ->
                out.sendMail(mail).onSuccess(taken -> sent.complete(null)).onFailure(sent::completeExceptionally));
        try {
            sent.get(server.patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failure) {
            throw new Undelivered(to, failure.getCause() == null ? failure : failure.getCause());
        } catch (TimeoutException failure) {
            throw new Undelivered(to, failure);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new Undelivered(to, stopping);
        }
    }

    /** The mail; it says that a machine wrote it, so that no machine answers. */
    static MailMessage mail(String to, String subject, String text, Map<String, String> headers) {
        if (!ADDRESS.matcher(to).matches()) {
            throw new IllegalArgumentException("Not one mail address: " + to);
        }
        if (BREAK.matcher(subject).find()) {
            throw new IllegalArgumentException("Not one line: " + subject);
        }
        MailMessage mail = new MailMessage()
                .setTo(to)
                .setSubject(subject)
                .setText(text)
                .addHeader("Auto-Submitted", "auto-generated");
        headers.forEach((name, value) -> {
            if (BREAK.matcher(value).find()) {
                throw new IllegalArgumentException("Not one line: " + value);
            }
            mail.addHeader(name, value);
        });
        return mail;
    }
}
