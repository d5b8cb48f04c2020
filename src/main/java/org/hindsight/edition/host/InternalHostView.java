package org.hindsight.edition.host;

import io.quarkus.qute.TemplateData;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hindsight.account.Person;
import org.jspecify.annotations.Nullable;

/**
 * What the names of some internal hosts end with, as the API and the page tell it.
 *
 * @param suffix in small letters and ASCII, without a dot before it
 * @param builtIn whether every installation knows it, and it cannot be removed
 * @param addedAt null where it is built in
 * @param addedBy null where it is built in
 */
@TemplateData
@Schema(name = "InternalSuffix")
record InternalHostView(
        String suffix,
        boolean builtIn,
        @Nullable Instant addedAt,
        @Nullable Person addedBy) {

    static InternalHostView builtIn(String suffix) {
        return new InternalHostView(suffix, true, null, null);
    }

    static InternalHostView of(InternalHost host) {
        return new InternalHostView(host.suffix, false, host.addedAt, Person.of(host.addedBy));
    }
}
