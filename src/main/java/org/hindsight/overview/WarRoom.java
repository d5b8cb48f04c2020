package org.hindsight.overview;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hindsight.account.Caller;
import org.hindsight.account.Person;
import org.hindsight.account.User;
import org.hindsight.followup.ActionItems;
import org.hindsight.incident.Incident;
import org.hindsight.incident.IncidentView;
import org.hindsight.incident.Incidents;
import org.hindsight.incident.RoleView;
import org.hindsight.incident.Service;
import org.hindsight.investigation.Investigation;
import org.hindsight.live.Presence;
import org.hindsight.platform.web.Choice;
import org.hindsight.timeline.EntryView;
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
    private final Presence presence;
    private final Caller caller;
    private final Clock clock;

    WarRoom(
            Incidents incidents,
            Timeline timeline,
            Investigation investigation,
            ActionItems actions,
            Presence presence,
            Caller caller,
            Clock clock) {
        this.incidents = incidents;
        this.timeline = timeline;
        this.investigation = investigation;
        this.actions = actions;
        this.presence = presence;
        this.caller = caller;
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
                findings(incident, null),
                known(incident),
                presence.of(incident).without(caller.email()),
                clock.instant(),
                caller.responder(),
                false);
    }

    /** The room as it was known at an instant (inclusive), for reading only; empty before there was an incident. */
    Optional<Room> asKnownAt(Incident incident, Instant at) {
        return incidents.knownAt(incident, at).map(view -> {
            List<EntryView> entries = timeline.allAsKnownAt(incident, at, Timeline.Wanted.ALL_WITH_RETRACTED);
            List<EntryView> standing =
                    entries.stream().filter(entry -> !entry.retracted()).toList();
            return new Room(
                    view,
                    serviceNames(view),
                    Warnings.of(view, standing),
                    new Timeline.Part(entries, 1, 1, entries.size()),
                    findings(incident, at),
                    known(incident),
                    Presence.NOBODY,
                    at,
                    false,
                    true);
        });
    }

    private Findings findings(Incident incident, @Nullable Instant asKnownAt) {
        return new Findings(
                investigation.symptoms(incident, asKnownAt),
                investigation.causes(incident, asKnownAt),
                investigation.impacts(incident, asKnownAt),
                investigation.workarounds(incident, asKnownAt),
                investigation.signals(incident, asKnownAt),
                actions.of(incident, asKnownAt));
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
