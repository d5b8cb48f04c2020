package org.hindsight.pulse.curve;

import static org.hindsight.platform.drawing.Svg.escaped;
import static org.hindsight.platform.drawing.Svg.number;

/**
 * Writes the elements of a drawing. Each has a class for the style sheet and attributes that make it right where
 * there is none; a policy without inline styles allows both.
 */
final class Pen {

    private static final String INK = "#1d2530";
    private static final String QUIET = "#66707c";
    private static final double QUOTE = 10;

    private final StringBuilder svg = new StringBuilder(4096);

    /** @param attributes of the whole drawing, written out */
    void open(String id, String title, String description, double width, double height, String attributes) {
        svg.append("<svg ")
                .append(attributes)
                .append(" viewBox=\"0 0 ")
                .append(number(width))
                .append(' ')
                .append(number(height))
                .append("\" role=\"img\" aria-labelledby=\"")
                .append(id)
                .append("-title ")
                .append(id)
                .append("-desc\" font-family=\"sans-serif\" fill=\"" + INK + "\">\n<title id=\"")
                .append(id)
                .append("-title\">")
                .append(escaped(title))
                .append("</title>\n<desc id=\"")
                .append(id)
                .append("-desc\">")
                .append(escaped(description))
                .append("</desc>\n");
    }

    String close() {
        return svg.append("</svg>\n").toString();
    }

    /** @param look the class and what it looks like without a style sheet, written out */
    void path(String look, CharSequence path) {
        svg.append("<path ").append(look).append(" d=\"").append(path).append("\"/>\n");
    }

    void level(String look, double from, double to, double y) {
        path(look, "M" + number(from) + " " + number(y) + "H" + number(to));
    }

    void upright(String look, double x, double from, double to) {
        path(look, "M" + number(x) + " " + number(from) + "V" + number(to));
    }

    void node(double x, double y) {
        svg.append("<circle class=\"cv-node\" cx=\"")
                .append(number(x))
                .append("\" cy=\"")
                .append(number(y))
                .append("\" r=\"3.5\" stroke-width=\"2\" fill=\"#fff\" stroke=\"" + INK + "\"/>\n");
    }

    /** @param said what a pointer that rests on it is told */
    void quote(double x, double y, String said) {
        String triangle = "M" + number(x - QUOTE / 2) + " " + number(y) + "H" + number(x + QUOTE / 2) + "L" + number(x)
                + " " + number(y - QUOTE) + "Z";
        svg.append("<path class=\"cv-quote\" fill=\"" + INK + "\" stroke=\"#fff\" d=\"")
                .append(triangle)
                .append("\"><title>")
                .append(escaped(said))
                .append("</title></path>\n");
    }

    void quiet(double x, double y, String anchor, double size, String text) {
        text(" class=\"cv-quiet\" fill=\"" + QUIET + "\"", x, y, anchor, size, escaped(text));
    }

    void plain(double x, double y, String anchor, double size, String text) {
        text("", x, y, anchor, size, escaped(text));
    }

    void onAlarm(double x, double y, String anchor, double size, String text) {
        text(" class=\"cv-on-alarm\" fill=\"#fff\"", x, y, anchor, size, escaped(text));
    }

    void strong(double x, double y, String anchor, double size, String strong, String rest) {
        String bold = "<tspan class=\"cv-strong\" font-weight=\"650\">" + escaped(strong) + "</tspan>";
        text("", x, y, anchor, size, bold + escaped(rest));
    }

    private void text(String look, double x, double y, String anchor, double size, String content) {
        svg.append("<text")
                .append(look)
                .append(" x=\"")
                .append(number(x))
                .append("\" y=\"")
                .append(number(y))
                .append("\" font-size=\"")
                .append(number(size))
                .append(anchor.equals("start") ? "\"" : "\" text-anchor=\"" + anchor + "\"")
                .append('>')
                .append(content)
                .append("</text>\n");
    }
}
