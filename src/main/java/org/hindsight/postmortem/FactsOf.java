package org.hindsight.postmortem;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hindsight.account.User;
import org.hindsight.followup.ActionItems;
import org.hindsight.followup.ActionView;
import org.hindsight.incident.Audience;
import org.hindsight.incident.Incident;
import org.hindsight.incident.IncidentView;
import org.hindsight.incident.Incidents;
import org.hindsight.incident.MilestoneName;
import org.hindsight.incident.MilestoneView;
import org.hindsight.incident.Service;
import org.hindsight.incident.record.RecordedView;
import org.hindsight.investigation.CauseView;
import org.hindsight.investigation.ImpactView;
import org.hindsight.investigation.Investigation;
import org.hindsight.investigation.Sample;
import org.hindsight.investigation.SignalView;
import org.hindsight.investigation.Signals;
import org.hindsight.investigation.SymptomView;
import org.hindsight.investigation.WorkaroundView;
import org.hindsight.platform.text.InternalPassages;
import org.hindsight.postmortem.prose.Mentions;
import org.hindsight.pulse.IncidentPulse;
import org.hindsight.pulse.Reported;
import org.hindsight.timeline.AttachmentView;
import org.hindsight.timeline.EntryView;
import org.hindsight.timeline.Timeline;
import org.jspecify.annotations.Nullable;

/** Gathers what a document may show, and leaves out here, on the server, what its audience may not know. */
@ApplicationScoped
public class FactsOf {

    private final Incidents incidents;
    private final Timeline timeline;
    private final Investigation investigation;
    private final ActionItems actions;
    private final IncidentPulse pulse;
    private final StatusTrail statuses;
    private final Clock clock;

    FactsOf(
            Incidents incidents,
            Timeline timeline,
            Investigation investigation,
            ActionItems actions,
            IncidentPulse pulse,
            StatusTrail statuses,
            Clock clock) {
        this.incidents = incidents;
        this.timeline = timeline;
        this.investigation = investigation;
        this.actions = actions;
        this.pulse = pulse;
        this.statuses = statuses;
        this.clock = clock;
    }

    /** The facts of an incident for one audience. */
    public Facts gather(Incident incident, Audience audience) {
        return sources(incident).gather(audience);
    }

    /** What the facts of an incident are gathered from, read once for whoever wants to know them. */
    Sources sources(Incident incident) {
        return new Sources(incident);
    }

    /** Everybody who must not be named in public, and what to call them there. */
    Collection<Mentions.Person> people(Incident incident) {
        return names(incidents.view(incident), timeline.all(incident, Timeline.Wanted.ALL_WITH_RETRACTED))
                .people();
    }

    /** Letters go by who wrote first, whatever the audience of what they wrote. */
    private static Names names(IncidentView view, List<EntryView> all) {
        Names names = new Names(view.roles(), User.listAll());
        all.stream()
                .sorted(Comparator.comparing(EntryView::no))
                .map(EntryView::author)
                .forEach(author -> {
                    if (author != null) {
                        names.ofAccount(author.email());
                    }
                });
        return names;
    }

    /** All that is known of an incident, whoever may read it. */
    final class Sources {
        private final Incident incident;
        private final IncidentView view;
        private final List<EntryView> all;
        private final Names names;
        private final Map<String, String> serviceNames = new HashMap<>();
        private final List<SymptomView> symptoms;
        private final List<CauseView> causes;
        private final List<ImpactView> impacts;
        private final List<WorkaroundView> workarounds;
        private final List<SignalView> signals;
        private final List<ActionView> actionItems;

        private Sources(Incident incident) {
            this.incident = incident;
            this.view = incidents.view(incident);
            this.all = timeline.all(incident, Timeline.Wanted.ALL_WITH_RETRACTED);
            this.names = names(view, all);
            Service.catalogue().forEach(service -> serviceNames.put(service.slug, service.name));
            this.symptoms = investigation.symptoms(incident, null);
            this.causes = investigation.causes(incident, null);
            this.impacts = investigation.impacts(incident, null);
            this.workarounds = investigation.workarounds(incident, null);
            this.signals = investigation.signals(incident, null);
            this.actionItems = actions.of(incident, null);
        }

        Facts gather(Audience audience) {
            return new Gathering(this, audience).facts();
        }

        /** Everybody who must not be named in public, and what to call them there. */
        Collection<Mentions.Person> people() {
            return names.people();
        }
    }

