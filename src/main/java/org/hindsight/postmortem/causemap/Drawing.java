package org.hindsight.postmortem.causemap;

import static org.hindsight.platform.drawing.Svg.escaped;
import static org.hindsight.platform.drawing.Svg.number;

import java.util.List;

/**
 * Writes a laid-out map as SVG. Each element has a class for the style sheet and attributes that make it right where
 * there is none; a policy without inline styles allows both.
 */
final class Drawing {

    private static final String INK = "#1d2530";
    private static final String QUIET = "#66707c";
    private static final double CUT = 11;
    private static final double POINT = 9;

    private final Layout layout;
    private final String key;
    private final String words;
    private final StringBuilder svg = new StringBuilder(4096);

    Drawing(Layout layout, String key, String words) {
        if (!key.matches("[a-z0-9-]+")) {
            throw new IllegalArgumentException("A key of lower-case letters, digits and hyphens, not " + key);
        }
        this.layout = layout;
        this.key = key;
        this.words = words;
    }

    String draw() {
        String id = "cause-map-" + key;
        String width = number(layout.width());
        String height = number(layout.height());
        svg.append("<svg width=\"" + width + "\" height=\"" + height + "\" viewBox=\"0 0 " + width + " " + height
                + "\" role=\"img\" aria-labelledby=\"" + id + "-title " + id
                + "-desc\" font-family=\"sans-serif\" fill=\"" + INK + "\">\n<title id=\"" + id
                + "-title\">What the causes explain</title>\n<desc id=\"" + id + "-desc\">" + escaped(words)
                + "</desc>\n");
        layout.ways().forEach(this::arrow);
        layout.places().forEach(this::box);
        return svg.append("</svg>\n").toString();
    }

    /** Down through the gaps between the rows, straight past the boxes of a row. */
    private void arrow(List<Layout.Point> way) {
        Layout.Point from = way.get(0);
        StringBuilder path = new StringBuilder(
                "M" + number(from.x()) + " " + number(from.top() + POINT) + "V" + number(from.bottom()));
        for (int i = 1; i < way.size(); i++) {
            Layout.Point last = way.get(i - 1);
            Layout.Point next = way.get(i);
            double tip = i == way.size() - 1 ? next.top() - POINT : next.top();
            double bend = (last.bottom() + tip) / 2;
            path.append("C" + number(last.x()) + " " + number(bend) + " " + number(next.x()) + " " + number(bend) + " "
                    + number(next.x()) + " " + number(tip));
            if (i < way.size() - 1) {
                path.append("V").append(number(next.bottom()));
            }
        }
        Layout.Point to = way.get(way.size() - 1);
        String head = "M" + number(to.x() - POINT / 2) + " " + number(to.top() - POINT) + "h" + number(POINT) + "L"
                + number(to.x()) + " " + number(to.top()) + "Z";
        svg.append("<path class=\"cm-arrow\" fill=\"none\" stroke=\"" + QUIET + "\" stroke-width=\"1.5\" d=\"" + path
                + "\"/><path class=\"cm-head\" fill=\"" + QUIET + "\" d=\"" + head + "\"/>\n");
    }

    private void box(Layout.Place place) {
        CauseMap.Box box = place.box();
        boolean out = box.state().equals("RULED_OUT");
        svg.append("<g class=\"cm-box\" data-shape=\"" + box.shape() + "\" data-state=\"" + escaped(box.state())
                + "\"><path fill=\"#fff\" stroke=\"" + INK + "\" stroke-width=\""
                + (box.state().equals("CONFIRMED") ? "2.5" : "1.25") + "\""
                + (out ? " stroke-dasharray=\"5 4\"" : "") + " d=\"" + outline(place) + "\"/>\n");
        double y = Layout.firstLine(place);
        lines(
                place.head(),
                "cm-kind\" font-weight=\"650\" fill=\"" + QUIET,
                Layout.HEAD,
                Layout.HEAD_LINE,
                place.x(),
                y);
        lines(
                place.text(),
                "cm-text",
                Layout.TEXT,
                Layout.TEXT_LINE,
                place.x(),
                y + Layout.HEAD_LINE * place.head().size() + 1);
        svg.append("</g>\n");
    }

    private void lines(List<String> lines, String look, double size, double step, double x, double y) {
        svg.append("<text class=\"" + look + "\" font-size=\"" + number(size) + "\">");
        for (int i = 0; i < lines.size(); i++) {
            svg.append("<tspan x=\"" + number(x + Layout.INSET) + "\" y=\"" + number(y + step * i) + "\">"
                    + escaped(lines.get(i)) + " </tspan>");
        }
        svg.append("</text>\n");
    }

    private static String outline(Layout.Place place) {
        double left = place.x();
        double right = left + Layout.WIDTH;
        double top = place.y();
        double bottom = place.bottom();
        return switch (place.box().shape()) {
            case TRIGGER ->
                path(left, top, right - CUT, top, right, (top + bottom) / 2, right - CUT, bottom, left, bottom) + "Z";
            case CONTRIBUTING_FACTOR -> path(left, top, right, top, right, bottom, left, bottom) + "Z";
            case LATENT_CONDITION ->
                path(
                                left + CUT,
                                top,
                                right - CUT,
                                top,
                                right,
                                top + CUT,
                                right,
                                bottom - CUT,
                                right - CUT,
                                bottom,
                                left + CUT,
                                bottom,
                                left,
                                bottom - CUT,
                                left,
                                top + CUT)
                        + "Z";
            case AGGRAVATOR -> path(left + CUT, top, right, top, right - CUT, bottom, left, bottom) + "Z";
            case CAUSE ->
                "M" + number(left + CUT) + " " + number(top) + "H" + number(right - CUT) + "q11 0 11 11V"
                        + number(bottom - CUT) + "q0 11 -11 11H" + number(left + CUT) + "q-11 0 -11 -11V"
                        + number(top + CUT) + "q0 -11 11 -11Z";
            case ENTRY ->
                path(left, top, right - CUT, top, right, top + CUT, right, bottom, left, bottom) + "Z"
                        + path(right - CUT, top, right - CUT, top + CUT, right, top + CUT);
        };
    }

    private static String path(double... xs) {
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < xs.length; i += 2) {
            path.append(i == 0 ? "M" : "L").append(number(xs[i])).append(' ').append(number(xs[i + 1]));
        }
        return path.toString();
    }
}
