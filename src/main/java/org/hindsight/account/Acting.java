package org.hindsight.account;

import io.quarkus.arc.Arc;
import io.quarkus.arc.ManagedContext;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;

/** Lets the application itself act in somebody's name, outside of any request. */
@ApplicationScoped
public class Acting {

    /** A whole story may be told in one transaction, on a slow machine. */
    private static final int LONGEST_SECONDS = 900;

    private final Clock clock;

    Acting(Clock clock) {
        this.clock = clock;
    }

    /** Runs work in one transaction in that person's name, with the rights of an admin. */
    public void as(User user, Runnable work) {
        ManagedContext request = Arc.container().requestContext();
        boolean own = !request.isActive();
        if (own) {
            request.activate();
        }
        try {
            Arc.container()
                    .instance(CurrentIdentityAssociation.class)
                    .get()
                    .setIdentity(SignedIn.identity(withRightsOfAdmin(user)));
            QuarkusTransaction.requiringNew().timeout(LONGEST_SECONDS).run(work);
        } finally {
            if (own) {
                request.terminate();
            }
        }
    }

    private static User withRightsOfAdmin(User user) {
        User acting = new User();
        acting.id = user.id;
        acting.email = user.email;
        acting.name = user.name;
        acting.role = Role.ADMIN;
        return acting;
    }

    /** An account that nobody can sign in with, made when it is not there yet. */
    public User stand(String email, String name) {
        return QuarkusTransaction.requiringNew().call(() -> {
            Optional<User> known = User.of(email);
            return known.isPresent() ? known.get() : User.welcome(email, name, Role.VIEWER, null, clock.instant());
        });
    }

    /** Ends such an account; what it wrote stays. */
    public void dismiss(User user) {
        QuarkusTransaction.requiringNew()
                .run(() -> User.of(user.email).ifPresent(known -> known.leave(clock.instant())));
    }
}
