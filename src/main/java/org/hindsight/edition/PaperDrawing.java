package org.hindsight.edition;

import java.util.Map;
import java.util.Objects;
import org.jsoup.nodes.Element;

/**
 * A drawing of a report on paper. Its style sheet does not reach it there, so the colours that mean something are written
 * into it, and it is given the size that it takes on the sheet.
 */
final class PaperDrawing {

    /** Between the margins of a sheet, in millimetres. */
    private static final double SHEET = 166;

    private static final double MILLIMETRES_PER_PIXEL = 25.4 / 96;

    /** Fill and edge. */
    record Paint(String fill, String edge) {}

    private static final Map<String, Paint> PAINTS = Map.of(
            "UNNOTICED", new Paint("#b0141c", "#b0141c"),
            "NOTICED", new Paint("#efb3ae", "#9c1118"),
            "INVESTIGATING", new Paint("#fbecea", "#9c1118"),
            "IDENTIFIED", new Paint("#fbefe2", "#84480b"),
            "MONITORING", new Paint("#e6f2f7", "#0e5068"),
            "ELEVATED", new Paint("#fbefe2", "#84480b"),
            "OUTAGE", new Paint("#b0141c", "#b0141c"));

    /** Behind a curve, while a state lasted. */
    private static final Map<String, Paint> SHADES = Map.of(
            "INCIDENT", new Paint("#f1f2f4", "none"),
            "ELEVATED", new Paint("#fbefe2", "none"),
            "OUTAGE", new Paint("#fbecea", "none"));

    private PaperDrawing() {}

    /** How a phase looks on paper. */
    static Paint paint(Phase phase) {
        return Objects.requireNonNull(PAINTS.get(phase.name()));
    }

    static void prepare(Element drawing) {
        Element words = drawing.selectFirst("desc");
        Element name = drawing.selectFirst("title");
        drawing.attr("alt", words != null ? words.text() : name != null ? name.text() : "A picture");
        drawing.select("title, desc").remove();
        size(drawing);
        paint(drawing);
        type(drawing);
    }

    private static void size(Element drawing) {
        String[] box = drawing.attr("viewBox").trim().split("\\s+", -1);
        if (box.length == 4) {
            double width = Math.ceil(Double.parseDouble(box[2]));
            double height = Math.ceil(Double.parseDouble(box[3]));
            double shown = Math.min(SHEET, drawing.hasAttr("width") ? width * MILLIMETRES_PER_PIXEL : SHEET);
            drawing.attr("viewBox", box[0] + " " + box[1] + " " + (int) width + " " + (int) height);
            drawing.attr("width", String.valueOf((int) width));
            drawing.attr("height", String.valueOf((int) height));
            drawing.attr("style", "width:" + shown + "mm;height:" + shown * height / width + "mm");
        }
    }

    /** Batik takes weights in hundreds, and a font that was given to it. */
    private static void type(Element drawing) {
        drawing.attr("font-family", PdfFonts.SANS);
        drawing.select("[font-weight]").forEach(text -> text.attr("font-weight", "700"));
        drawing.select("[class]").removeAttr("class");
    }

    private static void paint(Element drawing) {
        // Batik makes a bitmap of what is translucent as a whole.
        for (Element pale : drawing.select("[opacity]")) {
            pale.attr("fill-opacity", pale.attr("opacity")).attr("stroke-opacity", pale.attr("opacity"));
            pale.removeAttr("opacity");
        }
        paint(drawing, "rect[data-phase]", "data-phase", PAINTS);
        paint(drawing, ".cv-state", "data-state", PAINTS);
        paint(drawing, ".cv-shade", "data-state", SHADES);
    }

    private static void paint(Element drawing, String what, String meaning, Map<String, Paint> paints) {
        for (Element marked : drawing.select(what)) {
            Paint paint = paints.get(marked.attr(meaning));
            if (paint != null) {
                marked.attr("fill", paint.fill()).attr("stroke", paint.edge());
            }
        }
    }
}
