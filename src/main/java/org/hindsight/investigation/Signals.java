package org.hindsight.investigation;

import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import org.hindsight.account.Caller;
import org.hindsight.incident.Journal;
import org.hindsight.incident.Kind;
import org.hindsight.incident.record.Register;

/** What people outside said about an incident. */
@Singleton
public class Signals extends Register<Signal, NewSignal, SignalView> {

    Signals(Journal journal, Caller caller, EntityManager database) {
        super(Kind.SIGNAL, Signal.class, SignalView.class, Signal::new, journal, caller, database);
    }
}
