package org.hindsight.investigation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How one cause leads to another, by way of what each of them explains. */
final class Chain {

    private Chain() {}

    /** The numbers of the causes on the shortest way from one to the other, both ends included; empty when there is none. */
    static List<Integer> between(Collection<Cause> causes, int from, int to) {
        Map<Integer, Cause> known = new LinkedHashMap<>();
        causes.forEach(cause -> known.put(cause.no, cause));
        Map<Integer, Integer> before = new HashMap<>(Map.of(from, from));
        Deque<Integer> open = new ArrayDeque<>(List.of(from));
        while (!open.isEmpty()) {
            int no = open.remove();
            if (no == to) {
                return back(before, from, to);
            }
            Cause cause = known.get(no);
            if (cause != null) {
                for (Effect effect : cause.effects) {
                    if (effect.cause != null && before.putIfAbsent(effect.cause, no) == null) {
                        open.add(effect.cause);
                    }
                }
            }
        }
        return List.of();
    }

    private static List<Integer> back(Map<Integer, Integer> before, int from, int to) {
        List<Integer> way = new ArrayList<>(List.of(to));
        while (way.get(0) != from) {
            way.add(0, before.getOrDefault(way.get(0), from));
        }
        return way;
    }

    /** "[cause 3] already explains [cause 1] by way of [cause 2]". */
    static String told(List<Integer> way) {
        String ends = name(way.get(0)) + " already explains " + name(way.get(way.size() - 1));
        List<String> between =
                way.subList(1, way.size() - 1).stream().map(Chain::name).toList();
        return between.isEmpty() ? ends : ends + " by way of " + String.join(", then ", between);
    }

    private static String name(int cause) {
        return "[cause " + cause + "]";
    }
}
