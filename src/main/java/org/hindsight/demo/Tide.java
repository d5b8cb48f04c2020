package org.hindsight.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Random;

/**
 * The user reports of a service before, during and after an outage, made up after a few facts: how many there usually are,
 * how high they rose and how fast, and which part of them speaks of what. The same facts always make the same reports.
 *
 * @param service its slug
 * @param from when the counting began
 * @param to when it ended
 * @param night reports a minute when most people sleep
 * @param evening reports a minute when most people listen
 * @param rise when the outage began
 * @param within how long it took to the height
 * @param height reports a minute at the height
 * @param ebb after how long a third of them is left
 * @param platforms what part speaks of which, in per cent; likewise the others
 */
record Tide(
        String service,
        Instant from,
        Instant to,
        double night,
        double evening,
        Instant rise,
        Duration within,
        double height,
        Duration ebb,
        Map<String, Integer> platforms,
        Map<String, Integer> regions,
        Map<String, Integer> symptoms) {

    private static final int MINUTE = 60;
    private static final double QUIETEST_HOUR = 4;
    private static final double WHOLE = 100;

    /** More than so many are divided by their parts; fewer speak of one of them each. */
    private static final long MANY = 60;

    /** As a series that can be brought in. */
    String csv() {
        Random chance = new Random(service.hashCode());
        StringBuilder csv = new StringBuilder("time,count,platform,region,symptom\n");
        for (Instant at = from; at.isBefore(to); at = at.plusSeconds(MINUTE)) {
            double expected = usual(at) + outage(at);
            long reports = Math.max(0, Math.round(expected + chance.nextGaussian() * Math.sqrt(expected)));
            if (reports > MANY) {
                divide(csv, at, reports, chance);
            } else if (reports > 0) {
                line(csv, at, reports, pick(platforms, chance), pick(regions, chance), pick(symptoms, chance));
            }
        }
        return csv.toString();
    }

    private double usual(Instant at) {
        double hour = at.atOffset(ZoneOffset.UTC).toLocalTime().toSecondOfDay() / 3600.0;
        double day = (1 - Math.cos((hour - QUIETEST_HOUR) / 24 * 2 * Math.PI)) / 2;
        return night + (evening - night) * day;
    }

    private double outage(Instant at) {
        if (at.isBefore(rise)) {
            return 0;
        }
        double since = Duration.between(rise, at).toSeconds();
        double rising = within.toSeconds();
        return since < rising
                ? height * Math.pow(since / rising, 2)
                : height * Math.exp(-(since - rising) / ebb.toSeconds());
    }

    private void divide(StringBuilder csv, Instant at, long reports, Random chance) {
        for (Map.Entry<String, Integer> platform : platforms.entrySet()) {
            for (Map.Entry<String, Integer> region : regions.entrySet()) {
                long part = Math.round(reports * (platform.getValue() / WHOLE) * (region.getValue() / WHOLE));
                if (part > 0) {
                    line(csv, at, part, platform.getKey(), region.getKey(), pick(symptoms, chance));
                }
            }
        }
    }

    private static String pick(Map<String, Integer> parts, Random chance) {
        int place = chance.nextInt((int) WHOLE);
        String picked = "";
        for (Map.Entry<String, Integer> part : parts.entrySet()) {
            picked = part.getKey();
            place -= part.getValue();
            if (place < 0) {
                break;
            }
        }
        return picked;
    }

    private static void line(
            StringBuilder csv, Instant at, long count, String platform, String region, String symptom) {
        csv.append(at)
                .append(',')
                .append(count)
                .append(',')
                .append(platform)
                .append(',')
                .append(region);
        csv.append(',').append(symptom).append('\n');
    }
}
