package org.hindsight.edition;

import org.hindsight.incident.Audience;
import org.jspecify.annotations.Nullable;

/** Where editions are read. */
final class Addresses {

    private Addresses() {}

    static String report(String slug) {
        return "/reports/" + slug;
    }

    static String of(Edition edition, @Nullable String slug) {
        return of(edition.audience, edition.incident.ref(), slug, edition.no);
    }

    static String of(Audience audience, String ref, @Nullable String slug, int no) {
        return (audience == Audience.PUBLIC && slug != null ? report(slug) : "/incidents/" + ref) + "/editions/" + no;
    }
}
