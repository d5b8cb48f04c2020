package org.hindsight.postmortem.metricchart;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import org.hindsight.investigation.Sample;

/** Samples that are drawn, or told, as one: its lowest and its highest are kept, so that no spike is lost. */
record Column(List<Sample> samples) {

    /** Samples next to each other that have the same place, each place as a column. */
    static List<Column> of(List<Sample> samples, ToLongFunction<Instant> place) {
        List<Column> columns = new ArrayList<>();
        int from = 0;
        for (int i = 1; i <= samples.size(); i++) {
            if (i == samples.size()
                    || place.applyAsLong(samples.get(i).at())
                            != place.applyAsLong(samples.get(from).at())) {
                columns.add(new Column(samples.subList(from, i)));
                from = i;
            }
        }
        return columns;
    }

    static Sample lowest(List<Sample> samples) {
        Sample lowest = samples.get(0);
        for (Sample sample : samples) {
            lowest = sample.value() < lowest.value() ? sample : lowest;
        }
        return lowest;
    }

    static Sample highest(List<Sample> samples) {
        Sample highest = samples.get(0);
        for (Sample sample : samples) {
            highest = sample.value() > highest.value() ? sample : highest;
        }
        return highest;
    }

    Sample lowest() {
        return lowest(samples);
    }

    Sample highest() {
        return highest(samples);
    }

    Sample first() {
        return samples.get(0);
    }

    Sample last() {
        return samples.get(samples.size() - 1);
    }

    /** Where a line goes that, no wider than the column, looks as if it went through every sample. */
    List<Sample> corners() {
        Sample lowest = lowest();
        Sample highest = highest();
        boolean falls = highest.at().isBefore(lowest.at());
        return List.of(first(), falls ? highest : lowest, falls ? lowest : highest, last()).stream()
                .distinct()
                .toList();
    }
}
