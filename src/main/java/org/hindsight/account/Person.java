package org.hindsight.account;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Somebody as the author of something.
 *
 * @param name as people call them
 * @param email which account it is
 */
public record Person(String name, String email) {

    /** Everybody who has an account, by address. */
    public static List<Person> present() {
        return User.present().stream()
                .map(user -> new Person(user.name, user.email))
                .toList();
    }

    /** The person behind an account; null when the application itself acted. */
    public static @Nullable Person of(@Nullable User user) {
        return user == null ? null : new Person(user.name, user.email);
    }
}
