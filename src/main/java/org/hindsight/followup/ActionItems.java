package org.hindsight.followup;

import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import org.hindsight.account.Caller;
import org.hindsight.incident.Incident;
import org.hindsight.incident.Journal;
import org.hindsight.incident.Kind;
import org.hindsight.incident.record.Register;
import org.jspecify.annotations.Nullable;

/** What people will do about incidents. */
@Singleton
public class ActionItems extends Register<ActionItem, NewAction, ActionView> {

    ActionItems(Journal journal, Caller caller, EntityManager database) {
        super(Kind.ACTION, ActionItem.class, ActionView.class, ActionItem::new, journal, caller, database);
    }

    /**
     * The actions of an incident by number, without those that were retracted.
     *
     * @param asKnownAt as it was recorded up to that instant (inclusive); now when null or in the future
     */
    public List<ActionView> of(Incident incident, @Nullable Instant asKnownAt) {
        return all(incident, asKnownAt);
    }
}
