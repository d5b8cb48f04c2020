package org.hindsight.incident;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hindsight.account.User;
import org.jspecify.annotations.Nullable;

/**
 * An incident as the API and the pages tell it, now or as it was known at some moment.
 *
 * @param zone the IANA zone in which times without a zone are meant
 * @param recordedAt when the record of it began
 * @param nextUpdate the promise of an update that was made last; null when there is none
 * @param importedFrom what it was called where it was recorded first, if it was imported and has another reference here
 * @param revision how many changes its record has seen
 */
@Schema(name = "Incident")
public record IncidentView(
        String ref,
        String title,
        @Nullable String summary,
        Severity severity,
        Status status,
        String zone,
        List<String> services,
        List<String> tags,
        boolean restricted,
        List<String> members,
        Instant declaredAt,
        Instant recordedAt,
        @Derived int revision,
        Map<MilestoneName, MilestoneView> milestones,
        @Derived List<Duration> durations,
        Map<String, RoleView> roles,
        @Nullable NextUpdateView nextUpdate,
        @Derived Counts counts,
        @Derived @Nullable String importedFrom) {

    static IncidentView of(Incident incident, Counts counts) {
        Map<MilestoneName, MilestoneView> milestones = incident.milestoneViews();
        return new IncidentView(
                incident.ref(),
                incident.title,
                incident.summary,
                incident.severity,
                incident.status,
                incident.zone,
                incident.services.stream().map(service -> service.slug).toList(),
                List.copyOf(incident.tags),
                incident.restricted,
                incident.members.stream()
                        .map((User member) -> member.email)
                        .sorted()
                        .toList(),
                incident.declaredAt,
                incident.recordedAt,
                incident.revision,
                milestones,
                Duration.of(milestones),
                incident.roleViews(),
                incident.nextUpdate == null ? null : incident.nextUpdate.view(),
                counts,
                incident.importedFrom);
    }

    IncidentView withDerived(int knownRevision, Counts knownCounts, @Nullable String origin) {
        return new IncidentView(
                ref,
                title,
                summary,
                severity,
                status,
                zone,
                services,
                tags,
                restricted,
                members,
                declaredAt,
                recordedAt,
                knownRevision,
                milestones,
                Duration.of(milestones),
                roles,
                nextUpdate,
                knownCounts,
                origin);
    }
}
