package org.hindsight.incident;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.MapKeyColumn;
import jakarta.persistence.MapKeyEnumerated;
import jakarta.persistence.OrderBy;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.hindsight.account.User;
import org.hindsight.platform.problem.Problem;
import org.hindsight.platform.time.Precision;
import org.jspecify.annotations.Nullable;

/** An incident: what every other part of the record hangs on. */
@Entity
@Table(name = "incident")
public class Incident extends PanacheEntityBase {

    /** Also its number: {@code INC-12} has the id 12. */
    @Id
    @SequenceGenerator(name = "incident_no", sequenceName = "incident_seq", allocationSize = 1)
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "incident_no")
    public Long id;

    @Column(name = "title")
    public String title;

    @Column(name = "summary")
    public @Nullable String summary;

    @Enumerated(EnumType.STRING)
    @Column(name = "severity")
    public Severity severity;

    @Enumerated(EnumType.STRING)
    @Column(name = "status")
    public Status status = Status.INVESTIGATING;

    /** The IANA zone in which times without a zone are meant. */
    @Column(name = "zone")
    public String zone;

    @Column(name = "restricted")
    public boolean restricted;

    @Column(name = "declared_at")
    public Instant declaredAt;

    /** When the record of it began. */
    @Column(name = "recorded_at")
    public Instant recordedAt;

    /** What it was called where it was recorded first, if it has another reference here. */
    @Column(name = "imported_from")
    public @Nullable String importedFrom;

    /** Raised by one with every change below this incident. */
    @Column(name = "revision")
    public int revision;

    @ManyToMany
    @JoinTable(
            name = "incident_service",
            joinColumns = @JoinColumn(name = "incident_id"),
            inverseJoinColumns = @JoinColumn(name = "service_id"))
    @OrderColumn(name = "position")
    public List<Service> services = new ArrayList<>();

    @ManyToMany
    @JoinTable(
            name = "incident_member",
            joinColumns = @JoinColumn(name = "incident_id"),
            inverseJoinColumns = @JoinColumn(name = "user_id"))
    @OrderBy("email")
    public Set<User> members = new LinkedHashSet<>();

    @ElementCollection
    @CollectionTable(name = "incident_tag", joinColumns = @JoinColumn(name = "incident_id"))
    @OrderColumn(name = "position")
    @Column(name = "tag")
    public List<String> tags = new ArrayList<>();

    @ElementCollection
    @CollectionTable(name = "milestone", joinColumns = @JoinColumn(name = "incident_id"))
    @MapKeyColumn(name = "name")
    @MapKeyEnumerated(EnumType.STRING)
    Map<MilestoneName, Milestone> milestones = new LinkedHashMap<>();

    @ElementCollection
    @CollectionTable(name = "role_holder", joinColumns = @JoinColumn(name = "incident_id"))
    @MapKeyColumn(name = "role")
    Map<String, RoleHolder> roles = new LinkedHashMap<>();

    @Embedded
    @Nullable NextUpdate nextUpdate;

    /** How people call it: {@code INC-12}. */
    public String ref() {
        return "INC-" + id;
    }

    /** Where programs find it: a path of this server, with everything that belongs to it below. */
    public String address() {
        return "/api/v1/incidents/" + ref();
    }

    public ZoneId zoneId() {
        return ZoneId.of(zone);
    }

    int nextRevision() {
        return ++revision;
    }

    /** Milestones by name, in their usual order. */
    public Map<MilestoneName, MilestoneView> milestoneViews() {
        Map<MilestoneName, MilestoneView> views = new EnumMap<>(MilestoneName.class);
        milestones.forEach((name, milestone) -> views.put(name, milestone.view()));
        return views;
    }

    Map<String, RoleView> roleViews() {
        Map<String, RoleView> views = new TreeMap<>();
        roles.forEach((role, holder) -> views.put(role, new RoleView(holder.person, holder.since)));
        return views;
    }

    static Incident declare(NewIncident input, User creator, Instant now) {
        Incident incident = new Incident();
        incident.recordedAt = now;
        incident.declaredAt = Objects.requireNonNullElse(input.declaredAt(), now);
        incident.take(input, creator);
        incident.mark(MilestoneName.DECLARED, incident.declaredAt, Precision.SECOND, 1, true);
        incident.persist();
        return incident;
    }

    /** Takes over what the input says; milestones only where it names a time. */
    void take(NewIncident input, User changer) {
        title = input.title().strip().replaceAll("\\s+", " ");
        summary = input.summary() == null || input.summary().isBlank()
                ? null
                : input.summary().strip();
        severity = input.severity();
        zone = Objects.requireNonNullElse(input.zone(), "UTC");
        restricted = Objects.requireNonNullElse(input.restricted(), false);
        replace(services, Service.all("services", input.services()));
        replace(tags, tidy(input.tags()));
        Set<User> wanted = new LinkedHashSet<>(Members.all(input.members()));
        wanted.add(changer);
        if (!members.equals(wanted)) {
            members.clear();
            members.addAll(wanted);
        }
        moveByHand(MilestoneName.IMPACT_STARTED, input.startedAt());
        moveByHand(MilestoneName.DETECTED, input.detectedAt());
    }

    private void moveByHand(MilestoneName name, @Nullable Instant at) {
        Milestone known = milestones.get(name);
        if (at != null && (known == null || !known.at.equals(at))) {
            mark(name, at, Precision.SECOND, known == null ? null : known.entry, true);
        }
    }

    /** What this incident would be declared with as it stands: the starting point of a patch. */
    public NewIncident asInput() {
        return new NewIncident(
                title,
                severity,
                summary,
                services.stream().map(service -> service.slug).toList(),
                zone,
                at(MilestoneName.IMPACT_STARTED).orElse(null),
                at(MilestoneName.DETECTED).orElse(null),
                declaredAt,
                restricted,
                members.stream().map(member -> member.email).toList(),
                List.copyOf(tags));
    }

    public Optional<Instant> at(MilestoneName name) {
        return Optional.ofNullable(milestones.get(name)).map(milestone -> milestone.at);
    }

    void mark(MilestoneName name, Instant at, Precision precision, @Nullable Integer entry, boolean byHand) {
        milestones.put(name, Milestone.of(at, precision, entry, byHand));
        if (name == MilestoneName.DECLARED) {
            declaredAt = at;
        }
    }

    /** Refuses a move that the life of an incident does not know. */
    void refuseUnlessMayBecome(Status next) {
        if (next == status) {
            throw Problem.refused(ref() + " is " + status + " already.");
        }
        if (status == Status.CANCELLED && next != Status.INVESTIGATING) {
            throw Problem.refused(ref() + " is cancelled; reopen it first by setting it to INVESTIGATING.");
        }
    }

    /** Moves to another status; the milestones that follow from it are set unless a person set them. */
    void become(Status next, Instant at, int entry) {
        refuseUnlessMayBecome(next);
        boolean reopened = !status.ongoing() && next.ongoing();
        status = next;
        if (reopened) {
            milestones.remove(MilestoneName.RESOLVED);
        }
        if (next == Status.MONITORING) {
            markUnlessByHand(MilestoneName.MITIGATED, at, entry);
        }
        if (next == Status.RESOLVED) {
            markUnlessByHand(MilestoneName.RESOLVED, at, entry);
        }
        if (!next.ongoing() && nextUpdate != null && nextUpdate.open()) {
            nextUpdate = null;
        }
    }

    private void markUnlessByHand(MilestoneName name, Instant at, int entry) {
        Milestone known = milestones.get(name);
        if (known == null || !known.byHand) {
            mark(name, at, Precision.SECOND, entry, false);
        }
    }

    void prove(MilestoneName name, int entry) {
        Milestone known = milestones.get(name);
        if (known != null) {
            milestones.put(name, Milestone.of(known.at, known.precision, entry, known.byHand));
        }
    }

    /** Gives a role to a person; answers who held it before. */
    Optional<String> assign(String role, String person, Instant since) {
        RoleHolder before = roles.put(role, RoleHolder.of(person, since));
        return Optional.ofNullable(before).map(holder -> holder.person);
    }

    private static List<String> tidy(@Nullable List<String> tags) {
        return tags == null
                ? List.of()
                : tags.stream().map(String::strip).distinct().toList();
    }

    private static <T> void replace(List<T> current, List<T> wanted) {
        if (!current.equals(wanted)) {
            current.clear();
            current.addAll(wanted);
        }
    }
}
