package org.hindsight.incident;

import io.quarkus.hibernate.orm.panache.PanacheEntity;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Table;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.hindsight.platform.problem.Problem;
import org.hindsight.platform.problem.Violation;
import org.jspecify.annotations.Nullable;

/** A service of the catalogue, which incidents and symptoms refer to by its slug. */
@Entity
@Table(name = "service")
public class Service extends PanacheEntity {

    @Column(name = "slug")
    public String slug;

    @Column(name = "name")
    public String name;

    @Column(name = "description")
    public @Nullable String description;

    @Column(name = "owner")
    public @Nullable String owner;

    @ElementCollection
    @CollectionTable(name = "service_platform", joinColumns = @JoinColumn(name = "service_id"))
    @OrderColumn(name = "position")
    @Enumerated(EnumType.STRING)
    @Column(name = "platform")
    public List<Platform> platforms = new ArrayList<>();

    @ElementCollection
    @CollectionTable(name = "service_region", joinColumns = @JoinColumn(name = "service_id"))
    @OrderColumn(name = "position")
    @Column(name = "region")
    public List<String> regions = new ArrayList<>();

    @ElementCollection
    @CollectionTable(name = "service_symptom", joinColumns = @JoinColumn(name = "service_id"))
    @OrderColumn(name = "position")
    @Column(name = "symptom")
    public List<String> symptoms = new ArrayList<>();

    /** Whether strangers may report that it is broken for them. */
    @Column(name = "anonymous_reports")
    public boolean anonymousReports;

    /** Whether its page is open to everyone. */
    @Column(name = "public_page")
    public boolean publicPage;

    @Column(name = "version")
    int version;

    public static Optional<Service> of(String slug) {
        return find("slug", slug).firstResultOptional();
    }

    /** The whole catalogue, by name. */
    public static List<Service> catalogue() {
        return list("order by name, slug");
    }

    /** The services with these slugs; an unknown one is refused with its place in the list. */
    public static List<Service> all(String field, @Nullable List<String> slugs) {
        if (slugs == null || slugs.isEmpty()) {
            return new ArrayList<>();
        }
        List<Service> known = list("slug in ?1", slugs);
        List<Violation> unknown = new ArrayList<>();
        Set<Service> found = new LinkedHashSet<>();
        for (int i = 0; i < slugs.size(); i++) {
            String slug = slugs.get(i);
            Optional<Service> service =
                    known.stream().filter(s -> s.slug.equals(slug)).findFirst();
            if (service.isPresent()) {
                found.add(service.get());
            } else {
                unknown.add(new Violation(field + "[" + i + "]", "is not in the catalogue of services: " + slug));
            }
        }
        if (!unknown.isEmpty()) {
            throw Problem.invalid(unknown);
        }
        return new ArrayList<>(found);
    }

    /** The service of that slug; where there is none, one that is only a name so far. */
    public static Service knownAs(String slug, String name) {
        return of(slug).orElseGet(() -> {
            Service service = new Service();
            service.slug = slug;
            service.name = name;
            service.version = 1;
            service.persist();
            return service;
        });
    }

    static Service add(NewService input) {
        if (of(input.slug()).isPresent()) {
            throw Problem.refused("There is a service " + input.slug() + " already.");
        }
        Service service = new Service();
        service.slug = input.slug();
        service.take(input);
        service.persist();
        return service;
    }

    void change(NewService input) {
        if (!input.slug().equals(slug)) {
            throw Problem.invalid("slug", "names the service and cannot be changed");
        }
        take(input);
    }

    private void take(NewService input) {
        name = input.name().strip();
        description = input.description();
        owner = input.owner();
        replace(platforms, input.platforms());
        replace(regions, input.regions());
        replace(symptoms, input.symptoms());
        anonymousReports = Objects.requireNonNullElse(input.anonymousReports(), false);
        publicPage = Objects.requireNonNullElse(input.publicPage(), false);
        version++;
    }

    private static <T> void replace(List<T> current, @Nullable List<T> wanted) {
        List<T> distinct = wanted == null ? List.of() : List.copyOf(new LinkedHashSet<>(wanted));
        if (!current.equals(distinct)) {
            current.clear();
            current.addAll(distinct);
        }
    }
}
