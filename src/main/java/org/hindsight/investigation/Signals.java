package org.hindsight.investigation;

import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.util.List;
import org.hindsight.account.Caller;
import org.hindsight.incident.Journal;
import org.hindsight.incident.Kind;
import org.hindsight.incident.record.Register;
import org.hindsight.pulse.curve.Curve;

/** What people outside said about an incident. */
@Singleton
public class Signals extends Register<Signal, NewSignal, SignalView> {

    Signals(Journal journal, Caller caller, EntityManager database) {
        super(Kind.SIGNAL, Signal.class, NewSignal.class, SignalView.class, Signal::new, journal, caller, database);
    }

    /** What stands on a curve of user reports of those that were not taken back. */
    public static List<Curve.Quote> onCurve(List<SignalView> signals) {
        return signals.stream()
                .filter(signal -> !signal.retracted())
                .map(signal -> new Curve.Quote(signal.at(), signal.sourceName()))
                .toList();
    }
}
