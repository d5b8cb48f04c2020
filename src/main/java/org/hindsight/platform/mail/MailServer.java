package org.hindsight.platform.mail;

import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.StartTLSOptions;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The mail server that an administrator named, if any, and how it is spoken to. */
@Singleton
class MailServer {

    private static final Duration LONGEST = Duration.ofMinutes(2);

    final Optional<String> host;
    final int port;
    final Optional<String> from;

    /** How long a mail may take, and a connection may be silent. */
    final Duration patience;

    private final Optional<String> user;
    private final Optional<String> password;
    private final StartTLSOptions startTls;
    private final boolean tls;

    MailServer(
            @ConfigProperty(name = "hindsight.smtp.host") Optional<String> host,
            @ConfigProperty(name = "hindsight.smtp.port") int port,
            @ConfigProperty(name = "hindsight.smtp.from") Optional<String> from,
            @ConfigProperty(name = "hindsight.smtp.user") Optional<String> user,
            @ConfigProperty(name = "hindsight.smtp.password") Optional<String> password,
            @ConfigProperty(name = "hindsight.smtp.starttls") StartTLSOptions startTls,
            @ConfigProperty(name = "hindsight.smtp.tls") boolean tls,
            @ConfigProperty(name = "hindsight.smtp.patience") Duration patience) {
        this.host = host.map(String::strip).filter(name -> !name.isEmpty());
        this.port = port;
        this.from = from.map(String::strip).filter(sender -> !sender.isEmpty());
        this.user = user;
        this.password = password;
        this.startTls = startTls;
        this.tls = tls;
        if (patience.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("HINDSIGHT_SMTP_PATIENCE may be at most " + LONGEST.toMinutes()
                    + " minutes: by then another node may try the same mail");
        }
        this.patience = patience;
    }

    /** As the mail client wants it. A server that fell silent is let go, so that it keeps no place of the few there are. */
    MailConfig client() {
        MailConfig config = new MailConfig()
                .setHostname(host.orElseThrow())
                .setPort(port)
                .setStarttls(startTls)
                .setSsl(tls)
                // A few mails at a time: no connection is worth keeping.
                .setKeepAlive(false)
                .setConnectTimeout((int) patience.toMillis())
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setIdleTimeout((int) patience.toMillis());
        user.ifPresent(config::setUsername);
        password.ifPresent(config::setPassword);
        return config;
    }
}
