package org.hindsight.account;

import io.quarkus.qute.TemplateData;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import java.util.Optional;
import org.hindsight.platform.problem.Problem;

/** Whoever sends the current request, and what they may do. Pages know it as {@code caller}. */
@Named("caller")
@TemplateData
@RequestScoped
public class Caller {

    private final CurrentIdentityAssociation identity;

    Caller(CurrentIdentityAssociation identity) {
        this.identity = identity;
    }

    /** The signed-in person, if there is one. Detached: use it as a value or a reference. */
    public Optional<User> user() {
        return Optional.ofNullable(identity.getIdentity().getAttribute(SignedIn.USER));
    }

    /** The signed-in person; where nobody is signed in this is a 401. */
    public User person() {
        return user().orElseThrow(Problem::unauthorized);
    }

    /** What they came in with. */
    public Optional<Pass> pass() {
        return Optional.ofNullable(identity.getIdentity().getAttribute(SignedIn.PASS));
    }

    public boolean signedIn() {
        return user().isPresent();
    }

    public String name() {
        return user().map(user -> user.name).orElse("");
    }

    public String email() {
        return user().map(user -> user.email).orElse("");
    }

    public boolean is(Role role) {
        return user().filter(user -> user.role.covers(role)).isPresent();
    }

    public boolean responder() {
        return is(Role.RESPONDER);
    }

    public boolean publisher() {
        return is(Role.PUBLISHER);
    }

    public boolean admin() {
        return is(Role.ADMIN);
    }

    /** Refuses with 403 when the person's role is lower. */
    public void mustBe(Role role) {
        if (!is(role)) {
            throw Problem.forbidden("This wants the role " + role + ".");
        }
    }

    boolean byCookie() {
        return pass().filter(Pass::session).isPresent();
    }
}
