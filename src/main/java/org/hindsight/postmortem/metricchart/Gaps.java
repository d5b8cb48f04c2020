package org.hindsight.postmortem.metricchart;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.hindsight.investigation.Sample;

/** Where samples are missing: what happened there nobody measured, so that no line may lead across. */
record Gaps(Duration tolerated, List<Gap> gaps) {

    /** Up to so many times the usual distance, samples belong together. */
    private static final int TOLERATED = 3;

    /** From the last sample before it to the first one after it. */
    record Gap(Instant from, Instant to) {
        Duration length() {
            return Duration.between(from, to);
        }
    }

    static Gaps of(List<Sample> samples) {
        List<Gap> distances = new ArrayList<>();
        for (int i = 1; i < samples.size(); i++) {
            distances.add(new Gap(samples.get(i - 1).at(), samples.get(i).at()));
        }
        List<Duration> lengths = distances.stream().map(Gap::length).sorted().toList();
        Duration usual = lengths.isEmpty() ? Duration.ZERO : lengths.get(lengths.size() / 2);
        Duration tolerated = usual.multipliedBy(TOLERATED);
        return new Gaps(
                tolerated,
                distances.stream()
                        .filter(distance -> distance.length().compareTo(tolerated) > 0)
                        .toList());
    }

    boolean between(Sample sample, Sample next) {
        return Duration.between(sample.at(), next.at()).compareTo(tolerated) > 0;
    }

    Optional<Gap> longest() {
        return gaps.stream().min(Comparator.comparing(Gap::length).reversed());
    }
}
