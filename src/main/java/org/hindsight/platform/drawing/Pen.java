package org.hindsight.platform.drawing;

import static org.hindsight.platform.drawing.Svg.escaped;
import static org.hindsight.platform.drawing.Svg.number;

/**
 * Writes the elements of a drawing of something over time. Each has a class for the style sheet and attributes that make it right where
 * there is none; a policy without inline styles allows both.
 */
public final class Pen {

    /** What a line looks like that helps to read the plot. */
    public static final String GRID = "class=\"cv-grid\" stroke=\"#d9dee3\"";

    public static final String AXIS = "class=\"cv-axis\" stroke=\"#66707c\"";
    static final String MARK = "class=\"cv-mark\" stroke=\"#1d2530\"";
    static final String LEADER = "class=\"cv-leader\" stroke=\"#66707c\"";

    private static final String INK = "#1d2530";
    private static final String QUIET = "#66707c";
    private static final double QUOTE = 10;

    private final StringBuilder svg = new StringBuilder(4096);

    /**
     * Begins the drawing, which the style sheet finds by its shape.
     *
     * @param key tells it from others on the same page; lower-case letters, digits and hyphens
     */
    public void open(Shape shape, String key, String title, String description, double height) {
        if (!key.matches("[a-z0-9-]+")) {
            throw new IllegalArgumentException("A key of lower-case letters, digits and hyphens, not " + key);
        }
        String id = "curve-" + key + "-" + shape.name();
        svg.append("<svg class=\"curve-")
                .append(shape.name())
                .append(shape.equals(Shape.WIDE) ? "\"" : "\" display=\"none\"")
                .append(" viewBox=\"0 0 ")
                .append(number(shape.width()))
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

    public String close() {
        return svg.append("</svg>\n").toString();
    }

    /**
     * Draws a path.
     *
     * @param look the class and what it looks like without a style sheet, written out
     */
    public void path(String look, CharSequence path) {
        svg.append("<path ").append(look).append(" d=\"").append(path).append("\"/>\n");
    }

    public void level(String look, double from, double to, double y) {
        path(look, "M" + number(from) + " " + number(y) + "H" + number(to));
    }

    public void upright(String look, double x, double from, double to) {
        path(look, "M" + number(x) + " " + number(from) + "V" + number(to));
    }

    public void node(double x, double y) {
        svg.append("<circle class=\"cv-node\" cx=\"")
                .append(number(x))
                .append("\" cy=\"")
                .append(number(y))
                .append("\" r=\"3.5\" stroke-width=\"2\" fill=\"#fff\" stroke=\"" + INK + "\"/>\n");
    }

    /**
     * Draws what stands for something that was said.
     *
     * @param said what a pointer that rests on it is told
     */
    public void quote(double x, double y, String said) {
        String triangle = "M" + number(x - QUOTE / 2) + " " + number(y) + "H" + number(x + QUOTE / 2) + "L" + number(x)
                + " " + number(y - QUOTE) + "Z";
        svg.append("<path class=\"cv-quote\" fill=\"" + INK + "\" stroke=\"#fff\" d=\"")
                .append(triangle)
                .append("\"><title>")
                .append(escaped(said))
                .append("</title></path>\n");
    }

    public void quiet(double x, double y, String anchor, double size, String text) {
        text(" class=\"cv-quiet\" fill=\"" + QUIET + "\"", x, y, anchor, size, escaped(text));
    }

    public void plain(double x, double y, String anchor, double size, String text) {
        text("", x, y, anchor, size, escaped(text));
    }

    public void onAlarm(double x, double y, String anchor, double size, String text) {
        text(" class=\"cv-on-alarm\" fill=\"#fff\"", x, y, anchor, size, escaped(text));
    }

    public void strong(double x, double y, String anchor, double size, String strong, String rest) {
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
