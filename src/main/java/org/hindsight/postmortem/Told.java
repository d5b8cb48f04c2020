package org.hindsight.postmortem;

import io.quarkus.qute.TemplateData;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hindsight.incident.Duration;
import org.hindsight.incident.MilestoneName;
import org.hindsight.incident.MilestoneView;
import org.hindsight.platform.Markdown;
import org.hindsight.platform.SafeHtml;
import org.hindsight.postmortem.References.Thing;
import org.hindsight.postmortem.sharechart.ShareChart;
import org.hindsight.pulse.Counted;
import org.hindsight.pulse.curve.Figure;
import org.jspecify.annotations.Nullable;

/**
 * The facts put into words for the blocks of a document, once for HTML and Markdown alike. An {@code id}
 * is null where the thing was shown further up.
 */
final class Told {

    /**
     * A line of the summary box.
     *
     * @param text Markdown
     */
    record Line(String term, String text) {
        public SafeHtml html() {
            return Markdown.line(text);
        }
    }

    /**
     * A part of the timeline.
     *
     * @param origin of most of its entries, told once; null where they have little in common
     */
    record Chronicle(@Nullable Origin origin, List<Day> days) {}

    record Day(String name, List<Moment> moments) {}

    /**
     * Where an entry comes from.
     *
     * @param note who says it and how late
     */
    record Origin(String note, @Nullable String url) {}

    /**
     * An entry of the timeline.
     *
     * @param until when it ended, if it says so
     * @param text Markdown
     * @param note its number, and where it comes from unless that is told once for the whole
     * @param attached the names of the files at it: "with graph.png"; may be empty
     */
    record Moment(
            @Nullable String id,
            String instant,
            String clock,
            String until,
            String text,
            String note,
            String attached,
            @Nullable String url) {
        public SafeHtml html() {
            return Markdown.line(text);
        }
    }

    /** A thing in a list with what is to be said about it. */
    record Item(@Nullable String id, String text, SafeHtml html, String note, String state, String stateName) {}

    record Amount(
            @Nullable String id, String name, String where, String figure, String outOf, String basis, String source) {}

    record Considered(
            @Nullable String id,
            String state,
            String stateName,
            List<String> tags,
            String text,
            SafeHtml html,
            String reason,
            List<Weighed> evidence) {}

    /**
     * What speaks for or against a cause.
     *
     * @param text Markdown
     */
    record Weighed(String weighs, String word, int entry, String text) {
        public SafeHtml html() {
            return Markdown.line(text);
        }
    }

    record Quote(
            @Nullable String id,
            String text,
            String who,
            String moment,
            String instant,
            @Nullable String url) {}

    record Task(
            @Nullable String id,
            int no,
            String title,
            String type,
            String owner,
            String due,
            String state,
            String stateName,
            @Nullable String url) {}

    record Length(String title, String text, String rule, boolean missing) {}

    record Mark(
            String name,
            String moment,
            @Nullable String instant,
            @Nullable Integer entry) {}

    /**
     * What users reported of a service.
     *
     * @param counts how many reports, and of what they speak
     * @param shares the same drawn; null where they do not say of what they speak
     */
    record Heard(
            String service,
            Figure figure,
            String counts,
            @Nullable Divided shares) {}

    /** How reports divide: two drawings, of which the style sheet shows one, and what the table beside them holds. */
    @TemplateData
    record Divided(SafeHtml wide, SafeHtml narrow, List<Counted.Share> shares) {}

    private static final java.time.Duration DAYS_LATER = java.time.Duration.ofDays(2);

    /** What so many entries have in common is worth a line of its own. */
    private static final int SEVERAL = 4;

    /** Units that are no part of anything. */
    static final Set<String> SPANS = Set.of("seconds", "minutes", "hours", "days");

    /** As many causes go into a box that is read at a glance; what set it off comes first. */
    private static final int MOST_CAUSES = 2;

    private final Facts facts;
    private final References references;

    /** How many pictures of reports are shown so far: each has a name of its own. */
    private int figures;

    Told(Facts facts, References references) {
        this.facts = facts;
        this.references = references;
    }

    List<Line> summary() {
        List<Line> lines = new ArrayList<>();
        Facts.Head incident = facts.incident();
        lines.add(
                new Line("What", incident.summary() == null ? Wording.literal(incident.title()) : incident.summary()));
        add(lines, "Where", where());
        add(lines, "When", when());
        add(lines, "How long", howLong());
        add(lines, "How many", howMany());
        add(lines, "Cause", cause());
        add(lines, "Now", now());
        return lines;
    }

    private static void add(List<Line> lines, String term, String text) {
        if (!text.isEmpty()) {
            lines.add(new Line(term, Wording.literal(text)));
        }
    }

