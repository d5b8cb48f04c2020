package org.hindsight.intake;

import org.jspecify.annotations.Nullable;

/** A file that somebody brought, and where it goes. */
public final class Brought {

    private final byte[] content;
    private final @Nullable String into;

    Brought(byte[] content, @Nullable String into) {
        this.content = content;
        this.into = into;
    }

    /** Its bytes. */
    public byte[] content() {
        return content;
    }

    /** The reference of the incident that it all goes into, when the person named one. */
    public @Nullable String into() {
        return into;
    }
}
