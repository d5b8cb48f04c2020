package org.hindsight.postmortem;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.hindsight.incident.Audience;
import org.hindsight.platform.Markdown;
import org.hindsight.platform.SafeHtml;
import org.hindsight.timeline.attachment.Pictures;
import org.jspecify.annotations.Nullable;

/**
 * The blocks that stand alone on a line, as <code>{{timeline.starred}}</code>: each is made from the
 * record whenever a document is rendered, in HTML and in Markdown.
 */
final class Blocks {

    @CheckedTemplate(basePath = "postmortem")
    static class Templates {
        private Templates() {}

        static native TemplateInstance blocks$summary(List<Told.Line> lines);

        static native TemplateInstance blocks$timeline(Told.Chronicle chronicle);

        static native TemplateInstance blocks$things(List<Told.Item> items);

        static native TemplateInstance blocks$impacts(List<Told.Amount> impacts);

        static native TemplateInstance blocks$reports(List<Told.Heard> reports);

        static native TemplateInstance blocks$causes(List<Told.Considered> causes);

        static native TemplateInstance blocks$signals(List<Told.Quote> signals);

        static native TemplateInstance blocks$actions(List<Told.Task> actions);

        static native TemplateInstance blocks$durations(List<Told.Length> durations);

        static native TemplateInstance blocks$milestones(List<Told.Mark> milestones);

        static native TemplateInstance blocks$prose(SafeHtml text);

        static native TemplateInstance blocks$nothing(String sentence);
    }

    /** A block in its two renderings. */
    record Block(SafeHtml html, String markdown) {}

    /** @param shows what writers are told that it shows */
    private record Known(String shows, Function<Blocks, Block> made) {}

    private static final Map<String, Known> KNOWN = new LinkedHashMap<>();

    static {
        know(
                "summary-box",
                "what, where, when, how long, how many, cause, state: a box to quote from",
                Blocks::summary);
        know("incident.summary", "the summary of the incident", Blocks::incidentSummary);
        know(
                "timeline.starred",
                "the entries that are marked for the report",
                blocks -> blocks.timeline(
                        blocks.facts.starred(), "No entry of the timeline is marked for the report yet."));
        know(
                "timeline.all",
                "all entries",
                blocks -> blocks.timeline(blocks.facts.entries(), "The timeline has no entries."));
        know("milestones", "the milestones, with what proves each", Blocks::milestones);
        know("durations", "the lengths between milestones", Blocks::durations);
        know("symptoms", "what users experienced", Blocks::symptoms);
        know("impact-table", "the impact figures, with what they are out of", Blocks::impacts);
        know(
                ChartBlocks.ALL,
                "a chart of each impact figure that has a series of samples",
                blocks -> blocks.chartBlocks.all().orElseGet(Blocks::silence));
        know("user-reports", "the curve of user reports, with the milestones on it", Blocks::reports);
        know(
                "causes",
                "all suspected causes, with the evidence for and against each",
                blocks -> blocks.causes(blocks.facts.causes(), "No cause was considered on the record."));
        know(
                "causes.ruled-out",
                "the causes that were ruled out, and why",
                blocks -> blocks.causes(
                        blocks.facts.causes().stream()
                                .filter(Facts.Cause::ruledOut)
                                .toList(),
                        "No cause was ruled out."));
        know(
                "factors",
                "the causes by the part that they played, with state and evidence",
                blocks -> blocks.causeBlocks
                        .factors()
                        .orElseGet(() -> blocks.nothingOnlyInternally("No cause is under consideration.")));
        know(
                "cause-map",
                "a picture: the causes and what they explain",
                blocks -> blocks.causeBlocks.map().orElseGet(blocks::nothingExplained));
        know(
                "five-whys",
                "from each outcome back to its deepest cause, why by why",
                blocks -> blocks.causeBlocks.fiveWhys().orElseGet(blocks::nothingExplained));
        know("workarounds", "advice to users", Blocks::workarounds);
        know("signals", "what was said outside", Blocks::signals);
        know("actions", "what is to be done, by whom and when", Blocks::actions);
        know("roles", "who held which part in the response; in public only the parts", Blocks::roles);
    }

