package org.hindsight.edition;

import static org.hindsight.platform.drawing.Svg.escaped;
import static org.hindsight.platform.drawing.Svg.number;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.hindsight.platform.drawing.TimeTicks;
import org.hindsight.platform.drawing.TimeTicks.Tick;

/** What both drawings of an {@link Overview} share: the scale, the marks on it, and how SVG is written. */
abstract class Drawing {

    /** Width of a character of the text size, on the safe side: no font is asked. */
    static final double LETTER = 7.2;

    static final double BOLD_LETTER = 7.9;
    static final double SMALL_LETTER = 6.6;

    private static final int MOST_TICKS = 8;

    final Overview picture;

    Drawing(Overview picture) {
        this.picture = picture;
    }

    abstract void draw(StringBuilder svg);

    /** How far along the axis an instant lies, from 0 to 1. */
    final double share(Instant at) {
        return (double) Duration.between(picture.start, at).toMillis()
                / picture.length().toMillis();
    }

    final List<Tick> ticks() {
        if (picture.marks.size() == 1 && picture.start.equals(picture.end)) {
            return List.of();
        }
        return TimeTicks.of(picture.start, picture.end, picture.length(), MOST_TICKS);
    }

    /** The head of a drawing, with its name and all it says in words. */
    final void open(StringBuilder svg, String shape, double width, double height) {
        String id = "overview-" + shape;
        svg.append("<svg class=\"")
                .append(id)
                .append("\" viewBox=\"0 0 ")
                .append(number(width))
                .append(' ')
                .append(number(height))
                .append("\" role=\"img\" aria-labelledby=\"")
                .append(id)
                .append("-title ")
                .append(id)
                .append("-desc\" font-size=\"14\" fill=\"#1d2530\">\n<title id=\"")
                .append(id)
                .append("-title\">The incident on one time axis</title>\n<desc id=\"")
                .append(id)
                .append("-desc\">")
                .append(escaped(picture.words()))
                .append("</desc>\n");
    }

    static void node(StringBuilder svg, double x, double y) {
        svg.append("<circle class=\"ov-node\" cx=\"")
                .append(number(x))
                .append("\" cy=\"")
                .append(number(y))
                .append("\" r=\"4.5\" stroke-width=\"2\" fill=\"#fff\" stroke=\"#1d2530\"/>\n");
    }

    static void leader(StringBuilder svg, String path) {
        svg.append("<path class=\"ov-leader\" d=\"").append(path).append("\" stroke=\"#66707c\" fill=\"none\"/>");
    }

    static void milestone(StringBuilder svg, double x, double y, String time, String name) {
        svg.append("<text x=\"")
                .append(number(x))
                .append("\" y=\"")
                .append(number(y))
                .append("\"><tspan class=\"ov-strong\" font-weight=\"650\">")
                .append(escaped(time))
                .append("</tspan> ")
                .append(escaped(name))
                .append("</text>\n");
    }

    static void quiet(StringBuilder svg, double x, double y, String anchor, double size, String text) {
        svg.append("<text class=\"ov-quiet\" x=\"")
                .append(number(x))
                .append("\" y=\"")
                .append(number(y))
                .append("\" text-anchor=\"")
                .append(anchor)
                .append("\" font-size=\"")
                .append(number(size))
                .append("\" fill=\"#66707c\">")
                .append(escaped(text))
                .append("</text>\n");
    }

    static void band(StringBuilder svg, Phase phase, double x, double y, double width, double height) {
        svg.append("<rect data-phase=\"").append(phase);
        box(svg, x, y, width, height);
        svg.append("\" fill=\"#eef1f4\" stroke=\"#66707c\"/>\n");
    }

    static void about(StringBuilder svg, double x, double y, double width, double height) {
        svg.append("<rect class=\"ov-about");
        box(svg, x, y, width, height);
        svg.append("\" fill=\"#66707c\" opacity=\"0.35\"/>\n");
    }

    /** @param path from the axis back to the axis */
    static void reports(StringBuilder svg, String path) {
        svg.append("<path class=\"ov-reports\" d=\"")
                .append(path)
                .append("\" fill=\"#c3dae4\" stroke=\"#1c5f78\" stroke-width=\"1.25\" stroke-linejoin=\"round\"/>\n");
    }

    private static void box(StringBuilder svg, double x, double y, double width, double height) {
        svg.append("\" x=\"")
                .append(number(x))
                .append("\" y=\"")
                .append(number(y))
                .append("\" width=\"")
                .append(number(width))
                .append("\" height=\"")
                .append(number(height));
    }
}