    /** One gathering. */
    private final class Gathering {
        private final Sources from;
        private final Audience audience;
        private final List<Facts.Entry> entries;
        private final Set<Integer> shownEntries;
        private final Set<Integer> shownCauses;
        private final List<Facts.Cause> causes;
        private final Instant now = clock.instant();
        private final List<Reported> reports;
        private final List<ImpactView> metrics;
        private final Map<Integer, List<Sample>> series;

        Gathering(Sources from, Audience audience) {
            this.from = from;
            this.audience = audience;
            this.entries = from.all.stream()
                    .filter(entry -> !entry.retracted() && mayRead(entry.audience()))
                    .map(this::entry)
                    .filter(entry -> !entry.text().isBlank())
                    .toList();
            this.shownEntries = entries.stream().map(Facts.Entry::no).collect(Collectors.toSet());
            this.shownCauses = Set.copyOf(shown(from.causes, CauseView::no));
            this.causes = shown(from.causes, this::cause);
            this.reports = reports();
            this.metrics = shown(from.impacts, Function.identity());
            this.series = investigation.series(from.incident, metrics);
        }

        Facts facts() {
            return new Facts(
                    audience,
                    now,
                    head(),
                    milestones(),
                    from.view.durations(),
                    statuses.of(from.incident, from.all, shownEntries),
                    roles(),
                    entries,
                    shown(from.symptoms, this::symptom),
                    causes,
                    metrics.stream().map(this::impact).toList(),
                    shown(
                            from.workarounds,
                            workaround -> new Facts.Workaround(
                                    workaround.no(),
                                    readable(workaround.text()),
                                    workaround.state().name())),
                    shown(
                            from.signals,
                            signal -> new Facts.Signal(
                                    signal.no(),
                                    readable(signal.quote()),
                                    signal.sourceName(),
                                    signal.url(),
                                    signal.at())),
                    shown(from.actionItems, this::action),
                    reports.stream().map(Gathering::userReports).toList(),
                    attachments());
        }

        private List<Facts.Attachment> attachments() {
            return from.all.stream()
                    .filter(entry -> shownEntries.contains(entry.no()))
                    .flatMap(entry -> entry.attachments().stream())
                    .filter(attachment -> !attachment.removed() && mayRead(attachment.audience()))
                    .sorted(Comparator.comparing(AttachmentView::id))
                    .map(attachment -> new Facts.Attachment(
                            attachment.id(),
                            attachment.entry(),
                            attachment.name(),
                            attachment.type(),
                            attachment.bytes(),
                            attachment.sha256(),
                            attachment.width(),
                            attachment.height()))
                    .toList();
        }

        /** Counts hold no person; but of a service whose page is internal nobody else knows how it fares. */
        private List<Reported> reports() {
            Set<String> open = from.incident.services.stream()
                    .filter(service -> service.publicPage)
                    .map(service -> service.slug)
                    .collect(Collectors.toSet());
            List<SignalView> readable = from.signals.stream()
                    .filter(signal -> mayRead(signal.audience()))
                    .toList();
            return pulse.of(from.view, now, Signals.onCurve(readable)).stream()
                    .filter(reported -> !publicly() || open.contains(reported.service()))
                    .toList();
        }

        private static Facts.UserReports userReports(Reported reported) {
            return new Facts.UserReports(
                    reported.name(),
                    reported.during().total(),
                    reported.during().shares(),
                    reported.curve().greatest(),
                    reported.curve().step().toString(),
                    reported.curve());
        }

        private boolean publicly() {
            return audience == Audience.PUBLIC;
        }

        private boolean mayRead(Audience of) {
            return !publicly() || of == Audience.PUBLIC;
        }

        private Facts.Head head() {
            return new Facts.Head(
                    from.view.ref(),
                    readable(from.view.title()),
                    readableIfAny(from.view.summary()),
                    from.view.severity(),
                    from.view.status(),
                    from.view.zone(),
                    from.incident.services.stream().map(service -> service.name).toList(),
                    from.view.declaredAt(),
                    from.view.revision());
        }

        private Map<MilestoneName, MilestoneView> milestones() {
            Map<MilestoneName, MilestoneView> shown = new EnumMap<>(MilestoneName.class);
            from.view
                    .milestones()
                    .forEach((name, milestone) -> shown.put(
                            name,
                            new MilestoneView(milestone.at(), milestone.precision(), shownEntry(milestone.entry()))));
            return shown;
        }

        /** A text without the passages that its audience may not read. */
        private String readable(String markdown) {
            return publicly() ? InternalPassages.openPart(markdown) : markdown;
        }

        private @Nullable String readableIfAny(@Nullable String markdown) {
            return markdown == null ? null : readable(markdown);
        }