    private static void know(String name, String shows, Function<Blocks, Block> made) {
        KNOWN.put(name, new Known(shows, made));
    }

    private final Facts facts;
    private final Told told;
    private final CauseBlocks causeBlocks;
    private final ChartBlocks chartBlocks;
    private final PictureBlocks pictureBlocks;

    Blocks(Facts facts, References references, Pictures pictures) {
        this.facts = facts;
        this.told = new Told(facts, references);
        this.causeBlocks = new CauseBlocks(facts, references);
        this.chartBlocks = new ChartBlocks(facts);
        this.pictureBlocks = new PictureBlocks(facts, references, pictures);
    }

    /** What writers are offered: how each block is called, and what it shows. */
    static Map<String, String> offered() {
        Map<String, String> offered = new LinkedHashMap<>();
        KNOWN.forEach((name, known) -> {
            offered.put(name, known.shows());
            if (name.equals("timeline.all")) {
                offered.put(
                        "timeline.kind.decision",
                        "the entries of one kind: " + String.join(", ", TimelinePart.kinds()));
                offered.put(
                        "timeline.detected..mitigated",
                        "the entries from one milestone to another: " + String.join(", ", Figures.milestones()));
            }
            if (name.equals(ChartBlocks.ALL)) {
                offered.put(name + ".1", "the chart of one impact figure, by its number");
            }
        });
        offered.put("picture.1", "a picture that is attached to an entry, by its number");
        offered.put("picture.1: What it shows", "the same with a caption of your own");
        return offered;
    }

    static boolean has(String name) {
        return KNOWN.containsKey(name)
                || TimelinePart.of(name).isPresent()
                || ChartBlocks.metric(name).isPresent()
                || PictureBlocks.wanted(name).isPresent();
    }

    /** What a name that was meant as a block should have been, as a sentence; empty when nobody can tell. */
    static Optional<String> fault(String name) {
        return TimelinePart.fault(name).or(() -> ChartBlocks.fault(name)).or(() -> PictureBlocks.fault(name));
    }

    /** The block of that name; empty when there is none. */
    Optional<Block> block(String name) {
        return Optional.ofNullable(KNOWN.get(name))
                .map(known -> known.made().apply(this))
                .or(() -> TimelinePart.of(name).map(this::timeline))
                .or(() ->
                        ChartBlocks.metric(name).stream().mapToObj(this::chart).findFirst())
                .or(() -> PictureBlocks.wanted(name).map(this::picture));
    }

    private Block picture(PictureBlocks.Wanted wanted) {
        return pictureBlocks.of(wanted).orElseGet(() -> nothingOnlyInternally(wanted.notHere()));
    }

    /** What is wrong with a picture that is shown, or would be, as a check of that section; empty when nothing is. */
    Optional<Check> faultOf(PictureBlocks.Wanted wanted, String section) {
        return pictureBlocks.check(wanted, section);
    }

    static SafeHtml html(TemplateInstance template) {
        return SafeHtml.later(() -> template.render().strip());
    }

    private static Block nothing(String sentence) {
        return new Block(html(Templates.blocks$nothing(sentence)), sentence);
    }

    private Block summary() {
        List<Told.Line> lines = told.summary();
        List<String> written = lines.stream()
                .map(line -> "- **" + line.term() + ":** " + References.oneLine(line.text()))
                .toList();
        return new Block(html(Templates.blocks$summary(lines)), String.join("\n", written));
    }

    private Block incidentSummary() {
        String summary = facts.incident().summary();
        return summary == null
                ? nothing("The incident has no summary yet.")
                : new Block(html(Templates.blocks$prose(Markdown.line(summary))), summary);
    }

