package org.hindsight.overview;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.hindsight.account.Person;
import org.hindsight.account.User;
import org.hindsight.followup.ActionItems;
import org.hindsight.incident.Incident;
import org.hindsight.incident.IncidentView;
import org.hindsight.incident.Incidents;
import org.hindsight.incident.RoleView;
import org.hindsight.incident.Service;
import org.hindsight.investigation.Investigation;
import org.hindsight.platform.web.Choice;
import org.hindsight.timeline.Timeline;
import org.hindsight.timeline.Warnings;
import org.jspecify.annotations.Nullable;

/** Gathers what the page of an incident shows. */
@ApplicationScoped
class WarRoom {

    private final Incidents incidents;
    private final Timeline timeline;
    private final Investigation investigation;
    private final ActionItems actions;
    private final Clock clock;

    WarRoom(Incidents incidents, Timeline timeline, Investigation investigation, ActionItems actions, Clock clock) {
        this.incidents = incidents;
        this.timeline = timeline;
        this.investigation = investigation;
        this.actions = actions;
        this.clock = clock;
    }

    /** The room with one part of the timeline; 1 holds the newest entries. */
    Room of(Incident incident, int part) {
        IncidentView view = incidents.view(incident);
        return new Room(
                view,
                serviceNames(view),
                Warnings.of(view, timeline.all(incident, Timeline.Wanted.ALL)),
                timeline.part(incident, part),
                new Findings(
                        investigation.symptoms(incident, null),
                        investigation.causes(incident, null),
                        investigation.impacts(incident, null),
                        investigation.workarounds(incident, null),
                        investigation.signals(incident, null),
                        actions.of(incident, null)),
                known(incident),
                clock.instant());
    }

    /** What the forms about an incident offer. */
    Known known(Incident incident) {
        Known known = known(incident.zone);
        return new Known(
                known.services(),
                investigation.causes(incident, null).stream()
                        .map(cause ->
                                new Choice(String.valueOf(cause.no()), "C" + cause.no() + " " + cause.statement()))
                        .toList(),
                known.people(),
                known.zone());
    }

    /** What the forms offer that are about no incident yet. */
    static Known known(String zone) {
        return new Known(
                Service.catalogue().stream()
                        .map(service -> new Choice(service.slug, service.name))
                        .toList(),
                List.of(),
                Person.present(),
                zone);
    }

    /** Who commands, by name where it is somebody with an account; null while nobody does. */
    static @Nullable String commander(IncidentView incident) {
        RoleView commander = incident.roles().get(Roles.USUAL.get(0));
        return commander == null
                ? null
                : User.of(commander.person()).map(user -> user.name).orElse(commander.person());
    }

    static List<String> serviceNames(IncidentView incident) {
        Map<String, String> names = Service.catalogue().stream().collect(Collectors.toMap(s -> s.slug, s -> s.name));
        return incident.services().stream()
                .map(slug -> names.getOrDefault(slug, slug))
                .toList();
    }
}
