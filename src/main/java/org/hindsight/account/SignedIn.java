package org.hindsight.account;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Who sends a request: the owner of its bearer token, else of its session cookie, else nobody. Looked up
 * each time, so that what an admin takes away is gone with the next request.
 */
@ApplicationScoped
class SignedIn implements HttpAuthenticationMechanism {

    /** On the identity: the {@link User}. */
    static final String USER = "hindsight.user";

    /** On the identity: the {@link Pass}. */
    static final String PASS = "hindsight.pass";

    private static final String BEARER = "bearer ";

    private final SessionCookie cookie;
    private final Clock clock;

    SignedIn(SessionCookie cookie, Clock clock) {
        this.cookie = cookie;
        this.clock = clock;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext exchange, IdentityProviderManager providers) {
        String header = exchange.request().getHeader(HttpHeaders.AUTHORIZATION);
        if (header != null) {
            if (!header.toLowerCase(Locale.ROOT).startsWith(BEARER)) {
                return Uni.createFrom().failure(new AuthenticationFailedException());
            }
            Pass pass = Pass.ofToken(header.substring(BEARER.length()).strip());
            return onWorker(() -> pass.holder(clock.instant()))
                    .map(user -> user.map(u -> identity(u, pass)).orElseThrow(AuthenticationFailedException::new));
        }
        Optional<String> session = cookie.session(exchange);
        if (session.isEmpty()) {
            return Uni.createFrom().nullItem();
        }
        Pass pass = Pass.ofSession(session.get());
        return onWorker(() -> pass.holder(clock.instant()))
                .map(user -> user.map(u -> identity(u, pass)).orElse(null));
    }

    private static Uni<Optional<User>> onWorker(java.util.concurrent.Callable<Optional<User>> lookUp) {
        return Uni.createFrom()
                .item(() -> QuarkusTransaction.requiringNew().call(lookUp))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    private static SecurityIdentity identity(User user, Pass pass) {
        return of(user).addAttribute(PASS, pass).build();
    }

    /** That person, with nothing that vouches for them. */
    static SecurityIdentity identity(User user) {
        return of(user).build();
    }

    private static QuarkusSecurityIdentity.Builder of(User user) {
        QuarkusSecurityIdentity.Builder identity = QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(user.email))
                .addAttribute(USER, user);
        Arrays.stream(Role.values()).filter(user.role::covers).map(Role::name).forEach(identity::addRole);
        return identity;
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext exchange) {
        return Uni.createFrom().item(new ChallengeData(401, "WWW-Authenticate", "Bearer"));
    }

    @Override
    public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
        return Set.of();
    }
}
