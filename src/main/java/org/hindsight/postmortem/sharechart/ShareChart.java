package org.hindsight.postmortem.sharechart;

import static org.hindsight.platform.drawing.Svg.number;

import java.math.BigDecimal;
import java.util.List;
import org.hindsight.platform.SafeHtml;
import org.hindsight.platform.drawing.Letters;
import org.hindsight.platform.drawing.Pen;
import org.hindsight.platform.drawing.Shape;
import org.hindsight.pulse.Counted;

/**
 * Bars for the parts into which reports divide, one below the other, group by group: side by side where there is room. Each bar
 * is as long as its part is large, with its name and its percentage in words, so that no colour has to be told from another.
 *
 * @param subject what the reports are about
 * @param shares at least one, each with its parts from the largest on
 * @param sentence the same in words
 */
public record ShareChart(String subject, List<Counted.Share> shares, String sentence) {

    /** The smallest of more parts than that are told in the table only. */
    static final int MOST = 8;

    private static final double AIR = 36;
    private static final double HEAD = 30;
    private static final double ROW = 38;
    private static final double BAR = 9;
    private static final double BETWEEN_GROUPS = 14;
    private static final double ROOM_FOR_PERCENT = 64;
    private static final BigDecimal WHOLE = BigDecimal.valueOf(100);

    private static final String TRACK = "class=\"cv-track\" fill=\"#eef1f4\"";
    private static final String FILL = "class=\"cv-bar\" fill=\"#1c5f78\"";

    /** The groups beside each other. */
    public SafeHtml wide(String key) {
        double column = (Shape.WIDE.width() - AIR * (shares.size() - 1)) / shares.size();
        Pen pen = open(
                Shape.WIDE,
                key,
                shares.stream().mapToDouble(ShareChart::height).max().orElse(0));
        double x = 0;
        for (Counted.Share share : shares) {
            draw(pen, Shape.WIDE, share, x, 0, column);
            x += column + AIR;
        }
        return new SafeHtml(pen.close());
    }

    /** The groups below each other, for phones. */
    public SafeHtml narrow(String key) {
        Pen pen = open(
                Shape.NARROW,
                key,
                shares.stream().mapToDouble(ShareChart::height).sum() + BETWEEN_GROUPS * (shares.size() - 1));
        double y = 0;
        for (Counted.Share share : shares) {
            draw(pen, Shape.NARROW, share, 0, y, Shape.NARROW.width());
            y += height(share) + BETWEEN_GROUPS;
        }
        return new SafeHtml(pen.close());
    }

    private Pen open(Shape shape, String key, double height) {
        Pen pen = new Pen();
        pen.open(shape, key, "How the reports of " + subject + " divide", sentence, height);
        return pen;
    }

    private static List<Counted.Part> shown(Counted.Share share) {
        return share.parts().subList(0, Math.min(MOST, share.parts().size()));
    }

    private static double height(Counted.Share share) {
        int rest = share.parts().size() > MOST ? 1 : 0;
        return HEAD + ROW * (shown(share).size() + rest);
    }

    private static void draw(Pen pen, Shape shape, Counted.Share share, double x, double top, double width) {
        pen.strong(x, top + shape.size() + 2, "start", shape.size(), share.title(), "");
        double y = top + HEAD;
        for (Counted.Part part : shown(share)) {
            String name = Letters.within(part.name(), shape.small(), width - ROOM_FOR_PERCENT);
            pen.plain(x, y + shape.small(), "start", shape.small(), name);
            pen.strong(x + width, y + shape.small(), "end", shape.small(), part.percentage() + "\u00a0%", "");
            bar(pen, TRACK, x, y + shape.small() + 6, width);
            bar(pen, FILL, x, y + shape.small() + 6, length(part, width));
            y += ROW;
        }
        int more = share.parts().size() - MOST;
        if (more > 0) {
            pen.quiet(x, y + shape.small(), "start", shape.small(), "and " + more + " more, in the table");
        }
    }

    /** Never so short that nobody sees it. */
    private static double length(Counted.Part part, double width) {
        double share = part.percent().min(WHOLE).doubleValue() / WHOLE.doubleValue();
        return Math.max(2, width * share);
    }

    private static void bar(Pen pen, String look, double x, double y, double width) {
        pen.path(
                look,
                "M" + number(x) + " " + number(y) + "H" + number(x + width) + "V" + number(y + BAR) + "H" + number(x)
                        + "Z");
    }
}
