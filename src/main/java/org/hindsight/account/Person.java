package org.hindsight.account;

import org.jspecify.annotations.Nullable;

/**
 * Somebody as the author of something.
 *
 * @param name as people call them
 * @param email which account it is
 */
public record Person(String name, String email) {

    /** The person behind an account; null when the application itself acted. */
    public static @Nullable Person of(@Nullable User user) {
        return user == null ? null : new Person(user.name, user.email);
    }
}
