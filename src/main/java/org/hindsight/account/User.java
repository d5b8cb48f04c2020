package org.hindsight.account;

import io.quarkus.elytron.security.common.BcryptUtil;
import io.quarkus.hibernate.orm.panache.PanacheEntity;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.hindsight.platform.problem.Problem;
import org.jspecify.annotations.Nullable;

/**
 * A person with an account. One who left stays as the author of what they wrote, but can neither sign in
 * nor be found.
 */
@Entity
@Table(name = "app_user")
public class User extends PanacheEntity {

    private static final String NOWHERE = "@pseudonym.invalid";

    /** Lower-cased; names the person in the API. */
    @Column(name = "email")
    public String email;

    @Column(name = "name")
    public String name;

    @Enumerated(EnumType.STRING)
    @Column(name = "role")
    public Role role;

    @Column(name = "password_hash")
    @Nullable String passwordHash;

    @Column(name = "created_at")
    public Instant createdAt;

    @Column(name = "left_at")
    @Nullable Instant leftAt;

    @Column(name = "version")
    public int version;

    /**
     * The address of somebody of whom nothing but a public name is known: nobody receives mail there (RFC 2606).
     *
     * @param name made of a-z, 0-9 and hyphens
     */
    public static String pseudonymous(String name) {
        return name + NOWHERE;
    }

    /** Whether nothing but a public name is known of the person. */
    public boolean pseudonymous() {
        return isPseudonymous(email);
    }

    /** As {@link #pseudonymous()}, of whoever has that address. */
    public static boolean isPseudonymous(String address) {
        return address.endsWith(NOWHERE);
    }

    /**
     * What others may write to name the person: the address, and the name unless it only is the beginning of that. A
     * public name is no secret.
     */
    public List<String> writtenNames() {
        if (pseudonymous()) {
            return List.of();
        }
        boolean onlyTheAddress = email.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + "@");
        return onlyTheAddress ? List.of(email) : List.of(email, name);
    }

    static String normalised(String email) {
        return email.strip().toLowerCase(Locale.ROOT);
    }

    /** The person of that address who has not left. */
    public static Optional<User> of(String email) {
        return find("email = ?1 and leftAt is null", normalised(email)).firstResultOptional();
    }

    /** All who have not left, by address. */
    static List<User> present() {
        return list("leftAt is null order by email");
    }

    static boolean noAdmin() {
        return count("role = ?1 and leftAt is null", Role.ADMIN) == 0;
    }

    /** Gives an account to a person; somebody who had left comes back under the same address. */
    static User welcome(String email, String name, Role role, @Nullable String password, Instant now) {
        String address = normalised(email);
        User user = User.<User>find("email", address).firstResult();
        if (user == null) {
            user = new User();
            user.email = address;
        } else if (user.leftAt == null) {
            throw Problem.refused("There is a user " + address + " already.");
        }
        user.name = name.strip();
        user.role = role;
        user.createdAt = now;
        user.leftAt = null;
        user.version++;
        user.passwordHash = null;
        user.takePassword(password);
        user.persist();
        return user;
    }

    /** The person of that address, whether they are here, have left or never were. */
    public static Optional<User> everOf(String email) {
        return find("email", normalised(email)).firstResultOptional();
    }

    /** Somebody who is known from elsewhere, as the author of what they wrote there: without an account, as if they had left. */
    public static User absent(String email, String name, Instant now) {
        User user = new User();
        user.email = normalised(email);
        user.name = name.strip();
        user.role = Role.VIEWER;
        user.createdAt = now;
        user.leftAt = now;
        user.version = 1;
        user.persist();
        return user;
    }

    void takePassword(@Nullable String password) {
        if (password != null) {
            passwordHash = BcryptUtil.bcryptHash(password, Passwords.cost());
        }
    }

    void rename(String wanted) {
        name = wanted.strip();
        version++;
    }

    void change(NewUser wanted) {
        if (role == Role.ADMIN && wanted.role() != Role.ADMIN) {
            refuseIfLastAdmin();
        }
        name = wanted.name().strip();
        role = wanted.role();
        takePassword(wanted.password());
        version++;
    }

    /** Ends the account: no sign-in, no token, no session from now on. */
    void leave(Instant now) {
        refuseIfLastAdmin();
        leftAt = now;
        version++;
        ApiToken.revokeAllOf(this);
        Session.endAllOf(this);
    }

    private void refuseIfLastAdmin() {
        if (role == Role.ADMIN && count("role = ?1 and leftAt is null", Role.ADMIN) == 1) {
            throw Problem.refused(
                    "The last admin has to stay one, or nobody could manage accounts. Make somebody else admin first.");
        }
    }

    /** Whether the account was ended. */
    public boolean left() {
        return leftAt != null;
    }

    boolean hasPassword(String password) {
        return passwordHash != null && BcryptUtil.matches(password, passwordHash);
    }
}
