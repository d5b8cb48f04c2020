package org.hindsight.pulse.detection;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("plain")
class SumsTest {

    @Test
    void tellsOfAnyStretchWhatAddingUpWouldTell() {
        Random chance = new Random(1);
        Sums sums = new Sums();
        List<Double> values = new ArrayList<>();
        for (int i = 0; i < 5000; i++) {
            double value = chance.nextInt(4) == 0 ? Double.NaN : chance.nextInt(50);
            values.add(value);
            if (Double.isNaN(value)) {
                sums.addMissing();
            } else {
                sums.add(value);
            }
            if (chance.nextInt(200) == 0) {
                int from = Math.max(0, i - chance.nextInt(30));
                sums.drop(from);
                values.subList(from, i + 1).replaceAll(dropped -> Double.NaN);
            }
            int from = chance.nextInt(i + 2) - 1;
            int to = from + chance.nextInt(40);
            double[] present = values.subList(Math.max(0, from), Math.max(0, Math.min(to, i + 1))).stream()
                    .mapToDouble(Double::doubleValue)
                    .filter(there -> !Double.isNaN(there))
                    .toArray();
            assertEquals(present.length, sums.count(from, to));
            assertEquals(DoubleStream.of(present).sum(), sums.sum(from, to), 1e-6);
            assertEquals(dispersion(present), sums.dispersion(from, to), 1e-6);
        }
    }

    private static double dispersion(double[] values) {
        double mean = DoubleStream.of(values).average().orElse(0);
        if (values.length < 2 || mean == 0) {
            return 1;
        }
        double squares = DoubleStream.of(values)
                .map(value -> (value - mean) * (value - mean))
                .sum();
        return Math.max(1, squares / (values.length - 1) / mean);
    }
}