    private Block timeline(List<Facts.Entry> entries, String otherwise) {
        if (entries.isEmpty()) {
            return nothing(otherwise);
        }
        Told.Chronicle chronicle = told.chronicle(entries);
        StringBuilder written = new StringBuilder();
        Told.Origin origin = chronicle.origin();
        if (origin != null) {
            written.append("From ")
                    .append(linked(origin.note(), origin.url()))
                    .append(", where nothing else is said.\n");
        }
        for (Told.Day day : chronicle.days()) {
            written.append(written.isEmpty() ? "" : "\n")
                    .append("**")
                    .append(day.name())
                    .append(", UTC**\n\n");
            for (Told.Moment moment : day.moments()) {
                written.append("- **")
                        .append(Wording.literal(moment.clock()))
                        .append(moment.until().isEmpty() ? "" : " " + moment.until())
                        .append("** ")
                        .append(References.oneLine(moment.text()))
                        .append(" (")
                        .append(linked(moment.note(), moment.url()))
                        .append(moment.attached().isEmpty() ? "" : ", " + Wording.literal(moment.attached()))
                        .append(")\n");
            }
        }
        return new Block(
                html(Templates.blocks$timeline(chronicle)), written.toString().strip());
    }

    private Block timeline(TimelinePart part) {
        List<Facts.Entry> entries = part.entries(facts);
        return entries.isEmpty() ? nothingOnlyInternally(part.otherwise(facts)) : timeline(entries, "");
    }

    private Block milestones() {
        List<Told.Mark> milestones = told.milestones();
        List<List<String>> rows = new ArrayList<>();
        for (Told.Mark mark : milestones) {
            rows.add(List.of(mark.name(), mark.moment(), mark.entry() == null ? "" : "#" + mark.entry()));
        }
        return new Block(
                html(Templates.blocks$milestones(milestones)), table(List.of("Milestone", "When", "Evidence"), rows));
    }

    private Block durations() {
        List<Told.Length> durations = told.durations();
        List<List<String>> rows = durations.stream()
                .map(duration -> List.of(duration.title(), duration.text(), duration.rule()))
                .toList();
        return new Block(
                html(Templates.blocks$durations(durations)), table(List.of("Figure", "Length", "From what"), rows));
    }

    private Block symptoms() {
        List<Told.Item> symptoms = told.symptoms();
        return symptoms.isEmpty()
                ? nothing("No symptom is recorded.")
                : new Block(html(Templates.blocks$things(symptoms)), list(symptoms));
    }

    private Block workarounds() {
        List<Told.Item> workarounds = told.workarounds();
        return workarounds.isEmpty()
                ? nothing("No workaround is recorded.")
                : new Block(html(Templates.blocks$things(workarounds)), list(workarounds));
    }

    private static String list(List<Told.Item> items) {
        return String.join(
                "\n",
                items.stream()
                        .map(item -> "- " + References.oneLine(item.text())
                                + (item.note().isEmpty() ? "" : " (" + Wording.literal(item.note()) + ")")
                                + (item.state().isEmpty() ? "" : " – " + item.stateName()))
                        .toList());
    }

    private Block impacts() {
        List<Told.Amount> impacts = told.impacts();
        List<List<String>> rows = impacts.stream()
                .map(impact -> List.of(
                        impact.name() + (impact.where().isEmpty() ? "" : " (" + impact.where() + ")"),
                        impact.figure(),
                        impact.outOf(),
                        impact.basis(),
                        impact.source()))
                .toList();
        return impacts.isEmpty()
                ? nothing("No impact figure is recorded.")
                : new Block(
                        html(Templates.blocks$impacts(impacts)),
                        table(List.of("What", "Value", "Out of", "Basis", "Source"), rows));
    }

    private Block reports() {
        List<Told.Heard> reports = told.reports();
        if (reports.isEmpty()) {
            return nothingOnlyInternally("No user reports were counted.");
        }
        List<String> written = reports.stream()
                .map(heard -> "**User reports: " + Wording.literal(heard.service()) + "**\n\n"
                        + Wording.literal(heard.figure().sentence() + " " + heard.counts()) + "\n\n"
                        + table(
                                List.of("Time, UTC", "Reports", "Usual", "State"),
                                heard.figure().rows().stream()
                                        .map(row -> List.of(row.time(), row.reports(), row.usual(), row.stateName()))
                                        .toList()))
                .toList();
        return new Block(html(Templates.blocks$reports(reports)), String.join("\n\n", written));
    }

