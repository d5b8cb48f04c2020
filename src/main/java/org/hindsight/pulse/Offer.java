package org.hindsight.pulse;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.hindsight.incident.Platform;
import org.hindsight.incident.Service;
import org.hindsight.platform.problem.Violation;
import org.jspecify.annotations.Nullable;

/**
 * What can be reported of a service, as the catalogue has it. A value: it holds outside of transactions and threads.
 *
 * @param id the service's row
 * @param anonymous whether strangers may report
 * @param open whether its page is open to everyone
 */
record Offer(
        long id,
        String slug,
        String name,
        @Nullable String description,
        Set<Platform> platforms,
        Set<String> regions,
        Set<String> symptoms,
        boolean anonymous,
        boolean open) {

    static Offer of(Service service) {
        return new Offer(
                service.id,
                service.slug,
                service.name,
                service.description,
                new LinkedHashSet<>(service.platforms),
                new LinkedHashSet<>(service.regions),
                new LinkedHashSet<>(service.symptoms),
                service.anonymousReports,
                service.publicPage);
    }

    /** What a report names that this service does not list. */
    List<Violation> unlisted(@Nullable String symptom, @Nullable Platform platform, @Nullable String region) {
        List<Violation> faults = new ArrayList<>();
        if (symptom != null && !symptoms.contains(symptom)) {
            faults.add(unlisted("symptom", symptoms));
        }
        if (platform != null && !platforms.contains(platform)) {
            faults.add(unlisted("platform", platforms));
        }
        if (region != null && !regions.contains(region)) {
            faults.add(unlisted("region", regions));
        }
        return faults;
    }

    private Violation unlisted(String field, Set<?> listed) {
        String known = listed.isEmpty()
                ? "it lists none"
                : "it lists "
                        + String.join(", ", listed.stream().map(String::valueOf).toList());
        return new Violation(field, "is not listed for " + slug + "; " + known);
    }
}
