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
import org.hindsight.investigation.CauseView;
import org.hindsight.investigation.Investigation;
import org.hindsight.investigation.Signals;
import org.hindsight.live.Presence;
import org.hindsight.platform.web.Choice;
import org.hindsight.pulse.IncidentPulse;
import org.hindsight.pulse.Reported;
import org.hindsight.timeline.EntryView;
import org.hindsight.timeline.Timeline;
import org.hindsight.timeline.Voices;
import org.hindsight.timeline.Warning;
import org.hindsight.timeline.Warnings;
import org.jspecify.annotations.Nullable;

/** Gathers what the page of an incident shows. */
@ApplicationScoped
class WarRoom {

    private final Incidents incidents;
    private final Timeline timeline;
    private final Investigation investigation;
    private final ActionItems actions;
    private final IncidentPulse pulse;
    private final Presence presence;
    private final Caller caller;
    private final Clock clock;

    WarRoom(
            Incidents incidents,
            Timeline timeline,
            Investigation investigation,
            ActionItems actions,
            IncidentPulse pulse,
            Presence presence,
            Caller caller,
            Clock clock) {
        this.incidents = incidents;
        this.timeline = timeline;
        this.investigation = investigation;
        this.actions = actions;
        this.pulse = pulse;
        this.presence = presence;
        this.caller = caller;
        this.clock = clock;
    }

    /** The room as it is now. */
    Room of(Incident incident, TimelineFilter filter) {
        int part = filter.entry == null ? filter.part() : timeline.partOf(incident, filter.entry);
        IncidentView view = incidents.view(incident);
        List<String> services = serviceNames(view);
        List<Warning> warnings = Warnings.of(view, timeline.occurrences(incident));
        Findings findings = findings(incident, null);
        Known known = known(incident, findings.causes());
        Presence.Here here = presence.of(incident).without(caller.email());
        Voices voices = timeline.voices(incident);
        Instant now = clock.instant();
        List<Reported> reports = pulse.of(view, now, Signals.onCurve(findings.signals()));
        return new Room(
                view,
                services,
                warnings,
                // last: before each further query all of these would be looked through for changes to be written
                timeline.part(incident, filter.wanted(), part),
                filter,
                voices,
                findings,
                reports,
                known,
                here,
                now,
                caller.responder(),
                false);
    }

    /** The room as it was known at an instant (inclusive), for reading only; empty before there was an incident. */
    Optional<Room> asKnownAt(Incident incident, Instant at, TimelineFilter filter) {
        return incidents.knownAt(incident, at).map(view -> {
            Findings findings = findings(incident, at);
            List<EntryView> entries = timeline.allAsKnownAt(incident, at, Timeline.Wanted.ALL_WITH_RETRACTED);
            List<EntryView> standing =
                    entries.stream().filter(entry -> !entry.retracted()).toList();
            return new Room(
                    view,
                    serviceNames(view),
                    Warnings.of(
                            view, standing.stream().map(EntryView::occurrence).toList()),
                    Timeline.Part.of(
                            entries,
                            filter.wanted(),
                            filter.entry == null ? filter.part() : Timeline.partOf(entries, filter.entry)),
                    filter,
                    Voices.of(entries),
                    findings,
                    pulse.of(view, at, Signals.onCurve(findings.signals())),
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
        return known(incident, investigation.causes(incident, null));
    }

    private static Known known(Incident incident, List<CauseView> causes) {
        Known known = known(incident.zone);
        return new Known(
                known.services(),
                causes.stream()
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
