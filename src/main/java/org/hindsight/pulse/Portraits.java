package org.hindsight.pulse;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.hindsight.platform.web.Wording;
import org.hindsight.pulse.curve.Curve;
import org.hindsight.pulse.curve.Figure;
import org.hindsight.pulse.detection.Normal;
import org.hindsight.pulse.detection.State;

/** Gathers what the page of a service shows, for everybody who asks within a few seconds once. Wants a transaction. */
@ApplicationScoped
class Portraits {

    /** How old a page may be. */
    static final Duration FRESH = Duration.ofSeconds(5);

    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration WEEK = Duration.ofDays(7);
    private static final int OF_DAY = 5;
    private static final int OF_WEEK = 60;
    private static final int LATELY = 15;

    private final Cache<Offer, Portrait> made =
            Caffeine.newBuilder().maximumSize(500).expireAfterWrite(FRESH).build();

    private final History history;
    private final Tally tally;
    private final Judge judge;
    private final List<Advice> advice;
    private final List<Announcements> announcements;
    private final Clock clock;

    Portraits(
            History history,
            Tally tally,
            Judge judge,
            @All List<Advice> advice,
            @All List<Announcements> announcements,
            Clock clock) {
        this.history = history;
        this.tally = tally;
        this.judge = judge;
        this.advice = advice;
        this.announcements = announcements;
        this.clock = clock;
    }

    Portrait of(Offer offer) {
        return made.get(offer, this::make);
    }

    private Portrait make(Offer offer) {
        Instant now = clock.instant();
        int minute = Minute.of(now);
        Stretch day = Stretch.last(DAY, OF_DAY, now);
        Stretch week = Stretch.last(WEEK, OF_WEEK, now);
        Judge.Judged judged = judge.judge(offer.id(), week.first(), minute + 1 - week.first());
        State state = judged.last().state();
        Tally.Parts parts = tally.steps(offer.id(), day).whole();
        List<Advice.Tip> tips =
                advice.stream().flatMap(room -> room.tips(offer.id()).stream()).toList();
        return new Portrait(
                offer,
                now,
                state,
                state == State.NORMAL ? null : judged.since().orElse(null),
                word(state),
                lately(offer, minute, judged),
                known(judged.last().normal()),
                figure(offer, day, judged, "day"),
                figure(offer, week, judged, "week"),
                shares(parts),
                tips.stream().filter(tip -> tip.worth() != Advice.Worth.HARMFUL).toList(),
                tips.stream().filter(tip -> tip.worth() == Advice.Worth.HARMFUL).toList(),
                announcements.stream()
                        .flatMap(room -> room.of(offer.id()).stream())
                        .toList());
    }

    static String word(State state) {
        return switch (state) {
            case NORMAL -> "Normal";
            case ELEVATED -> "Elevated";
            case OUTAGE -> "Outage";
        };
    }

    private String lately(Offer offer, int minute, Judge.Judged judged) {
        long seen = 0;
        for (long count : tally.totals(offer.id(), minute - LATELY, 1, LATELY)) {
            seen += count;
        }
        double normal = judged.normal(minute - LATELY, LATELY);
        String usual = !judged.knows(minute - 1)
                ? "what is normal is not known yet"
                : normal < 1
                        ? "hardly any would be normal"
                        : "about " + Wording.grouped(Math.round(normal)) + " would be normal";
        return Wording.counted(Math.toIntExact(seen), "report", "reports") + " in the last " + LATELY + " minutes; "
                + usual + ".";
    }

    private static String known(Normal normal) {
        return switch (normal.basis()) {
            case WEEKS -> "What is normal is known from the same hours of earlier weeks.";
            case DAYS ->
                "What is normal is known from the same hours of the days before: there are no weeks to compare yet.";
            case HOURS ->
                "What is normal is still being learned, from the last hours only (" + Wording.spoken(normal.history())
                        + " so far).";
            case NOTHING ->
                "What is normal is not known yet: too few reports were counted so far. The state is a guess.";
        };
    }

    private Figure figure(Offer offer, Stretch stretch, Judge.Judged judged, String key) {
        return curve(offer, history.of(offer, stretch, judged)).figure(key);
    }

    static Curve curve(Offer offer, ReportsView view) {
        List<Curve.Step> steps = view.steps().stream()
                .map(step -> new Curve.Step(step.at(), step.count(), step.baseline(), step.state()))
                .toList();
        return new Curve(offer.name(), Duration.parse(view.step()), steps, List.of(), null);
    }

    private static List<Counted.Share> shares(Tally.Parts parts) {
        return Counted.shares(parts.platforms, parts.regions, parts.symptoms);
    }
}
