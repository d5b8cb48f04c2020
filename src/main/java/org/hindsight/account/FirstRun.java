package org.hindsight.account;

import io.quarkus.elytron.security.common.BcryptUtil;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hindsight.platform.problem.Problem;
import org.jboss.logging.Logger;

/**
 * A new installation has no admin yet: the environment names one, or the first visitor proves with the
 * one-time code from the log that the machine is theirs.
 */
@ApplicationScoped
public class FirstRun {

    /** Observers of the start that need the first admin come after this one. */
    public static final int PRIORITY = 1000;

    private static final Logger LOG = Logger.getLogger(FirstRun.class);

    private final Clock clock;
    private final Optional<String> email;
    private final Optional<String> password;
    private final Optional<String> token;
    private final String baseUrl;
    private final String code = Secrets.code();
    private final String nobodysHash = BcryptUtil.bcryptHash(Secrets.fresh(), Passwords.cost());
    private volatile boolean pending;

    FirstRun(
            Clock clock,
            @ConfigProperty(name = "hindsight.admin.email") Optional<String> email,
            @ConfigProperty(name = "hindsight.admin.password") Optional<String> password,
            @ConfigProperty(name = "hindsight.admin.token") Optional<String> token,
            @ConfigProperty(name = "hindsight.base.url") Optional<String> baseUrl) {
        this.clock = clock;
        this.email = email;
        this.password = password;
        this.token = token;
        this.baseUrl = baseUrl.orElse("");
    }

    void begin(@Observes @Priority(PRIORITY) StartupEvent start) {
        pending = QuarkusTransaction.requiringNew().call(User::noAdmin);
        if (pending && email.isPresent() && (password.isPresent() || token.isPresent())) {
            QuarkusTransaction.requiringNew().run(() -> fromEnvironment(email.get()));
            pending = false;
        }
        if (pending) {
            LOG.infof("First run: open %s/set-up and enter the code %s", baseUrl, code);
        }
    }

    private void fromEnvironment(String address) {
        User admin = User.welcome(
                address, address.replaceFirst("@.*", ""), Role.ADMIN, password.orElse(null), clock.instant());
        token.ifPresent(secret -> ApiToken.of(admin, "from the environment", secret, null, clock.instant()));
        LOG.infof("Created the first admin, %s", admin.email);
    }

    /** Whether there is no admin yet. Another node may have made one. */
    boolean pending() {
        if (pending) {
            pending = User.noAdmin();
        }
        return pending;
    }

    User create(String typedCode, NewUser admin) {
        if (!Secrets.same(code, typedCode.strip().toUpperCase(java.util.Locale.ROOT))) {
            throw Problem.invalid("code", "is not the one in the server's log");
        }
        return User.welcome(admin.email(), admin.name(), Role.ADMIN, admin.password(), clock.instant());
    }

    /** Takes as long as checking a real password, so that answers do not tell which accounts exist. */
    boolean wasteTime(String password) {
        return BcryptUtil.matches(password, nobodysHash);
    }
}
