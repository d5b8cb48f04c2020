package org.hindsight.timeline;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.hindsight.platform.web.Wording;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of an incident of which the timeline says nothing.
 *
 * @param after the number of the entry before it
 * @param before the number of the entry that ended it
 */
public record Silence(int after, int before, Duration lasting) {

    /** From here on nothing logged while an incident runs is worth a question. */
    static final Duration SHORTEST = Duration.ofMinutes(30);

    /**
     * The silences of a timeline while its incident ran.
     *
     * @param entries the timeline in order, without retracted ones
     * @param until when it was over; null while it runs
     */
    public static List<Silence> of(List<Occurrence> entries, Instant from, @Nullable Instant until) {
        List<Occurrence> said = entries.stream()
                // What the application itself wrote about a promise breaks no silence.
                .filter(entry -> !Promises.tellsOfAMiss(entry))
                .toList();
        List<Silence> silences = new ArrayList<>();
        for (int i = 1; i < said.size(); i++) {
            Occurrence before = said.get(i - 1);
            Occurrence after = said.get(i);
            Duration silent = Duration.between(before.over(), after.occurredAt());
            boolean running = !before.occurredAt().isBefore(from)
                    && (until == null || !after.occurredAt().isAfter(until));
            if (running && silent.compareTo(SHORTEST) > 0) {
                silences.add(new Silence(before.no(), after.no(), silent));
            }
        }
        return silences;
    }

    /** "Nothing is recorded for 47 min between #3 and #4." */
    public String inWords() {
        return "Nothing is recorded for " + Wording.spoken(lasting) + " between #" + after + " and #" + before + ".";
    }
}
