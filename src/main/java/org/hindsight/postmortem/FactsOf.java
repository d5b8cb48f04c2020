package org.hindsight.postmortem;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.hindsight.account.User;
import org.hindsight.incident.Audience;
import org.hindsight.incident.Incident;
import org.hindsight.incident.IncidentView;
import org.hindsight.incident.Incidents;
import org.hindsight.incident.MilestoneName;
import org.hindsight.incident.MilestoneView;
import org.hindsight.timeline.EntryView;
import org.hindsight.timeline.Timeline;
import org.jspecify.annotations.Nullable;

/** Gathers what a document may show, and leaves out here, on the server, what its audience may not know. */
@ApplicationScoped
public class FactsOf {

    private final Incidents incidents;
    private final Timeline timeline;
    private final StatusTrail statuses;
    private final Clock clock;

    FactsOf(Incidents incidents, Timeline timeline, StatusTrail statuses, Clock clock) {
        this.incidents = incidents;
        this.timeline = timeline;
        this.statuses = statuses;
        this.clock = clock;
    }

    /** The facts of an incident for one audience. */
    public Facts gather(Incident incident, Audience audience) {
        IncidentView view = incidents.view(incident);
        List<EntryView> all = timeline.all(incident, Timeline.Wanted.ALL_WITH_RETRACTED);
        Names names = new Names(view.roles(), User.listAll());
        return new Gathering(incident, view, audience, all, names).facts();
    }

    /** One gathering. */
    private final class Gathering {
        private final Incident incident;
        private final IncidentView view;
        private final Audience audience;
        private final Names names;
        private final List<Facts.Entry> entries;
        private final Set<Integer> shownEntries;

        Gathering(Incident incident, IncidentView view, Audience audience, List<EntryView> all, Names names) {
            this.incident = incident;
            this.view = view;
            this.audience = audience;
            this.names = names;
            nameInOrderOfWriting(all);
            this.entries = all.stream()
                    .filter(entry -> !entry.retracted() && mayRead(entry.audience()))
                    .map(this::entry)
                    .toList();
            this.shownEntries = entries.stream().map(Facts.Entry::no).collect(Collectors.toSet());
        }

        Facts facts() {
            return new Facts(
                    audience,
                    clock.instant(),
                    head(),
                    milestones(),
                    view.durations(),
                    statuses.of(incident, entries),
                    roles(),
                    entries,
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of());
        }

        private boolean publicly() {
            return audience == Audience.PUBLIC;
        }

        private boolean mayRead(Audience of) {
            return !publicly() || of == Audience.PUBLIC;
        }

        /** Letters go by who wrote first, whatever the audience of what they wrote. */
        private void nameInOrderOfWriting(List<EntryView> all) {
            all.stream()
                    .sorted(Comparator.comparing(EntryView::no))
                    .map(EntryView::author)
                    .forEach(author -> {
                        if (author != null) {
                            names.ofAccount(author.email());
                        }
                    });
        }

        private Facts.Head head() {
            return new Facts.Head(
                    view.ref(),
                    view.title(),
                    view.summary(),
                    view.severity(),
                    view.status(),
                    view.zone(),
                    incident.services.stream().map(service -> service.name).toList(),
                    view.declaredAt(),
                    view.revision());
        }

        private Map<MilestoneName, MilestoneView> milestones() {
            Map<MilestoneName, MilestoneView> shown = new EnumMap<>(MilestoneName.class);
            view.milestones()
                    .forEach((name, milestone) -> shown.put(
                            name,
                            new MilestoneView(milestone.at(), milestone.precision(), shownEntry(milestone.entry()))));
            return shown;
        }

        private @Nullable Integer shownEntry(@Nullable Integer no) {
            return no != null && shownEntries.contains(no) ? no : null;
        }

        private List<Facts.RoleHeld> roles() {
            List<Facts.RoleHeld> held = new ArrayList<>();
            view.roles()
                    .forEach((role, holder) ->
                            held.add(new Facts.RoleHeld(Names.spoken(role), publicly() ? null : holder.person())));
            return held;
        }

        private Facts.Entry entry(EntryView entry) {
            return new Facts.Entry(
                    entry.no(),
                    entry.kind(),
                    entry.text(),
                    entry.occurredAt(),
                    entry.endedAt(),
                    entry.precision(),
                    entry.plusMinusMinutes(),
                    entry.zone(),
                    entry.recordedAt(),
                    entry.loggedLate(),
                    by(entry),
                    entry.source() == null ? null : entry.source().url(),
                    entry.starred(),
                    entry.audience());
        }

        private String by(EntryView entry) {
            if (entry.source() != null) {
                return entry.source().name();
            }
            if (entry.author() == null) {
                return "the record itself";
            }
            return publicly()
                    ? names.ofAccount(entry.author().email())
                    : entry.author().name();
        }
    }
}