        private @Nullable Integer shownEntry(@Nullable Integer no) {
            return no != null && shownEntries.contains(no) ? no : null;
        }

        private List<Facts.RoleHeld> roles() {
            List<Facts.RoleHeld> held = new ArrayList<>();
            from.view
                    .roles()
                    .forEach((role, holder) ->
                            held.add(new Facts.RoleHeld(Names.spoken(role), publicly() ? null : holder.person())));
            return held;
        }

        private Facts.Entry entry(EntryView entry) {
            return new Facts.Entry(
                    entry.no(),
                    entry.kind(),
                    readable(entry.text()),
                    entry.occurredAt(),
                    entry.endedAt(),
                    entry.precision(),
                    entry.plusMinusMinutes(),
                    entry.zone(),
                    entry.recordedAt(),
                    entry.loggedLate(),
                    by(entry),
                    entry.source() != null,
                    entry.source() == null ? null : entry.source().url(),
                    entry.starred(),
                    entry.audience());
        }

        private <V extends RecordedView, F> List<F> shown(List<V> views, Function<V, F> fact) {
            return views.stream()
                    .filter(view -> !view.retracted() && mayRead(view.audience()))
                    .map(fact)
                    .toList();
        }

        private Facts.Symptom symptom(SymptomView symptom) {
            return new Facts.Symptom(
                    symptom.no(),
                    readable(symptom.statement()),
                    symptom.platform(),
                    symptom.regions(),
                    symptom.services().stream().map(this::serviceName).toList(),
                    symptom.firstSeenAt(),
                    symptom.lastSeenAt(),
                    symptom.sharePercent(),
                    symptom.sharePercent() != null
                            ? null
                            : Reported.portion(
                                            reports,
                                            symptom.services(),
                                            symptom.platform(),
                                            symptom.regions(),
                                            symptom.statement())
                                    .orElse(null));
        }

        /** What the entry says speaks for itself in public; the remark of who weighed it does not get there. */
        private Facts.Cause cause(CauseView cause) {
            return new Facts.Cause(
                    cause.no(),
                    readable(cause.statement()),
                    name(cause.category()),
                    name(cause.part()),
                    cause.state().name(),
                    name(cause.confidence()),
                    readableIfAny(cause.reason()),
                    cause.evidence().stream()
                            .filter(weight -> shownEntries.contains(weight.entry()))
                            .map(weight -> new Facts.Weight(
                                    weight.entry(), weight.weighs().name(), publicly() ? null : weight.note()))
                            .toList(),
                    cause.effects().stream()
                            .filter(effect -> effect.cause() == null
                                    ? shownEntries.contains(effect.entry())
                                    : shownCauses.contains(effect.cause()))
                            .map(effect ->
                                    new Facts.Effect(effect.cause(), effect.entry(), publicly() ? null : effect.note()))
                            .toList());
        }

        private Facts.Impact impact(ImpactView impact) {
            return new Facts.Impact(
                    impact.no(),
                    impact.key(),
                    readable(impact.name()),
                    impact.value(),
                    impact.low(),
                    impact.high(),
                    impact.unit(),
                    impact.outOf(),
                    impact.figure(),
                    impact.figureOfAll().orElse(null),
                    impact.basis().name(),
                    impact.from(),
                    impact.to(),
                    impact.service() == null ? null : serviceName(impact.service()),
                    impact.region(),
                    impact.platform(),
                    readableIfAny(impact.source()),
                    series.get(impact.no()));
        }

        private Facts.Action action(ActionView action) {
            return new Facts.Action(
                    action.no(),
                    readable(action.title()),
                    action.type().name(),
                    owner(action.owner()),
                    action.dueOn(),
                    name(action.priority()),
                    action.state().name(),
                    readableIfAny(action.reason()),
                    action.trackerUrl(),
                    action.causes().stream().filter(shownCauses::contains).toList(),
                    publicly() ? null : action.dueMoved());
        }

        private @Nullable String owner(@Nullable String owner) {
            return publicly() && owner != null ? from.names.ofPersonIn(owner).orElse(owner) : owner;
        }

        private String serviceName(String slug) {
            return from.serviceNames.getOrDefault(slug, slug);
        }

        private static @Nullable String name(@Nullable Enum<?> of) {
            return of == null ? null : of.name();
        }

        private String by(EntryView entry) {
            if (entry.source() != null) {
                return entry.source().name();
            }
            if (entry.author() == null) {
                return "the record itself";
            }
            return publicly()
                    ? from.names.ofAccount(entry.author().email())
                    : entry.author().name();
        }
    }
}
