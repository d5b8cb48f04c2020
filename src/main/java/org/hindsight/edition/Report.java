package org.hindsight.edition;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.MapsId;
import jakarta.persistence.OneToOne;
import jakarta.persistence.Table;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.hindsight.incident.Audience;
import org.hindsight.incident.Incident;
import org.hindsight.platform.text.InternalPassages;

/** The public address of an incident's report; it stays for all editions. */
@Entity
@Table(name = "report")
public class Report extends PanacheEntityBase {

    private static final int LONGEST = 60;

    /** Pages of their own beside the reports. */
    private static final Set<String> TAKEN = Set.of("actions", "feed", "subscribe", "unsubscribe");

    @Id
    @Column(name = "incident_id")
    public Long id;

    @MapsId
    @OneToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "incident_id")
    public Incident incident;

    @Column(name = "slug")
    public String slug;

    static Optional<Report> of(Incident incident) {
        return findByIdOptional(incident.id);
    }

    /** The report at an address, unless its incident is restricted by now: then there is none. */
    static Optional<Report> at(String slug) {
        return Report.<Report>find(
                        "from Report r join fetch r.incident i where r.slug = ?1 and i.restricted = false", slug)
                .firstResultOptional();
    }

    /** A report that anybody may read, by its newest edition that stands. */
    record Standing(Edition edition, String slug) {

        String address() {
            return Addresses.report(slug);
        }
    }

    /** What the public index shows: all reports with a standing edition that are not restricted, the newest incident first. */
    static List<Standing> standing() {
        return getEntityManager()
                .createQuery(
                        "select e, r.slug from Edition e join fetch e.incident i join Report r on r.incident = i"
                                + " where e.audience = ?1 and e.withdrawnAt is null and i.restricted = false"
                                + " and e.no = (select max(f.no) from Edition f where f.incident = i and f.audience = ?1"
                                + " and f.withdrawnAt is null) order by e.beganAt desc, e.id desc",
                        Object[].class)
                .setParameter(1, Audience.PUBLIC)
                .getResultList()
                .stream()
                .map(row -> new Standing((Edition) row[0], (String) row[1]))
                .toList();
    }

    /** The address that the incident would get, made of its title. Nobody else gets it while the lock of the shelf is held. */
    static String free(Incident incident) {
        String wanted = slug(incident.title, incident.ref());
        String free = wanted;
        for (int i = 2; count("slug", free) > 0; i++) {
            free = wanted + "-" + i;
        }
        return free;
    }

    /** Gives the incident that address, unless it has one. Wants the lock of the shelf. */
    static void open(Incident incident, String slug) {
        if (of(incident).isEmpty()) {
            Report report = new Report();
            report.incident = incident;
            report.slug = slug;
            report.persist();
        }
    }

    /** Letters, digits and hyphens, never digits alone nor the name of another page; the reference where a title has none of them. */
    static String slug(String title, String ref) {
        String plain = Normalizer.normalize(InternalPassages.openPart(title).replace("ß", "ss"), Normalizer.Form.NFKD)
                .replaceAll("\\p{M}+", "")
                .replaceAll("['’]", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
        String cut = plain.length() <= LONGEST
                ? plain
                : plain.substring(0, LONGEST + 1).replaceFirst("-[^-]*$", "");
        String shortened = cut.length() > LONGEST ? cut.substring(0, LONGEST) : cut;
        if (shortened.isEmpty()) {
            return "report-" + ref.toLowerCase(Locale.ROOT);
        }
        return shortened.matches("[0-9]+") || TAKEN.contains(shortened) ? "report-" + shortened : shortened;
    }
}
