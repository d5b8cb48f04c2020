package org.hindsight.platform.mail;

import io.quarkus.mailer.Mail;
import io.quarkus.mailer.reactive.ReactiveMailer;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Sends plain mails through the server that an administrator named. Without one nothing is ever sent: ask {@link
 * #configured} first. Nothing is connected before the first mail.
 */
@ApplicationScoped
public class Post {

    private static final Logger LOG = Logger.getLogger(Post.class);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** One address and nothing else: what begins another header or another receiver has no place in it. */
    private static final Pattern ADDRESS =
            Pattern.compile("[^\\s\\p{Cntrl}\\p{Z},;:<>()\\[\\]\\\\\"@]+@[^\\s\\p{Cntrl}\\p{Z},;:<>()\\\\\"@]+");

    private static final Pattern BREAK = Pattern.compile("[\\p{Cntrl}\u0085\u2028\u2029]");

    private final ReactiveMailer mailer;
    private final Vertx vertx;
    private final boolean configured;
    private final String base;

    Post(
            ReactiveMailer mailer,
            Vertx vertx,
            @ConfigProperty(name = "hindsight.smtp.host") Optional<String> host,
            @ConfigProperty(name = "hindsight.smtp.from") Optional<String> from,
            @ConfigProperty(name = "hindsight.base.url") Optional<String> base) {
        this.mailer = mailer;
        this.vertx = vertx;
        this.base = base.map(url -> url.replaceFirst("/+$", "")).orElse("");
        this.configured = host.isPresent() && from.isPresent();
        if (host.isPresent() && from.isEmpty()) {
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
        return configured;
    }

    /**
     * Hands a mail over to the server and waits until it has it.
     *
     * @param to one address
     * @param subject one line
     * @throws IllegalArgumentException if either holds more than that
     * @throws Undelivered if the server did not say within a minute that it has it
     */
    public void send(String to, String subject, String text) {
        if (!configured) {
            throw new IllegalStateException("No mail server is set up");
        }
        try {
            mailer.send(mail(to, subject, text))
                    .runSubscriptionOn(onAnEventLoop())
                    .await()
                    .atMost(PATIENCE);
        } catch (RuntimeException failure) {
            throw new Undelivered(to, failure);
        }
    }

    /** From any other thread the mail client misses a server that greets at once, and both wait for the other to begin. */
    private Executor onAnEventLoop() {
        Context context = vertx.getOrCreateContext();
        return command -> context.runOnContext(now -> command.run());
    }

    /** The mail; it says that a machine wrote it, so that no machine answers. */
    static Mail mail(String to, String subject, String text) {
        if (!ADDRESS.matcher(to).matches()) {
            throw new IllegalArgumentException("Not one mail address: " + to);
        }
        if (BREAK.matcher(subject).find()) {
            throw new IllegalArgumentException("Not one line: " + subject);
        }
        return Mail.withText(to, subject, text).addHeader("Auto-Submitted", "auto-generated");
    }
}