    private String where() {
        List<String> places = Stream.of(
                        facts.incident().services().stream(),
                        facts.symptoms().stream()
                                .map(Facts.Symptom::platform)
                                .filter(Objects::nonNull)
                                .map(Wording::platform),
                        facts.symptoms().stream().flatMap(symptom -> symptom.regions().stream()))
                .map(part -> Wording.list(part.distinct().toList()))
                .filter(part -> !part.isEmpty())
                .toList();
        return Wording.opening(String.join("; ", places));
    }

    private String when() {
        MilestoneView started = facts.milestones().get(MilestoneName.IMPACT_STARTED);
        MilestoneView resolved = facts.milestones().get(MilestoneName.RESOLVED);
        if (started == null) {
            return resolved == null
                    ? "Not recorded."
                    : "Until " + Wording.moment(resolved.at(), resolved.precision()) + "; the start is not recorded.";
        }
        return resolved == null
                ? "Since " + Wording.moment(started.at(), started.precision()) + "."
                : Wording.stretch(started.at(), started.precision(), resolved.at(), resolved.precision()) + ".";
    }

    private String howLong() {
        String whole = known("time-to-resolve");
        String most = known("time-to-mitigate");
        if (whole.isEmpty()) {
            return most.isEmpty()
                    ? "Not known; the end is not recorded."
                    : Wording.opening(most) + " until it was mitigated; the end is not recorded.";
        }
        return Wording.opening(whole)
                + (most.isEmpty() || most.equals(whole) ? "." : "; mitigated after " + most + ".");
    }

    private String known(String key) {
        return facts.durations().stream()
                .filter(duration -> duration.key().equals(key))
                .filter(duration -> duration.seconds() != null && duration.seconds() >= 0)
                .map(Wording::length)
                .findFirst()
                .orElse("");
    }

    private String howMany() {
        List<String> amounts = facts.impacts().stream()
                .limit(3)
                .map(impact ->
                        impact.name() + ": " + (impact.figureOfAll() == null ? impact.figure() : impact.figureOfAll()))
                .toList();
        return amounts.isEmpty() ? "No figure is recorded." : String.join(". ", amounts) + ".";
    }

    private String cause() {
        List<String> confirmed = facts.causes().stream()
                .filter(cause -> cause.state().equals("CONFIRMED"))
                .sorted(Comparator.comparing(cause -> !"TRIGGER".equals(cause.part())))
                .map(Facts.Cause::statement)
                .toList();
        if (!confirmed.isEmpty()) {
            String first = String.join("; ", confirmed.subList(0, Math.min(MOST_CAUSES, confirmed.size())));
            int more = confirmed.size() - MOST_CAUSES;
            return first + (more > 0 ? "; and " + more + " more" : "");
        }
        long open = facts.causes().stream().filter(cause -> !cause.ruledOut()).count();
        long out = facts.causes().size() - open;
        if (facts.causes().isEmpty()) {
            return "Not known.";
        }
        return "Not confirmed; " + (open == 0 ? "no cause" : open == 1 ? "one cause" : open + " causes")
                + " under consideration" + (out == 0 ? "." : ", " + out + " ruled out.");
    }

    private String now() {
        String status = Wording.sentence(facts.incident().status().name());
        long open = facts.actions().stream()
                .filter(action ->
                        action.state().equals("OPEN") || action.state().equals("IN_PROGRESS"))
                .count();
        if (facts.actions().isEmpty()) {
            return status + ".";
        }
        int all = facts.actions().size();
        String actions = all == 1 ? "one action" : all + " actions";
        if (open == 0) {
            return status + "; " + (all == 1 ? "its one action is closed." : "all " + all + " actions are closed.");
        }
        return status + "; " + (open == all ? actions : open + " of " + actions) + " still open.";
    }

    /** These entries, by day. */
    Chronicle chronicle(List<Facts.Entry> entries) {
        Optional<Origin> common = common(entries);
        Map<String, List<Moment>> days = new LinkedHashMap<>();
        for (Facts.Entry entry : entries) {
            days.computeIfAbsent(Wording.weekday(entry.occurredAt()), day -> new ArrayList<>())
                    .add(moment(entry, common));
        }
        List<Day> told = new ArrayList<>();
        days.forEach((name, moments) -> told.add(new Day(name, moments)));
        return new Chronicle(common.orElse(null), told);
    }

    private static Origin origin(Facts.Entry entry) {
        return new Origin(entry.by() + (entry.loggedLate() ? ", " + late(entry) : ""), entry.sourceUrl());
    }

