package org.hindsight.pulse;

import io.quarkus.qute.TemplateData;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.hindsight.incident.Platform;
import org.hindsight.platform.web.Wording;
import org.jspecify.annotations.Nullable;

/** How many reports came in a stretch of time, and of what they speak. */
public record Counted(List<Kind> kinds) {

    /**
     * The reports that say the same; what they do not say is empty.
     *
     * @param platform the name of a {@link Platform}
     */
    record Kind(String platform, String region, String symptom, long reports) {}

    /** How the reports divide: {@code By platform}. */
    @TemplateData
    public record Share(String title, List<Part> parts) {}

    /**
     * One part of them.
     *
     * @param key as a report says it: {@code MOBILE}
     * @param name as people say it: {@code Mobile}
     * @param percent of all that say which one they are, with one decimal
     */
    @TemplateData
    public record Part(String key, String name, BigDecimal percent, long count) {

        /** Without a zero that says nothing: 65.1, 10. */
        public String percentage() {
            return percent.stripTrailingZeros().toPlainString();
        }
    }

    /**
     * A part of the reports with its basis.
     *
     * @param percent with one decimal
     * @param outOf how many reports say what was asked for
     */
    public record Portion(BigDecimal percent, long count, long outOf) {

        /** 65 % of 34,210 counted reports */
        public String spoken() {
            return Wording.grouped(percent) + "\u00a0% of " + Wording.grouped(outOf) + " counted reports";
        }
    }

    public Counted {
        kinds = List.copyOf(kinds);
    }

    /** These reports and others. */
    public Counted and(Counted others) {
        List<Kind> both = new ArrayList<>(kinds);
        both.addAll(others.kinds);
        return new Counted(both);
    }

    public long total() {
        return sum(kind -> true);
    }

    /** By platform, region and symptom, as far as reports say them; the largest parts first. */
    public List<Share> shares() {
        return shares(parts(Kind::platform), parts(Kind::region), parts(Kind::symptom));
    }

    private Map<String, Long> parts(Function<Kind, String> said) {
        Map<String, Long> counts = new TreeMap<>();
        kinds.stream()
                .filter(kind -> !said.apply(kind).isEmpty())
                .forEach(kind -> counts.merge(said.apply(kind), kind.reports(), Long::sum));
        return counts;
    }

    static List<Share> shares(Map<String, Long> platforms, Map<String, Long> regions, Map<String, Long> symptoms) {
        List<Share> shares = new ArrayList<>();
        share(shares, "By platform", platforms);
        share(shares, "By region", regions);
        share(shares, "By symptom", symptoms);
        return shares;
    }

    private static void share(List<Share> shares, String title, Map<String, Long> counts) {
        if (!counts.isEmpty()) {
            List<Part> parts = new ArrayList<>();
            for (Map.Entry<String, BigDecimal> part : Tally.shares(counts).entrySet()) {
                long count = counts.getOrDefault(part.getKey(), 0L);
                parts.add(new Part(part.getKey(), named(part.getKey()), part.getValue(), count));
            }
            shares.add(new Share(title, parts));
        }
    }

    /** A platform in words; regions and symptoms are words already. */
    static String named(String name) {
        for (Platform platform : Platform.values()) {
            if (platform.name().equals(name)) {
                return Wording.words(platform);
            }
        }
        return name;
    }

    /**
     * What part of the reports speaks of this, out of those that say as much. Nothing where none does, and where nothing
     * that is asked for is something that reports say.
     *
     * @param symptom the words; others than those of a report do not count as asked for
     */
    public Optional<Portion> portion(@Nullable Platform platform, List<String> regions, String symptom) {
        boolean listed = kinds.stream().anyMatch(kind -> kind.symptom().equals(symptom));
        if (platform == null && regions.isEmpty() && !listed) {
            return Optional.empty();
        }
        Predicate<Kind> says = kind -> (platform == null || !kind.platform().isEmpty())
                && (regions.isEmpty() || !kind.region().isEmpty())
                && (!listed || !kind.symptom().isEmpty());
        Predicate<Kind> same = kind -> (platform == null || kind.platform().equals(platform.name()))
                && (regions.isEmpty() || regions.contains(kind.region()))
                && (!listed || kind.symptom().equals(symptom));
        long count = sum(same);
        long outOf = sum(says);
        return count == 0
                ? Optional.empty()
                : Optional.of(new Portion(
                        BigDecimal.valueOf(count * 100).divide(BigDecimal.valueOf(outOf), 1, RoundingMode.HALF_UP),
                        count,
                        outOf));
    }

    private long sum(Predicate<Kind> which) {
        return kinds.stream().filter(which).mapToLong(Kind::reports).sum();
    }
}
