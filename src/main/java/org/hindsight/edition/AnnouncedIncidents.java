package org.hindsight.edition;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.List;
import org.hindsight.incident.Audience;
import org.hindsight.incident.Incident;
import org.hindsight.incident.Status;
import org.hindsight.platform.text.InternalPassages;
import org.hindsight.pulse.Announcements;

/** The incidents of a service that run and that a public edition stands of. */
@ApplicationScoped
class AnnouncedIncidents implements Announcements {

    private final EntityManager database;

    AnnouncedIncidents(EntityManager database) {
        this.database = database;
    }

    @Override
    public List<Announcement> of(long service) {
        return database
                .createQuery(
                        "select i from Incident i join i.services s where s.id = ?1 and i.restricted = false"
                                + " and i.status not in ?2 and exists (select 1 from Edition e where e.incident = i"
                                + " and e.audience = ?3 and e.withdrawnAt is null) order by i.declaredAt desc",
                        Incident.class)
                .setParameter(1, service)
                .setParameter(2, List.of(Status.RESOLVED, Status.CANCELLED))
                .setParameter(3, Audience.PUBLIC)
                .getResultList()
                .stream()
                .map(incident -> new Announcement(
                        InternalPassages.openPart(incident.title),
                        Told.words(incident.status),
                        Addresses.report(Report.of(incident).orElseThrow().slug)))
                .toList();
    }
}
