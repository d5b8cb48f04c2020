package org.hindsight.pulse;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.hindsight.incident.IncidentView;
import org.hindsight.incident.MilestoneName;
import org.hindsight.incident.MilestoneView;
import org.hindsight.platform.drawing.Mark;
import org.hindsight.pulse.curve.Curve;
import org.jspecify.annotations.Nullable;

/** Finds what users reported of the services of an incident, for everybody who asks within a few seconds once. Wants a transaction. */
@ApplicationScoped
public class IncidentPulse {

    private static final Duration AROUND = Duration.ofHours(1);
    private static final int MOST = 500;

    /** One service in one stretch of time; the incident goes from a first minute to the one after its last. */
    private record Asked(
            Offer offer,
            Stretch stretch,
            int first,
            int end,
            List<Mark> marks,
            Curve.@Nullable Window window,
            List<Curve.Quote> quotes) {}

    private final Cache<Asked, Optional<Reported>> found = Caffeine.newBuilder()
            .maximumSize(MOST)
            .expireAfterWrite(Portraits.FRESH)
            .build();

    private final Offers offers;
    private final History history;
    private final Tally tally;

    IncidentPulse(Offers offers, History history, Tally tally) {
        this.offers = offers;
        this.history = history;
        this.tally = tally;
    }

    /**
     * What was reported of each service, where anything was: as it was counted by then, in whole minutes.
     *
     * @param incident as it is known by then
     * @param by nothing that came later is told
     * @param quotes what was said elsewhere, as it is known by then
     */
    public List<Reported> of(IncidentView incident, Instant by, List<Curve.Quote> quotes) {
        if (incident.services().isEmpty()) {
            return List.of();
        }
        Instant until = by.truncatedTo(ChronoUnit.MINUTES);
        Map<MilestoneName, MilestoneView> milestones = incident.milestones();
        Instant began = milestones.containsKey(MilestoneName.IMPACT_STARTED)
                ? milestones.get(MilestoneName.IMPACT_STARTED).at()
                : incident.declaredAt();
        if (!began.minus(AROUND).isBefore(until)) {
            return List.of();
        }
        Optional<Instant> over = over(incident).map(at -> at.isBefore(began) ? began : at);
        Instant lasted = over.filter(at -> at.isBefore(until)).orElse(until);
        Instant drawn =
                over.map(at -> at.plus(AROUND)).filter(at -> at.isBefore(until)).orElse(until);
        Stretch stretch = Stretch.between(began.minus(AROUND), drawn);
        int first = Minute.of(began);
        int end = Math.min(Minute.of(drawn), Math.max(first + 1, Minute.of(lasted.plusSeconds(59))));
        Curve.@Nullable Window window = began.isBefore(until)
                ? new Curve.Window(began, over.filter(at -> !at.isAfter(until)).orElse(null), incident.ref())
                : null;
        List<Mark> marks = milestones.entrySet().stream()
                .map(milestone -> milestone.getValue().mark(milestone.getKey()))
                .toList();
        return incident.services().stream()
                .flatMap(slug -> offers.ready(slug).or(() -> Offers.of(slug)).stream())
                .map(offer -> new Asked(offer, stretch, first, end, marks, window, quotes))
                .flatMap(asked -> found.get(asked, this::find).stream())
                .toList();
    }

    /** When it was over; of one that nobody says it of, the last that is known of it. */
    private static Optional<Instant> over(IncidentView incident) {
        MilestoneView resolved = incident.milestones().get(MilestoneName.RESOLVED);
        if (resolved != null) {
            return Optional.of(resolved.at());
        }
        return incident.status().ongoing()
                ? Optional.empty()
                : Stream.concat(
                                Stream.of(incident.declaredAt()),
                                incident.milestones().values().stream().map(MilestoneView::at))
                        .max(Comparator.naturalOrder());
    }

    private Optional<Reported> find(Asked asked) {
        Offer offer = asked.offer();
        Stretch stretch = asked.stretch();
        if (tally.totals(offer.id(), stretch.first(), stretch.minutes(), 1)[0] == 0) {
            return Optional.empty();
        }
        Curve counted = Portraits.curve(offer, history.of(offer, stretch));
        Curve curve = new Curve(
                counted.subject(), counted.step(), counted.steps(), asked.marks(), asked.window(), asked.quotes());
        return Optional.of(new Reported(
                offer.slug(),
                offer.name(),
                tally.counted(offer.id(), asked.first(), asked.end()),
                curve,
                curve.figure("reports-" + offer.slug())));
    }
}
