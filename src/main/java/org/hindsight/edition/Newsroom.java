package org.hindsight.edition;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hindsight.incident.Audience;
import org.hindsight.incident.Incident;

/** Tells what was published or withdrawn last: never anything that is not public, nor of an incident that is restricted by now. */
@ApplicationScoped
public class Newsroom {

    private static final int MOST = 50;

    private final EntityManager database;
    private final Publisher publisher;

    Newsroom(EntityManager database, Publisher publisher) {
        this.database = database;
        this.publisher = publisher;
    }

    /** The feed as it is now. */
    byte[] feed() {
        String seed = (String) database.createNativeQuery("select seed from shelf where id = 1", String.class)
                .getSingleResult();
        return new Feed(publisher, seed).of(news());
    }

    private List<News> news() {
        List<Object[]> rows = database.createQuery(
                        "select e, r.slug from Edition e join fetch e.incident i join Report r on r.incident = i"
                                + " where e.audience = ?1 and i.restricted = false"
                                + " order by coalesce(e.withdrawnAt, e.publishedAt) desc, e.id desc",
                        Object[].class)
                .setParameter(1, Audience.PUBLIC)
                .setMaxResults(MOST)
                .getResultList();
        Map<Long, String> standing = standing(rows.stream()
                .map(row -> ((Edition) row[0]))
                .filter(Edition::withdrawn)
                .map(edition -> edition.incident)
                .collect(Collectors.toSet()));
        return rows.stream()
                .map(row -> news((Edition) row[0], (String) row[1], standing))
                .toList();
    }

    /** What is to be told of one edition now; nothing where it is not for everybody. */
    public Optional<News> of(Edition edition) {
        if (edition.audience != Audience.PUBLIC || edition.incident.restricted) {
            return Optional.empty();
        }
        return Report.of(edition.incident)
                .map(report -> news(edition, report.slug, standing(Set.of(edition.incident))));
    }

    /** The public address of an incident's report, as its last part. */
    public Optional<String> slug(Incident incident) {
        return Report.of(incident).map(report -> report.slug);
    }

    /** The title of the report at an address, while an edition of it stands that anybody may read. */
    public Optional<String> title(String slug) {
        return Report.at(slug)
                .flatMap(report ->
                        Optional.ofNullable(standing(Set.of(report.incident)).get(report.id)));
    }

    private static News news(Edition edition, String slug, Map<Long, String> standing) {
        return new News(edition, slug, standing.get(edition.incident.id));
    }

    /** The title of the newest standing public edition of each of these incidents. */
    private static Map<Long, String> standing(Set<Incident> incidents) {
        Map<Long, String> titles = new HashMap<>();
        if (!incidents.isEmpty()) {
            Edition.<Edition>list(
                            "incident in ?1 and audience = ?2 and withdrawnAt is null order by no",
                            incidents,
                            Audience.PUBLIC)
                    .forEach(edition -> titles.put(edition.incident.id, edition.title));
        }
        return titles;
    }
}