    private Block chart(int metric) {
        return chartBlocks.of(metric).orElseGet(() -> nothingOnlyInternally(chartBlocks.otherwise(metric)));
    }

    /** Few metrics have samples: a template that has room for charts says nothing where there are none. */
    private static Block silence() {
        return new Block(new SafeHtml(""), "");
    }

    /** There may be some that the public must not know of: then it is told neither that nor the contrary. */
    private Block nothingOnlyInternally(String sentence) {
        return facts.audience() == Audience.PUBLIC ? silence() : nothing(sentence);
    }

    private Block nothingExplained() {
        return nothingOnlyInternally("No cause says yet what it explains.");
    }

    private Block roles() {
        List<Told.Item> roles = told.roles();
        return roles.isEmpty()
                ? nothingOnlyInternally("Nobody held a part in the response.")
                : new Block(html(Templates.blocks$things(roles)), list(roles));
    }

    private Block causes(List<Facts.Cause> causes, String otherwise) {
        if (causes.isEmpty()) {
            return nothing(otherwise);
        }
        List<Told.Considered> considered = told.causes(causes);
        StringBuilder written = new StringBuilder();
        for (Told.Considered cause : considered) {
            written.append("- **")
                    .append(cause.stateName())
                    .append(":** ")
                    .append(Wording.literal(cause.text()))
                    .append(cause.tags().isEmpty() ? "" : " (" + String.join(", ", cause.tags()) + ")")
                    .append('\n');
            if (!cause.reason().isEmpty()) {
                written.append("  - ").append(Wording.literal(cause.reason())).append('\n');
            }
            for (Told.Weighed weighed : cause.evidence()) {
                written.append("  - ")
                        .append(weighed.word())
                        .append(": #")
                        .append(weighed.entry())
                        .append(weighed.text().isEmpty() ? "" : " " + References.oneLine(weighed.text()))
                        .append('\n');
            }
        }
        return new Block(
                html(Templates.blocks$causes(considered)), written.toString().strip());
    }

    private Block signals() {
        List<Told.Quote> signals = told.signals();
        List<String> written = signals.stream()
                .map(signal -> "> " + Wording.literal(signal.text()) + "\n>\n> — "
                        + linked(signal.who() + ", " + signal.moment(), signal.url()))
                .toList();
        return signals.isEmpty()
                ? nothing("No statement from outside is recorded.")
                : new Block(html(Templates.blocks$signals(signals)), String.join("\n\n", written));
    }

    private Block actions() {
        List<Told.Task> actions = told.actions();
        List<List<String>> rows = actions.stream()
                .map(action -> List.of(
                        linked(action.title(), action.url()),
                        Wording.literal(action.type()),
                        Wording.literal(action.owner()),
                        Wording.literal(action.due()),
                        Wording.literal(action.stateName())))
                .toList();
        return actions.isEmpty()
                ? nothing("No action is recorded.")
                : new Block(
                        html(Templates.blocks$actions(actions)),
                        written(List.of("Action", "Type", "Owner", "Due", "State"), rows));
    }

    private static String linked(String text, @Nullable String url) {
        return url == null
                ? Wording.literal(text)
                : "[" + Wording.literal(text) + "](<"
                        + url.replace("<", "%3C")
                                .replace(">", "%3E")
                                .replace("|", "%7C")
                                .replaceAll("\\s", "%20") + ">)";
    }

    /** A table of plain texts. */
    private static String table(List<String> head, List<List<String>> rows) {
        return written(
                head,
                rows.stream()
                        .map(cells -> cells.stream().map(Wording::literal).toList())
                        .toList());
    }

    /** A table whose cells are Markdown. */
    static String written(List<String> head, List<List<String>> rows) {
        StringBuilder table = new StringBuilder(row(head));
        table.append("|").append(" --- |".repeat(head.size())).append('\n');
        rows.forEach(cells -> table.append(row(cells)));
        return table.toString().strip();
    }

    private static String row(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }
}
