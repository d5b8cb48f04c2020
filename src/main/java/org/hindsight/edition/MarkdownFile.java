package org.hindsight.edition;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hindsight.incident.MilestoneName;
import org.hindsight.incident.MilestoneView;
import org.hindsight.platform.text.TextLine;
import org.hindsight.platform.time.Precision;
import org.hindsight.postmortem.Document;
import org.hindsight.postmortem.Facts;

/** An edition as one Markdown file (CommonMark with tables). */
final class MarkdownFile {

    private static final Pattern NOTE = Pattern.compile("(?m)^\\[\\^[a-z]+-\\d+\\]: ");
    private static final Pattern CITED = Pattern.compile("\\[\\^([a-z]+)-(\\d+)\\]");

    private MarkdownFile() {}

    static String of(Document document, Imprint imprint) {
        StringBuilder text = new StringBuilder();
        Facts.Head incident = document.facts().incident();
        text.append("# ").append(literal(document.title())).append("\n\n");
        text.append("Incident report ")
                .append(incident.ref())
                .append(", ")
                .append(incident.severity())
                .append(", ")
                .append(Told.words(incident.status()).toLowerCase(java.util.Locale.ROOT))
                .append(".  \n**")
                .append(imprint.label().spoken())
                .append("**, edition ")
                .append(imprint.number())
                .append(imprint.isPublic() ? "" : " (internal)")
                .append(", ")
                .append(Told.moment(imprint.publishedAt()))
                .append(".\n\n");
        if (imprint.note() != null) {
            text.append("> ").append(literal(imprint.note())).append("\n\n");
        }
        if (incident.summary() != null && !Rendition.told(document, incident.summary())) {
            text.append(incident.summary().strip()).append("\n\n");
        }
        milestones(text, document.facts().milestones());
        for (Document.DocumentSection section : document.sections()) {
            if (!section.finished().isBlank()) {
                text.append("## ")
                        .append(literal(section.title()))
                        .append("\n\n")
                        .append(section.finished().strip())
                        .append("\n\n");
            }
        }
        editions(text, imprint);
        evidence(text, document.evidence());
        return text.toString();
    }

    /** The lines of such a file, or of a section in it, as people read them: what is cited is called by its label. */
    static List<TextLine> lines(String markdown) {
        String labelled = NOTE.matcher(markdown).replaceAll("");
        return TextLine.of(CITED.matcher(labelled).replaceAll(cited -> {
            String label =
                    cited.group(1).equals("entry") ? "#" + cited.group(2) : cited.group(1) + " " + cited.group(2);
            return Matcher.quoteReplacement("\\[" + label + "\\]");
        }));
    }

    private static void milestones(StringBuilder text, Map<MilestoneName, MilestoneView> milestones) {
        if (milestones.isEmpty()) {
            return;
        }
        List<Map.Entry<MilestoneName, MilestoneView>> inOrder = new ArrayList<>(milestones.entrySet());
        inOrder.sort(Comparator.comparing((Map.Entry<MilestoneName, MilestoneView> mark) ->
                        mark.getValue().at())
                .thenComparing(Map.Entry::getKey));
        Instant first = inOrder.get(0).getValue().at();
        text.append("## At a glance\n\n| Milestone | Time | After the first |\n| --- | --- | --- |\n");
        for (Map.Entry<MilestoneName, MilestoneView> mark : inOrder) {
            MilestoneView milestone = mark.getValue();
            Duration after = Duration.between(first, milestone.at());
            boolean rough = milestone.precision() == Precision.ABOUT || milestone.precision() == Precision.HOUR;
            text.append("| ")
                    .append(Told.words(mark.getKey()))
                    .append(" | ")
                    .append(rough ? "about " : "")
                    .append(
                            milestone.precision() == Precision.DAY
                                    ? Told.day(milestone.at())
                                    : Told.moment(milestone.at()))
                    .append(" | ")
                    .append(after.isZero() ? "" : Lengths.words(after))
                    .append(" |\n");
        }
        text.append('\n');
    }

    /** As footnotes, which the sections refer to. */
    private static void evidence(StringBuilder text, List<Document.Cited> cited) {
        if (cited.isEmpty()) {
            return;
        }
        cited.forEach(thing -> text.append("[^")
                .append(thing.anchor())
                .append("]: ")
                .append(literal(thing.label()))
                .append(": ")
                .append(thing.text().strip().replaceAll("\\s*\\n\\s*", " "))
                .append("\n\n"));
    }

    private static void editions(StringBuilder text, Imprint imprint) {
        text.append("## Editions and corrections\n\n- **Edition ")
                .append(imprint.number())
                .append(", ")
                .append(imprint.label().spoken())
                .append("**, ")
                .append(Told.moment(imprint.publishedAt()))
                .append(imprint.note() == null ? "" : ": " + literal(imprint.note()))
                .append('\n');
        for (Imprint.Earlier earlier : imprint.earlier()) {
            text.append("- Edition ")
                    .append(earlier.number())
                    .append(", ")
                    .append(earlier.label().spoken())
                    .append(", ")
                    .append(Told.moment(earlier.publishedAt()))
                    .append(earlier.note() == null ? "" : ": " + literal(earlier.note()))
                    .append(
                            earlier.withdrawnBecause() == null
                                    ? ""
                                    : " (withdrawn: " + literal(earlier.withdrawnBecause()) + ")")
                    .append('\n');
        }
        text.append("\nThe newest edition is at <").append(imprint.newest()).append(">.\n\n");
    }

    /** A text in which no character means anything to Markdown, on one line. */
    static String literal(String text) {
        return text.strip()
                .replaceAll("\\s+", " ")
                .replaceAll("([\\\\`*_{}\\[\\]<>#|~])", "\\\\$1")
                .replaceAll("^([-+]|\\d+[.)])(?= )", "\\\\$1");
    }
}
