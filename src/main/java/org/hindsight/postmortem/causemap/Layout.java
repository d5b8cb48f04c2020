package org.hindsight.postmortem.causemap;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hindsight.platform.drawing.Letters;

/** Where each box of a map stands, how large it is, and along which points each arrow runs. */
final class Layout {

    static final double WIDTH = 222;
    static final double INSET = 18;
    static final double HEAD = 12;
    static final double HEAD_LINE = 15;
    static final double TEXT = 13.5;
    static final double TEXT_LINE = 17;

    /** Longer texts stand whole in the list beside the picture. */
    private static final int MOST_LINES = 7;

    private static final double ROOM = WIDTH - 2 * INSET;
    private static final double ABOVE = 10;
    private static final double BELOW = 11;
    private static final double BETWEEN_ROWS = 46;
    private static final double GAP = 24;
    private static final double PASSAGE = 10;
    private static final double MARGIN = 2;
    private static final int PASSES = 10;

    /** A box in its place. */
    record Place(CauseMap.Box box, double x, double y, double height, List<String> head, List<String> text) {

        double middle() {
            return x + WIDTH / 2;
        }

        double bottom() {
            return y + height;
        }
    }

    /** A turning point of an arrow, with the bounds of the row in which it lies. */
    record Point(double x, double top, double bottom) {}

    private final List<Place> places = new ArrayList<>();
    private final List<List<Point>> ways = new ArrayList<>();
    private final Rows rows;
    private final Map<Rows.Spot, Double> middles = new LinkedHashMap<>();
    private double width;
    private double height;

    private Layout(CauseMap map) {
        this.rows = Rows.of(map);
    }

    static Layout of(CauseMap map) {
        Layout layout = new Layout(map);
        layout.spread();
        layout.settle();
        return layout;
    }

    List<Place> places() {
        return places;
    }

    /** From each box above to the box below; between them the points at which an arrow passes a row. */
    List<List<Point>> ways() {
        return ways;
    }

    double width() {
        return width;
    }

    double height() {
        return height;
    }

    int columns() {
        return (int) Math.ceil((width - 2 * MARGIN + GAP) / (WIDTH + GAP) - 0.05);
    }

    private static double width(Rows.Spot spot) {
        return spot.box() == null ? PASSAGE : WIDTH;
    }

    /** Moves each spot towards the middle of those to which it is joined, as far as its row has room. */
    private void spread() {
        for (List<Rows.Spot> row : rows.inOrder()) {
            double x = -row.stream().mapToDouble(spot -> width(spot) + GAP).sum() / 2;
            for (Rows.Spot spot : row) {
                middles.put(spot, x + width(spot) / 2);
                x += width(spot) + GAP;
            }
        }
        for (int pass = 0; pass < PASSES; pass++) {
            List<List<Rows.Spot>> order = new ArrayList<>(rows.inOrder());
            if (pass % 2 == 1) {
                java.util.Collections.reverse(order);
            }
            order.forEach(this::pull);
        }
    }

    private void pull(List<Rows.Spot> row) {
        List<Stretch> stretches = new ArrayList<>();
        double offset = 0;
        for (int i = 0; i < row.size(); i++) {
            if (i > 0) {
                offset += (width(row.get(i - 1)) + width(row.get(i))) / 2 + GAP;
            }
            Stretch last = new Stretch(wish(row.get(i)) - offset, 1);
            while (!stretches.isEmpty() && stretches.get(stretches.size() - 1).at() > last.at()) {
                last = stretches.remove(stretches.size() - 1).and(last);
            }
            stretches.add(last);
        }
        offset = 0;
        int spot = 0;
        for (Stretch stretch : stretches) {
            for (int i = 0; i < stretch.spots(); i++, spot++) {
                if (spot > 0) {
                    offset += (width(row.get(spot - 1)) + width(row.get(spot))) / 2 + GAP;
                }
                middles.put(row.get(spot), stretch.at() + offset);
            }
        }
    }

    /** Spots that stand shoulder to shoulder, and where they would like to be on the whole. */
    private record Stretch(double at, int spots) {

        Stretch and(Stretch next) {
            return new Stretch((at * spots + next.at * next.spots) / (spots + next.spots), spots + next.spots);
        }
    }

    private double wish(Rows.Spot spot) {
        return rows.neighbours(spot).stream()
                .mapToDouble(this::middle)
                .average()
                .orElse(middle(spot));
    }

    private double middle(Rows.Spot spot) {
        return middles.getOrDefault(spot, 0.0);
    }

    private void settle() {
        double left = middles.entrySet().stream()
                .mapToDouble(spot -> spot.getValue() - width(spot.getKey()) / 2)
                .min()
                .orElse(0);
        double right = middles.entrySet().stream()
                .mapToDouble(spot -> spot.getValue() + width(spot.getKey()) / 2)
                .max()
                .orElse(0);
        width = right - left + 2 * MARGIN;
        Map<Rows.Spot, Point> points = new LinkedHashMap<>();
        double top = MARGIN;
        for (List<Rows.Spot> row : rows.inOrder()) {
            List<Place> placed = new ArrayList<>();
            for (Rows.Spot spot : row) {
                if (spot.box() != null) {
                    placed.add(place(spot.box(), middle(spot) - WIDTH / 2 - left + MARGIN, top));
                }
            }
            double bottom = placed.stream().mapToDouble(Place::bottom).max().orElse(top);
            for (Rows.Spot spot : row) {
                points.put(spot, new Point(middle(spot) - left + MARGIN, top, bottom));
            }
            places.addAll(placed);
            top = bottom + BETWEEN_ROWS;
        }
        height = top - BETWEEN_ROWS + MARGIN;
        rows.ways()
                .forEach(way -> ways.add(way.stream()
                        .flatMap(spot -> java.util.stream.Stream.ofNullable(points.get(spot)))
                        .toList()));
    }

    private static Place place(CauseMap.Box box, double x, double y) {
        List<String> head = Lines.of(box.name() + ": " + box.kind(), HEAD * 1.07, ROOM, MOST_LINES);
        List<String> text = Lines.of(box.text(), TEXT, ROOM, MOST_LINES);
        double height = ABOVE + HEAD_LINE * head.size() + TEXT_LINE * text.size() + BELOW;
        return new Place(box, x, y, height, head, text);
    }

    /** Where the first line of a box stands. */
    static double firstLine(Place place) {
        return place.y() + ABOVE + HEAD;
    }

    /** A text in lines that fit. */
    private static final class Lines {
        private Lines() {}

        static List<String> of(String text, double size, double room, int most) {
            List<String> lines = new ArrayList<>();
            String line = "";
            for (String word : text.strip().split("\\s+", -1)) {
                String longer = line.isEmpty() ? word : line + " " + word;
                if (line.isEmpty() || Letters.width(longer, size) <= room) {
                    line = longer;
                } else {
                    lines.add(line);
                    line = word;
                }
            }
            lines.add(line);
            if (lines.size() > most) {
                String rest = String.join(" ", lines.subList(most - 1, lines.size()));
                lines = new ArrayList<>(lines.subList(0, most - 1));
                lines.add(rest);
            }
            return lines.stream().map(one -> Letters.within(one, size, room)).toList();
        }
    }
}
