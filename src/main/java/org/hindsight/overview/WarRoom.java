package org.hindsight.overview;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.hindsight.account.Person;
import org.hindsight.incident.Incident;
import org.hindsight.incident.IncidentView;
import org.hindsight.incident.Incidents;
import org.hindsight.incident.Service;
import org.hindsight.timeline.Timeline;
import org.hindsight.timeline.Warnings;

/** Gathers what the page of an incident shows. */
@ApplicationScoped
class WarRoom {

    private final Incidents incidents;
    private final Timeline timeline;
    private final Clock clock;

    WarRoom(Incidents incidents, Timeline timeline, Clock clock) {
        this.incidents = incidents;
        this.timeline = timeline;
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
                Person.present(),
                clock.instant());
    }

    static List<String> serviceNames(IncidentView incident) {
        Map<String, String> names = Service.catalogue().stream().collect(Collectors.toMap(s -> s.slug, s -> s.name));
        return incident.services().stream()
                .map(slug -> names.getOrDefault(slug, slug))
                .toList();
    }
}