    /** Where at least half of the entries come from, if they are several: to say it at each would hide what differs. */
    private static Optional<Origin> common(List<Facts.Entry> entries) {
        return entries.stream().collect(Collectors.groupingBy(Told::origin, Collectors.counting())).entrySet().stream()
                .filter(origin -> origin.getValue() >= SEVERAL && origin.getValue() * 2 >= entries.size())
                .max(Map.Entry.<Origin, Long>comparingByValue()
                        .thenComparing(origin -> origin.getKey().note()))
                .map(Map.Entry::getKey);
    }

    private Moment moment(Facts.Entry entry, Optional<Origin> common) {
        String until = entry.endedAt() == null
                ? ""
                : "to "
                        + (Wording.day(entry.occurredAt()).equals(Wording.day(entry.endedAt()))
                                ? Wording.clock(entry.endedAt())
                                : Wording.moment(entry.endedAt()));
        Origin origin = origin(entry);
        boolean told = common.filter(origin::equals).isPresent();
        return new Moment(
                references.show(Thing.ENTRY, entry.no()),
                entry.occurredAt().toString(),
                Wording.clock(entry.occurredAt(), entry.precision()),
                until,
                entry.text(),
                "#" + entry.no() + (told ? "" : ", " + origin.note()),
                attached(entry.no()),
                told ? null : origin.url());
    }

    private String attached(int entry) {
        List<String> names = facts.attachments().stream()
                .filter(attachment -> attachment.entry() == entry)
                .map(Facts.Attachment::name)
                .toList();
        return names.isEmpty() ? "" : "with " + Wording.list(names);
    }

    /** A delay of days says less than the day itself. */
    private static String late(Facts.Entry entry) {
        return entry.delay().compareTo(DAYS_LATER) < 0
                ? "logged " + Wording.span(entry.delay().toSeconds()) + " later"
                : "logged on " + Wording.day(entry.recordedAt());
    }

    List<Item> symptoms() {
        return facts.symptoms().stream()
                .map(symptom -> item(
                        references.show(Thing.SYMPTOM, symptom.no()),
                        Wording.literal(symptom.statement()),
                        notes(
                                symptom.platform() == null ? "" : Wording.platform(symptom.platform()),
                                Wording.list(symptom.services()),
                                Wording.list(symptom.regions()),
                                Wording.window(symptom.firstSeenAt(), symptom.lastSeenAt()),
                                share(symptom)),
                        ""))
                .toList();
    }

    private static String share(Facts.Symptom symptom) {
        if (symptom.sharePercent() != null) {
            return Wording.number(symptom.sharePercent()) + "\u00a0% of the reports";
        }
        return symptom.counted() == null ? "" : symptom.counted().spoken();
    }

    /** What users reported, service by service. */
    List<Heard> reports() {
        List<Heard> heard = new ArrayList<>();
        for (Facts.UserReports reports : facts.reports()) {
            figures++;
            String during = Wording.number(BigDecimal.valueOf(reports.total()))
                    + (reports.total() == 1 ? " report" : " reports") + " during the incident.";
            String counts = Stream.concat(
                            Stream.of(during), reports.shares().stream().map(Told::parts))
                    .collect(Collectors.joining(" "));
            heard.add(new Heard(
                    reports.service(),
                    reports.curve().figure("reports-" + figures),
                    counts,
                    reports.shares().isEmpty() ? null : divided(reports, counts)));
        }
        return heard;
    }

    private Divided divided(Facts.UserReports reports, String counts) {
        ShareChart chart = new ShareChart(reports.service(), reports.shares(), counts);
        String key = "shares-" + figures;
        return new Divided(chart.wide(key), chart.narrow(key), reports.shares());
    }

    private static String parts(Counted.Share share) {
        return share.title()
                + ": "
                + share.parts().stream()
                        .map(part -> part.name() + " " + Wording.number(part.percent()) + "\u00a0%")
                        .collect(Collectors.joining(", "))
                + ".";
    }

    /** Who held which part; in public only the parts. */
    List<Item> roles() {
        return facts.roles().stream()
                .map(held -> item(
                        null,
                        Wording.opening(held.role())
                                + (held.person() == null ? "" : ": " + Wording.literal(held.person())),
                        "",
                        ""))
                .toList();
    }

    List<Item> workarounds() {
        return facts.workarounds().stream()
                .map(workaround -> item(
                        references.show(Thing.WORKAROUND, workaround.no()), workaround.text(), "", workaround.state()))
                .toList();
    }

    private static Item item(@Nullable String id, String text, String note, String state) {
        return new Item(id, text, Markdown.line(text), Wording.opening(note), state, Wording.sentence(state));
    }

