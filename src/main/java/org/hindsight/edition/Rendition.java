package org.hindsight.edition;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hindsight.incident.MilestoneName;
import org.hindsight.platform.Digests;
import org.hindsight.platform.Markdown;
import org.hindsight.platform.SafeHtml;
import org.hindsight.platform.text.Words;
import org.hindsight.platform.web.Assets;
import org.hindsight.postmortem.Document;
import org.hindsight.postmortem.Facts;
import org.hindsight.timeline.attachment.Pictures;

/** Makes the finished bytes of an edition: the same document gives the same bytes. */
@ApplicationScoped
class Rendition {

    /** The template for an outage of somebody else's service. */
    private static final String OUTSIDE_VIEW = "outside-view";

    @CheckedTemplate(basePath = "edition")
    static class Templates {
        private Templates() {}

        static native TemplateInstance article(
                Document document,
                Imprint imprint,
                boolean outsideView,
                SafeHtml deck,
                SafeHtml overview,
                List<Part> parts,
                List<Document.Cited> evidence);

        static native TemplateInstance file(
                Document document, Imprint imprint, String lead, SafeHtml style, SafeHtml article);
    }

    /**
     * A section as the report shows it.
     *
     * @param wide whether it holds a table or a picture that wants room
     * @param notes what its sentences cite: they stand below it on paper, where no link can be followed
     */
    record Part(String key, String title, SafeHtml html, boolean wide, List<Document.Cited> notes) {}

    /** What the JSON file holds. */
    @JsonPropertyOrder({"format", "edition", "document"})
    record Frozen(String format, Imprint edition, Document document) {}

    /** A picture as the post-mortem has it: it names the place of its file in the bundle. */
    private static final Pattern PICTURE = Pattern.compile("<img data-picture=\"([0-9]+)\" src=\"[^\"]*\"([^>]*)>");

    private final Assets assets;
    private final ObjectMapper json;
    private final Pictures pictures;

    Rendition(Assets assets, ObjectMapper json, Pictures pictures) {
        this.pictures = pictures;
        this.assets = assets;
        this.json = json;
    }

    /** All formats of an edition. */
    Map<Format, byte[]> all(Document document, Imprint imprint) {
        SafeHtml article = withPictures(article(document, imprint), document.facts());
        Map<Format, byte[]> files = new EnumMap<>(Format.class);
        files.put(Format.ARTICLE, bytes(article.html()));
        files.put(Format.HTML, bytes(html(document, imprint, article)));
        files.put(Format.MD, bytes(MarkdownFile.of(document, imprint)));
        files.put(Format.JSON, json(document, imprint));
        return files;
    }

    /** The one file that needs nothing else. */
    String html(Document document, Imprint imprint) {
        return html(document, imprint, withPictures(article(document, imprint), document.facts()));
    }

    /** Puts the pictures themselves where their places were named: the frozen text needs nothing else. */
    private SafeHtml withPictures(SafeHtml article, Facts facts) {
        return new SafeHtml(PICTURE.matcher(article.html())
                .replaceAll(found -> Matcher.quoteReplacement(facts.attachment(Integer.parseInt(found.group(1)))
                        .flatMap(file -> pictures.shown(file.sha256(), file.type(), file.width(), file.height()))
                        .map(shown -> "<img src=\"" + shown.address() + "\"" + found.group(2) + ">")
                        .orElse("<p>This picture cannot be shown.</p>"))));
    }

    private String html(Document document, Imprint imprint, SafeHtml article) {
        return Templates.file(
                        document, imprint, Lead.of(document.facts().incident().summary()), style(), article)
                .render();
    }

    private SafeHtml style() {
        return new SafeHtml(assets.standalone("report.txt"));
    }

    private static SafeHtml article(Document document, Imprint imprint) {
        Footnotes footnotes = new Footnotes(document.evidence());
        List<Part> parts = document.sections().stream()
                .filter(section -> !section.html().html().isBlank())
                .map(section -> new Part(
                        section.key(),
                        section.title(),
                        section.html(),
                        wantsRoom(section.html().html()),
                        footnotes.of(section.html())))
                .toList();
        String summary = document.facts().incident().summary();
        SafeHtml deck = summary == null || told(document, summary) ? new SafeHtml("") : Markdown.line(summary);
        List<Document.Cited> evidence =
                document.evidence().stream().filter(cited -> !cited.shown()).toList();
        return new SafeHtml(Templates.article(
                        document,
                        imprint,
                        document.template().equals(OUTSIDE_VIEW),
                        deck,
                        overview(document.facts()),
                        parts,
                        evidence)
                .render());
    }

    private static boolean wantsRoom(String html) {
        return html.contains("<table class=\"report-table\"")
                || html.contains("<figure class=\"curve\"")
                || html.contains("<figure class=\"cause-map\"")
                || html.contains("<figure class=\"picture\" data-wide");
    }

    /** Whether the text says it already. */
    static boolean told(Document document, String summary) {
        String words = Words.flat(Lead.of(summary).replace("…", ""));
        return document.sections().stream()
                .anyMatch(section ->
                        Words.flat(HtmlText.plain(section.html().html())).contains(words));
    }

    private static SafeHtml overview(Facts facts) {
        List<Overview.Mark> marks = new ArrayList<>();
        facts.milestones()
                .forEach((name, milestone) -> marks.add(new Overview.Mark(
                        name,
                        milestone.at(),
                        milestone.precision(),
                        Optional.ofNullable(milestone.entry())
                                .flatMap(facts::entry)
                                .filter(entry -> entry.occurredAt().equals(milestone.at()))
                                .map(Facts.Entry::plusMinusMinutes)
                                .orElse(null))));
        List<Overview.Turn> turns = facts.statuses().stream()
                .map(change -> new Overview.Turn(change.status(), change.at()))
                .toList();
        boolean ongoing =
                facts.incident().status().ongoing() && !facts.milestones().containsKey(MilestoneName.RESOLVED);
        Instant now = ongoing ? facts.gatheredAt() : null;
        Overview.Reports reports = facts.reports().stream()
                .max(Comparator.comparingLong(Facts.UserReports::total))
                .map(most -> new Overview.Reports(most.service(), most.curve()))
                .orElse(null);
        return Overview.of(marks, facts.durations(), turns, reports, now)
                .map(Overview::html)
                .orElse(new SafeHtml(""));
    }

    private byte[] json(Document document, Imprint imprint) {
        try {
            return json.writerWithDefaultPrettyPrinter()
                    .writeValueAsBytes(new Frozen("hindsight-edition-1", imprint, document));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("A document that cannot be written as JSON", impossible);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** What may style a file: its own style and nothing else; it runs no script and loads nothing. */
    static String policy(String html) {
        int from = html.indexOf("<style>") + "<style>".length();
        String style = html.substring(from, html.indexOf("</style>", from));
        return "default-src 'none'; style-src 'sha256-" + Digests.sha256Base64(bytes(style))
                + "'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox";
    }
}
