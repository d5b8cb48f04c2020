package org.hindsight.investigation;

import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import org.hindsight.account.Caller;
import org.hindsight.incident.Journal;
import org.hindsight.incident.Kind;
import org.hindsight.incident.record.Register;

/** What users experienced in an incident. */
@Singleton
public class Symptoms extends Register<Symptom, NewSymptom, SymptomView> {

    Symptoms(Journal journal, Caller caller, EntityManager database) {
        super(
                Kind.SYMPTOM,
                Symptom.class,
                NewSymptom.class,
                SymptomView.class,
                Symptom::new,
                journal,
                caller,
                database);
    }
}
