package org.hindsight.postmortem.causemap;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Which box stands in which row, and in which order. Rows follow from the longest way to an outcome, at most
 * {@link #MOST} boxes each; their order from the mean place of what each box is joined to, kept where fewest arrows
 * cross.
 */
final class Rows {

    /** How many boxes a page has room for beside each other. */
    static final int MOST = 4;

    private static final int SWEEPS = 12;

    /**
     * A place in a row.
     *
     * @param box null where only an arrow passes between the boxes
     */
    record Spot(int no, CauseMap.@Nullable Box box) {}

    /** A piece of an arrow, from a row to the next. */
    private record Piece(Spot above, Spot below) {}

    private final Map<String, CauseMap.Box> boxes = new LinkedHashMap<>();
    private final Set<CauseMap.Arrow> arrows;
    private final List<List<Spot>> rows = new ArrayList<>();
    private final List<List<Spot>> ways = new ArrayList<>();
    private final List<Piece> pieces = new ArrayList<>();
    private int spots;

    private Rows(CauseMap map) {
        map.boxes().forEach(box -> boxes.put(box.id(), box));
        this.arrows = new LinkedHashSet<>(map.arrows());
    }

    static Rows of(CauseMap map) {
        Rows rows = new Rows(map);
        rows.fill(rows.heights());
        rows.order();
        return rows;
    }

    /** From top to bottom, each from left to right. */
    List<List<Spot>> inOrder() {
        return rows;
    }

    /** The spots that each arrow visits, one in each row from its first to its last. */
    List<List<Spot>> ways() {
        return ways;
    }

    /** The spots to which one is joined. */
    List<Spot> neighbours(Spot spot) {
        List<Spot> neighbours = new ArrayList<>(above(spot));
        neighbours.addAll(below(spot));
        return neighbours;
    }

    private List<Spot> above(Spot spot) {
        return pieces.stream()
                .filter(piece -> piece.below().equals(spot))
                .map(Piece::above)
                .toList();
    }

    private List<Spot> below(Spot spot) {
        return pieces.stream()
                .filter(piece -> piece.above().equals(spot))
                .map(Piece::below)
                .toList();
    }

    /** How many rows above the last one each box stands: outcomes first, then whatever has all its effects placed. */
    private Map<String, Integer> heights() {
        Map<String, Integer> heights = new LinkedHashMap<>();
        Map<Integer, Integer> taken = new LinkedHashMap<>();
        Deque<String> ready = new ArrayDeque<>();
        boxes.keySet().stream().filter(id -> effects(id).isEmpty()).forEach(ready::add);
        while (!ready.isEmpty()) {
            String id = ready.remove();
            int height = effects(id).stream()
                    .mapToInt(effect -> heights.getOrDefault(effect, 0) + 1)
                    .max()
                    .orElse(0);
            while (taken.getOrDefault(height, 0) == MOST) {
                height++;
            }
            taken.merge(height, 1, Integer::sum);
            heights.put(id, height);
            arrows.stream()
                    .filter(arrow -> arrow.to().equals(id))
                    .map(CauseMap.Arrow::from)
                    .filter(cause -> heights.keySet().containsAll(effects(cause)))
                    .forEach(ready::add);
        }
        if (heights.size() < boxes.size()) {
            throw new IllegalArgumentException("The causes explain each other in a circle");
        }
        return heights;
    }

    private List<String> effects(String cause) {
        return arrows.stream()
                .filter(arrow -> arrow.from().equals(cause))
                .map(CauseMap.Arrow::to)
                .toList();
    }

    private void fill(Map<String, Integer> heights) {
        int highest = heights.values().stream().mapToInt(height -> height).max().orElse(0);
        IntStream.rangeClosed(0, highest).forEach(row -> rows.add(new ArrayList<>()));
        Map<String, Spot> spotOf = new LinkedHashMap<>();
        boxes.forEach((id, box) -> spotOf.put(id, put(highest - heights.getOrDefault(id, 0), box)));
        for (CauseMap.Arrow arrow : arrows) {
            Spot from = spotOf.get(arrow.from());
            Spot to = spotOf.get(arrow.to());
            if (from != null && to != null) {
                join(from, to);
            }
        }
    }

    private Spot put(int row, CauseMap.@Nullable Box box) {
        Spot spot = new Spot(spots++, box);
        rows.get(row).add(spot);
        return spot;
    }

    private void join(Spot from, Spot to) {
        List<Spot> way = new ArrayList<>(List.of(from));
        for (int row = row(from) + 1; row < row(to); row++) {
            way.add(put(row, null));
        }
        way.add(to);
        for (int i = 1; i < way.size(); i++) {
            pieces.add(new Piece(way.get(i - 1), way.get(i)));
        }
        ways.add(way);
    }

    private int row(Spot spot) {
        return IntStream.range(0, rows.size())
                .filter(row -> rows.get(row).contains(spot))
                .findFirst()
                .orElseThrow();
    }

    private void order() {
        List<List<Spot>> best = copy();
        long fewest = crossings();
        for (int sweep = 0; sweep < SWEEPS && fewest > 0; sweep++) {
            if (sweep % 2 == 0) {
                for (int row = 1; row < rows.size(); row++) {
                    sort(row, row - 1);
                }
            } else {
                for (int row = rows.size() - 2; row >= 0; row--) {
                    sort(row, row + 1);
                }
            }
            long crossings = crossings();
            if (crossings < fewest) {
                fewest = crossings;
                best = copy();
            }
        }
        rows.clear();
        rows.addAll(best);
    }

    private List<List<Spot>> copy() {
        return new ArrayList<>(rows.stream().map(List::copyOf).toList());
    }

    /** Sorts a row by where the spots of the row beside it stand to which its own are joined. */
    private void sort(int row, int beside) {
        List<Spot> fixed = rows.get(beside);
        List<Spot> moving = rows.get(row);
        Map<Spot, Double> wish = new LinkedHashMap<>();
        for (Spot spot : moving) {
            OptionalDouble mean = (beside < row ? above(spot) : below(spot))
                    .stream().mapToInt(fixed::indexOf).average();
            wish.put(spot, mean.orElse(moving.indexOf(spot)));
        }
        List<Spot> sorted = new ArrayList<>(moving);
        sorted.sort(Comparator.comparingDouble(spot -> wish.getOrDefault(spot, 0.0)));
        rows.set(row, sorted);
    }

    private long crossings() {
        long crossings = 0;
        for (int row = 1; row < rows.size(); row++) {
            List<Spot> upper = rows.get(row - 1);
            List<Spot> lower = rows.get(row);
            List<int[]> ends = pieces.stream()
                    .filter(piece -> upper.contains(piece.above()))
                    .map(piece -> new int[] {upper.indexOf(piece.above()), lower.indexOf(piece.below())})
                    .toList();
            for (int[] one : ends) {
                crossings += ends.stream()
                        .filter(other -> one[0] < other[0] && one[1] > other[1])
                        .count();
            }
        }
        return crossings;
    }
}
