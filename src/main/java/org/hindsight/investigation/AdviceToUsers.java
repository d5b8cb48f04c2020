package org.hindsight.investigation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.List;
import org.hindsight.incident.Audience;
import org.hindsight.incident.Status;
import org.hindsight.platform.Markdown;
import org.hindsight.platform.text.InternalPassages;
import org.hindsight.pulse.Advice;

/** The workarounds of incidents that run, on the page of the service: those that are labelled public, and of no restricted incident. */
@ApplicationScoped
class AdviceToUsers implements Advice {

    private final EntityManager database;

    AdviceToUsers(EntityManager database) {
        this.database = database;
    }

    @Override
    public List<Tip> tips(long service) {
        return database
                .createQuery(
                        "select w from Workaround w join w.incident i join i.services s where s.id = ?1"
                                + " and i.restricted = false and i.status not in ?2 and w.audience = ?3"
                                + " and w.state <> ?4 and w.retractedBecause is null order by i.id, w.no",
                        Workaround.class)
                .setParameter(1, service)
                .setParameter(2, List.of(Status.RESOLVED, Status.CANCELLED))
                .setParameter(3, Audience.PUBLIC)
                .setParameter(4, WorkaroundState.WITHDRAWN)
                .getResultList()
                .stream()
                .map(workaround ->
                        new Tip(worth(workaround.state), Markdown.line(InternalPassages.openPart(workaround.text))))
                .filter(tip -> !tip.text().html().isBlank())
                .sorted((one, other) -> one.worth().compareTo(other.worth()))
                .toList();
    }

    private static Worth worth(WorkaroundState state) {
        return switch (state) {
            case VERIFIED -> Worth.VERIFIED;
            case HARMFUL -> Worth.HARMFUL;
            case PROPOSED, WITHDRAWN -> Worth.PROPOSED;
        };
    }
}
