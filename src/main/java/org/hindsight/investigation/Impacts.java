package org.hindsight.investigation;

import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import org.hindsight.account.Caller;
import org.hindsight.incident.Journal;
import org.hindsight.incident.Kind;
import org.hindsight.incident.record.Register;

/** The numbers that say what an incident did, and the samples behind them. */
@Singleton
public class Impacts extends Register<Impact, NewImpact, ImpactView> {

    Impacts(Journal journal, Caller caller, EntityManager database) {
        super(Kind.IMPACT, Impact.class, ImpactView.class, Impact::new, journal, caller, database);
    }
}
