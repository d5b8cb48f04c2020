package org.hindsight.edition;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * The HTML file of an edition, made ready for paper: what only a screen can show is taken out, and nothing is added but
 * heads, feet and an outline.
 */
final class PaperHtml {

    /** What a screen shows in place of something else, folded away, or elsewhere. */
    private static final String NOT_ON_PAPER =
            "style, meta, .overview-tall, .curve-narrow, details, .cause-map-list, section[data-part=evidence]";

    /** A pixel of a picture, and how much room there is for one beside its caption. In millimetres. */
    private static final double MILLIMETRES = 25.4 / 96;

    private static final double WIDEST = 165.5;
    private static final double TALLEST = 205;

    /** So many columns of a table fit on a sheet. */
    private static final int FITTING = 8;

    private final Document page;
    private final PdfFile.Sheet sheet;

    private PaperHtml(PdfFile.Sheet sheet) {
        this.sheet = sheet;
        this.page = Jsoup.parse(sheet.html());
    }

    static Document of(PdfFile.Sheet sheet) {
        PaperHtml paper = new PaperHtml(sheet);
        paper.page.select(NOT_ON_PAPER).remove();
        paper.head();
        paper.headsAndFeet();
        paper.outline();
        paper.pictures();
        paper.tables();
        paper.citations();
        paper.links();
        return paper.page;
    }

    private void head() {
        page.head().appendElement("style").appendText(style());
        page.head().appendElement("meta").attr("name", "subject").attr("content", sheet.subject());
        page.title(sheet.title());
    }

    private static String style() {
        try (InputStream in = Thread.currentThread().getContextClassLoader().getResourceAsStream("web/pdf.css")) {
            if (in == null) {
                throw new IllegalStateException("The style sheet of the PDFs is not in the application");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private void headsAndFeet() {
        page.body().prependElement("div").attr("class", "foot-edition").text(sheet.ref() + " · " + sheet.edition());
        page.body().prependElement("div").attr("class", "head-title").text(sheet.title());
    }

    private void outline() {
        Element bookmarks = page.head().appendElement("bookmarks");
        for (Element heading : page.select("h2[id]")) {
            bookmarks.appendElement("bookmark").attr("name", heading.text()).attr("href", "#" + heading.id());
        }
    }

    private void pictures() {
        page.select("svg").forEach(PaperDrawing::prepare);
        page.select("img:not([alt])").attr("alt", "");
        page.select(".picture img").forEach(PaperHtml::fit);
        // A list whose items stand in one line is none to the library that tags them.
        page.select(".overview-key").tagName("p");
        page.select(".overview-key > li").tagName("span");
    }

    /** The library would keep one side of a picture and shorten the other: both are told in millimetres. */
    private static void fit(Element picture) {
        double width = MILLIMETRES * Integer.parseInt(picture.attr("width"));
        double height = MILLIMETRES * Integer.parseInt(picture.attr("height"));
        double scale = Math.min(1, Math.min(WIDEST / width, TALLEST / height));
        picture.removeAttr("width")
                .removeAttr("height")
                .attr(
                        "style",
                        String.format(Locale.ROOT, "width: %.2fmm; height: %.2fmm", scale * width, scale * height));
    }

    /** One that is too wide for the sheet is set small, all its columns alike. */
    private void tables() {
        for (Element table : page.select("table")) {
            int columns = table.select("tr").stream()
                    .mapToInt(row -> row.childrenSize())
                    .max()
                    .orElse(0);
            if (columns > FITTING) {
                table.addClass("many");
            }
        }
    }

    /** On a screen a citation leads to the evidence at the end; on paper to the note at the foot of its section. */
    private void citations() {
        for (Element section : page.select(".report-section")) {
            Map<String, String> notes = new HashMap<>();
            for (Element note : section.select(".report-notes > li")) {
                note.id("note-" + section.id() + "-" + note.elementSiblingIndex());
                Element label = note.selectFirst(".ref");
                if (label != null) {
                    notes.putIfAbsent(key(label.text()), note.id());
                }
            }
            for (Element citation : section.select("a.citation[href^=#]")) {
                String note = notes.get(key(citation.text()));
                if (note != null) {
                    citation.attr("href", "#" + note);
                }
            }
        }
    }

    private static String key(String label) {
        return label.toLowerCase(Locale.ROOT).replaceAll("[\\[\\]\\s]", "");
    }

    /** A link that leads nowhere is text; the others are told to those who hear them. */
    private void links() {
        for (Element link : page.select("a")) {
            String target = link.attr("href");
            boolean nowhere = target.startsWith("#") && page.getElementById(target.substring(1)) == null;
            if (nowhere || !target.matches("#.+|https?://.+|mailto:.+")) {
                link.tagName("span").clearAttributes();
            } else if (!link.hasAttr("title")) {
                String spoken = link.hasAttr("aria-label") ? link.attr("aria-label") : link.text();
                link.attr("title", spoken.isBlank() ? target : spoken);
            }
        }
    }
}
