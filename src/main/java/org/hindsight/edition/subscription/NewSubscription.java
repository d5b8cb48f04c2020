package org.hindsight.edition.subscription;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * What somebody asks for.
 *
 * @param email one address; a domain with letters beyond ASCII in its encoded form
 * @param report the slug of one report; all of them if not said
 */
record NewSubscription(
        @NotBlank(message = "is needed") @Size(max = 254, message = "may have at most 254 characters") @Pattern(regexp = ADDRESS, message = "must be an e-mail address, such as ana@example.org") String email,

        @Size(max = 80, message = "may have at most 80 characters") @Nullable String report) {

    private static final String LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?";

    /** Narrower than what may be written: nothing in it can begin another header, another receiver or a link. */
    static final String ADDRESS = "(?:[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:" + LABEL + "\\.)+" + LABEL + ")?";
}
