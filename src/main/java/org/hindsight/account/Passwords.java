package org.hindsight.account;

import org.eclipse.microprofile.config.ConfigProvider;

/** How expensive it is to try a password. */
final class Passwords {

    private static final int COST = 12;

    private Passwords() {}

    /** bcrypt's cost: each step doubles the work. Tests, which make many people, take less. */
    static int cost() {
        return ConfigProvider.getConfig()
                .getOptionalValue("hindsight.password-cost", Integer.class)
                .orElse(COST);
    }
}
