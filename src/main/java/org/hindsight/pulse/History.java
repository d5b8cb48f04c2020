package org.hindsight.pulse;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hindsight.pulse.detection.Normal;

/** The reports of a service over a stretch of time: what was counted, what was normal, and which state that was. Wants a transaction. */
@ApplicationScoped
class History {

    private static final double TENTHS = 10;

    /** So many steps of answers lie in memory at most. */
    private static final int MOST = 200_000;

    private record Asked(Offer offer, Stretch stretch) {}

    private final Cache<Asked, ReportsView> found = Caffeine.newBuilder()
            .maximumWeight(MOST)
            .weigher((Asked asked, ReportsView view) -> view.steps().size())
            .expireAfterWrite(Portraits.FRESH)
            .build();

    private final Tally tally;
    private final Judge judge;

    History(Tally tally, Judge judge) {
        this.tally = tally;
        this.judge = judge;
    }

    /** As {@link #of(Offer, Stretch)}, found once within a few seconds for all who ask. */
    ReportsView lately(Offer offer, Stretch stretch) {
        return found.get(new Asked(offer, stretch), asked -> of(asked.offer(), asked.stretch()));
    }

    ReportsView of(Offer offer, Stretch stretch) {
        return of(offer, stretch, judge.judge(offer.id(), stretch.first(), stretch.minutes()));
    }

    /**
     * As {@link #of(Offer, Stretch)}.
     *
     * @param judged what was found of that stretch, or of one in which it lies; the state is that at its end
     */
    ReportsView of(Offer offer, Stretch stretch, Judge.Judged judged) {
        Tally.Steps counted = tally.steps(offer.id(), stretch);
        List<ReportsView.StepView> steps = new ArrayList<>();
        for (int i = 0; i < stretch.steps(); i++) {
            int minute = stretch.minute(i);
            int minutes = Math.min(stretch.step(), stretch.end() - minute);
            Tally.Parts parts = counted.each().get(i);
            steps.add(new ReportsView.StepView(
                    Minute.start(minute),
                    parts.sum,
                    judged.knows(minute) ? Math.round(judged.normal(minute, minutes) * TENTHS) / TENTHS : null,
                    judged.state(minute, minutes),
                    new TreeMap<>(parts.platforms),
                    new TreeMap<>(parts.regions),
                    new TreeMap<>(parts.symptoms)));
        }
        Normal normal = judged.last().normal();
        Map<String, Map<String, BigDecimal>> shares = new LinkedHashMap<>();
        shares.put("platform", Tally.shares(counted.whole().platforms));
        shares.put("region", Tally.shares(counted.whole().regions));
        shares.put("symptom", Tally.shares(counted.whole().symptoms));
        return new ReportsView(
                Minute.start(stretch.first()),
                Minute.start(stretch.end()),
                Duration.ofMinutes(stretch.step()).toString(),
                counted.whole().sum,
                tally.refused(offer.id(), stretch.first(), stretch.minutes()),
                judged.last().state(),
                new ReportsView.NormalView(normal.basis(), normal.history().toString()),
                shares,
                steps);
    }
}
