package org.hindsight.investigation;

import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import org.hindsight.account.Caller;
import org.hindsight.incident.Journal;
import org.hindsight.incident.Kind;
import org.hindsight.incident.record.Register;

/** The advice to users in an incident. */
@Singleton
public class Workarounds extends Register<Workaround, NewWorkaround, WorkaroundView> {

    Workarounds(Journal journal, Caller caller, EntityManager database) {
        super(
                Kind.WORKAROUND,
                Workaround.class,
                NewWorkaround.class,
                WorkaroundView.class,
                Workaround::new,
                journal,
                caller,
                database);
    }
}
