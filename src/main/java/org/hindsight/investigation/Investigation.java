package org.hindsight.investigation;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.hindsight.incident.Incident;
import org.jspecify.annotations.Nullable;

/**
 * Everything that was found out about an incident, for those who only read it: each list by number,
 * without what was retracted, now ({@code asKnownAt} null) or as it was known at an instant (inclusive).
 */
@ApplicationScoped
public class Investigation {

    private final Symptoms symptoms;
    private final Causes causes;
    private final Impacts impacts;
    private final Workarounds workarounds;
    private final Signals signals;

    Investigation(Symptoms symptoms, Causes causes, Impacts impacts, Workarounds workarounds, Signals signals) {
        this.symptoms = symptoms;
        this.causes = causes;
        this.impacts = impacts;
        this.workarounds = workarounds;
        this.signals = signals;
    }

    public List<SymptomView> symptoms(Incident incident, @Nullable Instant asKnownAt) {
        return symptoms.all(incident, asKnownAt);
    }

    public List<CauseView> causes(Incident incident, @Nullable Instant asKnownAt) {
        return causes.all(incident, asKnownAt);
    }

    public List<ImpactView> impacts(Incident incident, @Nullable Instant asKnownAt) {
        return impacts.all(incident, asKnownAt);
    }

    /** The samples behind those of these metrics that have any, by their numbers, as they are now. */
    public Map<Integer, List<Sample>> series(Incident incident, Collection<ImpactView> metrics) {
        return impacts.series(incident, metrics);
    }

    public List<WorkaroundView> workarounds(Incident incident, @Nullable Instant asKnownAt) {
        return workarounds.all(incident, asKnownAt);
    }

    public List<SignalView> signals(Incident incident, @Nullable Instant asKnownAt) {
        return signals.all(incident, asKnownAt);
    }
}
