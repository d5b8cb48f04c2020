package org.hindsight.postmortem;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hindsight.postmortem.References.Citation;
import org.hindsight.postmortem.References.Thing;

/** What explains what, as far as the facts tell it: causes, and the causes and entries that they helped to bring about. */
final class Causation {

    /** As many ways back to a deepest cause as a reader will follow. */
    static final int MOST_CHAINS = 12;

    /**
     * From an outcome back to a deepest cause.
     *
     * @param whys the causes, each of which explains what stands before it
     */
    record Chain(Citation outcome, List<Citation> whys) {
        Citation deepest() {
            return whys.get(whys.size() - 1);
        }
    }

    private final Facts facts;
    private final Map<Citation, List<Citation>> effects = new LinkedHashMap<>();
    private final Map<Citation, List<Citation>> causes = new LinkedHashMap<>();

    private Causation(Facts facts, List<Facts.Cause> among) {
        this.facts = facts;
        for (Facts.Cause cause : among) {
            for (Facts.Effect effect : cause.effects()) {
                Integer no = effect.cause();
                Integer entry = effect.entry();
                if (no != null && among.stream().anyMatch(other -> other.no() == no)) {
                    join(cause, new Citation(Thing.CAUSE, no));
                } else if (entry != null && facts.entry(entry).isPresent()) {
                    join(cause, new Citation(Thing.ENTRY, entry));
                }
            }
        }
    }

    private void join(Facts.Cause cause, Citation effect) {
        Citation from = new Citation(Thing.CAUSE, cause.no());
        effects.computeIfAbsent(from, none -> new ArrayList<>()).add(effect);
        causes.computeIfAbsent(effect, none -> new ArrayList<>()).add(from);
    }

    static Causation of(Facts facts) {
        return new Causation(facts, facts.causes());
    }

    /** What is ruled out explains nothing. */
    static Causation withoutRuledOut(Facts facts) {
        return new Causation(
                facts,
                facts.causes().stream().filter(cause -> !cause.ruledOut()).toList());
    }

    boolean nothing() {
        return effects.isEmpty();
    }

    /** Everything that explains or is explained: causes by number, then entries by number. */
    List<Citation> things() {
        Set<Citation> things = new LinkedHashSet<>(effects.keySet());
        things.addAll(causes.keySet());
        return things.stream()
                .sorted(Comparator.comparing((Citation thing) -> thing.thing() == Thing.ENTRY)
                        .thenComparing(Citation::no))
                .toList();
    }

    /** What a cause helped to bring about. */
    List<Citation> effects(Citation cause) {
        return effects.getOrDefault(cause, List.of());
    }

    private List<Citation> causes(Citation effect) {
        return causes.getOrDefault(effect, List.of());
    }

    /** Causes that nothing explains. */
    List<Citation> deepest() {
        return things().stream().filter(thing -> causes(thing).isEmpty()).toList();
    }

    /** What is explained and explains nothing more: entries first, for they are what happened. */
    private List<Citation> outcomes() {
        return things().stream()
                .filter(thing -> effects(thing).isEmpty())
                .sorted(Comparator.comparing(thing -> thing.thing() != Thing.ENTRY))
                .toList();
    }

    /** How many ways there are from an outcome back to a deepest cause. */
    long count() {
        Map<Citation, Long> counted = new LinkedHashMap<>();
        return outcomes().stream().mapToLong(outcome -> count(outcome, counted)).reduce(0, Causation::sum);
    }

    private long count(Citation from, Map<Citation, Long> counted) {
        Long known = counted.get(from);
        if (known != null) {
            return known;
        }
        long ways = causes(from).isEmpty()
                ? 1
                : causes(from).stream()
                        .mapToLong(cause -> count(cause, counted))
                        .reduce(0, Causation::sum);
        counted.put(from, ways);
        return ways;
    }

    private static long sum(long one, long other) {
        return Math.min(Integer.MAX_VALUE, one + other);
    }

    /**
     * The ways from each outcome back to a deepest cause, {@link #MOST_CHAINS} at the most: of each outcome first
     * those that end in a latent condition, then the longer ones.
     */
    List<Chain> chains() {
        List<Chain> chains = new ArrayList<>();
        for (Citation outcome : outcomes()) {
            List<Chain> own = new ArrayList<>();
            follow(outcome, outcome, new ArrayList<>(), own);
            own.sort(Comparator.comparing((Chain chain) -> !latent(chain.deepest()))
                    .thenComparing(chain -> -chain.whys().size()));
            chains.addAll(own);
        }
        return chains.subList(0, Math.min(MOST_CHAINS, chains.size()));
    }

    private void follow(Citation outcome, Citation at, List<Citation> whys, List<Chain> found) {
        if (causes(at).isEmpty()) {
            found.add(new Chain(outcome, List.copyOf(whys)));
            return;
        }
        for (Citation cause : causes(at)) {
            if (found.size() < MOST_CHAINS) {
                whys.add(cause);
                follow(outcome, cause, whys, found);
                whys.remove(whys.size() - 1);
            }
        }
    }

    /** Whether it is a condition that had been there before: where asking why may end. */
    boolean latent(Citation cause) {
        return cause.thing() == Thing.CAUSE
                && facts.cause(cause.no())
                        .filter(known -> "LATENT_CONDITION".equals(known.part()))
                        .isPresent();
    }
}
