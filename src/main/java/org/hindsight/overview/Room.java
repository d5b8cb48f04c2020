package org.hindsight.overview;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.hindsight.account.Person;
import org.hindsight.incident.IncidentView;
import org.hindsight.incident.MilestoneName;
import org.hindsight.incident.MilestoneView;
import org.hindsight.investigation.SymptomView;
import org.hindsight.live.Presence;
import org.hindsight.platform.time.Precision;
import org.hindsight.platform.web.Choice;
import org.hindsight.platform.web.Wording;
import org.hindsight.pulse.Counted;
import org.hindsight.pulse.Reported;
import org.hindsight.timeline.EntryView;
import org.hindsight.timeline.Timeline;
import org.hindsight.timeline.Voices;
import org.hindsight.timeline.Warning;
import org.jspecify.annotations.Nullable;

/**
 * Everything on the page of one incident.
 *
 * @param services the names of the affected services
 * @param filter which lines of the timeline are shown
 * @param voices who can be looked for in it
 * @param reports what users reported of those services around the incident
 * @param known what the forms offer
 * @param here who else follows it just now
 * @param now the moment for which the page holds
 * @param editable whether the reader may write here
 * @param replayed whether this is the incident as it was once known
 */
record Room(
        IncidentView incident,
        List<String> services,
        List<Warning> warnings,
        Timeline.Part timeline,
        TimelineFilter filter,
        Voices voices,
        Findings findings,
        List<Reported> reports,
        Known known,
        Presence.Here here,
        Instant now,
        boolean editable,
        boolean replayed) {

    /** How many of those who are here are named. */
    private static final int NAMED = 5;

    /** A person and what they do in the response. */
    record Held(String role, String person) {}

    /**
     * A milestone, set or not.
     *
     * @param dated whether its day is told: that of the first, and wherever it changes
     */
    record Mark(MilestoneName name, @Nullable MilestoneView set, boolean dated) {}

    /**
     * A duration between two milestones with what it rests on, or what it lacks.
     *
     * @param since from when it runs, its end being still to come; null where it does not
     */
    record Figure(
            String name,
            String figure,
            String basis,
            boolean missing,
            @Nullable Instant since) {}

    /**
     * What users reported of a service.
     *
     * @param service its slug
     * @param during how many reports there were while the incident lasted
     * @param shares of what these speak
     */
    record Heard(
            String service,
            String name,
            long during,
            org.hindsight.pulse.curve.Figure figure,
            List<Counted.Share> shares) {}

    /** The entries of one day. */
    record Day(Instant at, List<EntryView> entries) {}

    /** A piece of a sentence: plain text, or the number of an entry. */
    record Piece(String text, @Nullable Integer entry) {}

    public ImpactClock clock() {
        return ImpactClock.of(incident, now);
    }

    /** Who else is here, in a sentence; empty where nobody is. */
    public String company() {
        List<String> names = here.people().stream().map(Person::name).toList();
        int shown = Math.min(names.size(), NAMED);
        if (shown == 0) {
            return "";
        }
        int others = here.count() - shown;
        String named = String.join(", ", names.subList(0, shown));
        return named
                + (others > 0 ? " and " + others + (others == 1 ? " other" : " others") : "")
                + (here.count() == 1 ? " is here" : " are here");
    }

    /** Whether users may report more of it while this is looked at. */
    public boolean counting() {
        return !replayed && incident.status().ongoing() && !incident.services().isEmpty();
    }

    public @Nullable Promised promised() {
        return Promised.of(incident, now);
    }

    public List<Held> roles() {
        return incident.roles().entrySet().stream()
                .sorted(Comparator.comparing(role -> Roles.rank(role.getKey())))
                .map(role -> new Held(
                        Roles.words(role.getKey()), named(role.getValue().person())))
                .toList();
    }

    /** A person by name where the address is that of an account, else as it was written. */
    public String named(String person) {
        return known.people().stream()
                .filter(known -> known.email().equals(person))
                .map(Person::name)
                .findFirst()
                .orElse(person);
    }

    public List<Mark> milestones() {
        Map<MilestoneName, MilestoneView> set = incident.milestones();
        String day = "";
        List<Mark> marks = new ArrayList<>();
        for (MilestoneName name : MilestoneName.values()) {
            MilestoneView milestone = set.get(name);
            String its = milestone == null ? day : Wording.machineDay(milestone.at());
            marks.add(new Mark(name, milestone, !its.equals(day)));
            day = its;
        }
        return marks;
    }

    public List<Figure> figures() {
        return incident.durations().stream()
                .map(duration -> {
                    String name = Wording.words(duration.key());
                    Long seconds = duration.seconds();
                    MilestoneView from = incident.milestones().get(duration.from());
                    MilestoneView to = incident.milestones().get(duration.to());
                    if (to == null && from != null && runs(from)) {
                        return new Figure(
                                name,
                                (exact(from) ? "" : "~")
                                        + Wording.stopwatch(java.time.Duration.between(from.at(), now)),
                                "since " + duration.from().spoken() + " " + Wording.clock(from.at()) + "; "
                                        + duration.to().spoken() + " is not set",
                                false,
                                from.at());
                    }
                    if (seconds == null || from == null || to == null) {
                        List<String> missing = duration.missing().stream()
                                .map(MilestoneName::spoken)
                                .toList();
                        return new Figure(
                                name,
                                "not known",
                                String.join(" and ", missing) + (missing.size() == 1 ? " is missing" : " are missing"),
                                true,
                                null);
                    }
                    String about = exact(from) && exact(to) ? "" : "~";
                    return new Figure(
                            name,
                            about + Wording.spokenSeconds(seconds),
                            duration.from().spoken() + " " + Wording.clock(from.at()) + " → "
                                    + duration.to().spoken() + " " + Wording.clock(to.at()),
                            false,
                            null);
                })
                .toList();
    }

    /** Whether what began then may still go on. */
    private boolean runs(MilestoneView from) {
        return incident.status().ongoing() && !from.at().isAfter(now);
    }

    private static boolean exact(MilestoneView milestone) {
        return milestone.precision() == Precision.SECOND || milestone.precision() == Precision.MINUTE;
    }

    /**
     * The entries by day, in UTC; one that is known to the day only stands under the day that was typed, whatever UTC
     * calls it.
     */
    public List<Day> days() {
        NavigableMap<LocalDate, Day> days = new TreeMap<>();
        for (EntryView entry : timeline.entries()) {
            ZoneId zone = entry.precision() == Precision.DAY ? ZoneId.of(entry.zone()) : ZoneOffset.UTC;
            days.computeIfAbsent(
                            LocalDate.ofInstant(entry.occurredAt(), zone),
                            day -> new Day(day.atStartOfDay(ZoneOffset.UTC).toInstant(), new ArrayList<>()))
                    .entries()
                    .add(entry);
        }
        return filter.newestFirst()
                ? days.descendingMap().values().stream().map(Room::backwards).toList()
                : List.copyOf(days.values());
    }

    private static Day backwards(Day day) {
        List<EntryView> entries = new ArrayList<>(day.entries());
        Collections.reverse(entries);
        return new Day(day.at(), entries);
    }

    /** Where an entry stands: on this very page, or on the one that holds it. */
    public String entry(Integer no) {
        boolean here = timeline.entries().stream().anyMatch(entry -> entry.no() == no);
        return (here ? "" : address() + "entry=" + no) + "#entry-" + no;
    }

    /** Where another part of the timeline is. */
    public String part(Integer number) {
        return address() + filter.query() + "part=" + number + "#timeline";
    }

    /** Where the whole timeline is. */
    public String unfiltered() {
        return address() + "part=1#timeline";
    }

    /** Where this page is, up to what is looked for in the timeline. */
    private String address() {
        return "/incidents/" + incident.ref() + (replayed ? "/replay?at=" + now + "&" : "?");
    }

    public List<Choice> authors() {
        return voices.authors().stream()
                .map(person -> new Choice(person.email(), person.name()))
                .toList();
    }

    public List<Choice> sources() {
        return voices.sources().stream().map(name -> new Choice(name, name)).toList();
    }

    /** The names of services, given their slugs. */
    public String serviceNames(List<String> slugs) {
        return slugs.stream().map(this::serviceName).collect(Collectors.joining(", "));
    }

    public String serviceName(String slug) {
        return known.services().stream()
                .filter(service -> service.value().equals(slug))
                .map(Choice::label)
                .findFirst()
                .orElse(slug);
    }

    /** What users reported of each service, as a picture. */
    public List<Heard> heard() {
        return reports.stream()
                .map(reported -> new Heard(
                        reported.service(),
                        reported.name(),
                        reported.during().total(),
                        reported.figure(),
                        reported.during().shares()))
                .toList();
    }

    /** How much of all reports a symptom makes up: as somebody wrote, else as was counted; empty where neither is known. */
    public String share(SymptomView symptom) {
        return symptom.sharePercent() != null
                ? Wording.grouped(symptom.sharePercent()) + "\u00a0% of reports"
                : Reported.portion(
                                reports, symptom.services(), symptom.platform(), symptom.regions(), symptom.statement())
                        .map(Counted.Portion::spoken)
                        .orElse("");
    }

    /** How the form is called that lets an entry weigh for or against a cause. */
    public String evidenceForm(Integer cause) {
        return "evidence-" + cause;
    }

    /** How the form is called that says what a cause explains. */
    public String effectForm(Integer cause) {
        return "effect-" + cause;
    }

    /** The causes that a cause may explain. */
    public List<Choice> causesBut(Integer cause) {
        return known.causes().stream()
                .filter(other -> !other.value().equals(String.valueOf(cause)))
                .toList();
    }

    /** How the form is called that moves a cause. */
    public String stateForm(Integer cause) {
        return "state-" + cause;
    }

    public LocalDate today() {
        return LocalDate.ofInstant(now, ZoneOffset.UTC);
    }

    /** A sentence in pieces, so that the entries that it names become links. */
    public List<Piece> pieces(String sentence) {
        return Sentences.pieces(sentence);
    }
}
