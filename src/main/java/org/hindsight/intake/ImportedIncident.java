package org.hindsight.intake;

import io.quarkus.hibernate.orm.panache.PanacheEntity;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.util.Optional;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.exception.LockAcquisitionException;
import org.hindsight.incident.Incident;
import org.hindsight.platform.problem.Problem;

/** Which incident of ours an incident of another system became, so that a second import finds it again. */
@Entity
@Table(name = "imported_incident")
public class ImportedIncident extends PanacheEntity {

    @Column(name = "format")
    public String format;

    @Column(name = "external_id")
    public String externalId;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "incident_id")
    public Incident incident;

    /** What became of the incident that is called so in files of that format; empty while none was imported. */
    public static Optional<Incident> of(ImportFormat format, String externalId) {
        return ImportedIncident.<ImportedIncident>find(
                        "from ImportedIncident m join fetch m.incident where m.format = ?1 and m.externalId = ?2",
                        format.name(),
                        externalId)
                .firstResultOptional()
                .map(imported -> imported.incident);
    }

    /** Takes note of what it became; refused while another import brings in the same. */
    public static void remember(ImportFormat format, String externalId, Incident incident) {
        ImportedIncident imported = new ImportedIncident();
        imported.format = format.name();
        imported.externalId = externalId;
        imported.incident = incident;
        try {
            imported.persistAndFlush();
        } catch (ConstraintViolationException | LockAcquisitionException twice) {
            throw Problem.refused(
                    "Another import brings the same incident in at this very moment. Nothing was saved; run it again to see what is left to do.");
        }
    }
}