    List<Amount> impacts() {
        return facts.impacts().stream()
                .map(impact -> new Amount(
                        references.show(Thing.IMPACT, impact.no()),
                        impact.name(),
                        where(impact),
                        impact.figure(),
                        outOf(impact),
                        Wording.sentence(impact.basis()),
                        Objects.requireNonNullElse(impact.source(), "not named")))
                .toList();
    }

    /** Of which part of the world a metric tells, and when; may be empty. */
    static String where(Facts.Impact impact) {
        return Wording.opening(notes(
                impact.platform() == null ? "" : Wording.platform(impact.platform()),
                Objects.requireNonNullElse(impact.service(), ""),
                Objects.requireNonNullElse(impact.region(), ""),
                Wording.window(impact.from(), impact.to())));
    }

    /** A share and a span of time are out of nothing. */
    private static String outOf(Facts.Impact impact) {
        boolean whole = impact.unit().startsWith("%") || SPANS.contains(impact.unit());
        return Objects.requireNonNullElse(impact.figureOfAll(), whole ? "–" : "not known");
    }

    List<Considered> causes(List<Facts.Cause> causes) {
        return causes.stream().map(this::considered).toList();
    }

    private Considered considered(Facts.Cause cause) {
        return new Considered(
                references.show(Thing.CAUSE, cause.no()),
                cause.state(),
                Wording.sentence(cause.state()),
                Stream.of(
                                cause.category() == null ? "" : Wording.sentence(cause.category()),
                                cause.part() == null ? "" : Wording.sentence(cause.part()),
                                cause.confidence() == null ? "" : "Confidence " + Wording.spoken(cause.confidence()))
                        .filter(tag -> !tag.isEmpty())
                        .toList(),
                cause.statement(),
                Markdown.line(Wording.literal(cause.statement())),
                Objects.requireNonNullElse(cause.reason(), ""),
                cause.evidence().stream().map(this::weighed).toList());
    }

    private Weighed weighed(Facts.Weight weight) {
        references.cite(Thing.ENTRY, weight.entry());
        String text = weight.note() == null
                ? facts.entry(weight.entry())
                        .map(entry -> References.oneLine(entry.text()))
                        .orElse("")
                : Wording.literal(weight.note());
        return new Weighed(weight.weighs(), Wording.sentence(weight.weighs()), weight.entry(), text);
    }

    List<Quote> signals() {
        return facts.signals().stream()
                .map(signal -> new Quote(
                        references.show(Thing.SIGNAL, signal.no()),
                        signal.quote(),
                        signal.sourceName(),
                        Wording.moment(signal.at()),
                        signal.at().toString(),
                        signal.url()))
                .toList();
    }

    List<Task> actions() {
        return facts.actions().stream()
                .map(action -> new Task(
                        references.show(Thing.ACTION, action.no()),
                        action.no(),
                        action.title(),
                        Wording.sentence(action.type()),
                        Wording.opening(Objects.requireNonNullElse(action.owner(), "nobody yet")),
                        due(action),
                        action.state(),
                        Wording.sentence(action.state()).replace("Wont do", "Will not be done"),
                        action.trackerUrl()))
                .toList();
    }

    private static String due(Facts.Action action) {
        String day = action.dueOn() == null ? "not set" : Wording.day(action.dueOn());
        return action.dueMoved() == null ? day : day + " (" + action.dueMoved().words() + ")";
    }

    List<Length> durations() {
        return facts.durations().stream().map(Told::length).toList();
    }

    private static Length length(Duration duration) {
        boolean known = duration.seconds() != null && duration.seconds() >= 0;
        String rule = duration.from().spoken() + " → " + duration.to().spoken();
        return new Length(
                Wording.title(duration),
                known ? Wording.length(duration) : "not known",
                known ? rule : Wording.length(duration).replaceAll("^not known \\((.*)\\)$", "$1"),
                !known);
    }

    List<Mark> milestones() {
        List<Mark> marks = new ArrayList<>();
        for (MilestoneName name : MilestoneName.values()) {
            MilestoneView milestone = facts.milestones().get(name);
            if (milestone == null) {
                marks.add(new Mark(Wording.sentence(name.spoken()), "not set", null, null));
                continue;
            }
            if (milestone.entry() != null) {
                references.cite(Thing.ENTRY, milestone.entry());
            }
            marks.add(new Mark(
                    Wording.sentence(name.spoken()),
                    Wording.moment(milestone.at(), milestone.precision()),
                    milestone.at().toString(),
                    milestone.entry()));
        }
        return marks;
    }

    private static String notes(String... parts) {
        return String.join(
                ", ", Stream.of(parts).filter(part -> !part.isEmpty()).toList());
    }
}
