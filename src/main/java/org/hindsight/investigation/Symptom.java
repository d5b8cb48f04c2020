package org.hindsight.investigation;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.hindsight.account.Person;
import org.hindsight.incident.Audience;
import org.hindsight.incident.Platform;
import org.hindsight.incident.Service;
import org.hindsight.incident.record.Recorded;
import org.jspecify.annotations.Nullable;

/** What users experienced. */
@Entity
@Table(name = "symptom")
public class Symptom extends Recorded<NewSymptom, SymptomView> {

    @Column(name = "statement")
    public String statement;

    @Enumerated(EnumType.STRING)
    @Column(name = "platform")
    public @Nullable Platform platform;

    @ElementCollection
    @CollectionTable(name = "symptom_region", joinColumns = @JoinColumn(name = "symptom_id"))
    @OrderColumn(name = "position")
    @Column(name = "region")
    public List<String> regions = new ArrayList<>();

    /** Slugs of the catalogue, where a slug never changes. */
    @ElementCollection
    @CollectionTable(name = "symptom_service", joinColumns = @JoinColumn(name = "symptom_id"))
    @OrderColumn(name = "position")
    @Column(name = "service_slug")
    public List<String> services = new ArrayList<>();

    @Column(name = "first_seen_at")
    public @Nullable Instant firstSeenAt;

    @Column(name = "last_seen_at")
    public @Nullable Instant lastSeenAt;

    @Column(name = "share_percent")
    public @Nullable BigDecimal sharePercent;

    @Override
    protected void take(NewSymptom input) {
        statement = input.statement().strip();
        platform = input.platform();
        replace(regions, input.regions());
        replace(
                services,
                Service.all("services", input.services()).stream()
                        .map(service -> service.slug)
                        .toList());
        firstSeenAt = input.firstSeenAt();
        lastSeenAt = input.lastSeenAt();
        sharePercent = input.sharePercent();
        audience = Objects.requireNonNullElse(input.audience(), Audience.INTERNAL);
    }

    @Override
    public NewSymptom asInput() {
        return new NewSymptom(
                statement,
                platform,
                List.copyOf(regions),
                List.copyOf(services),
                firstSeenAt,
                lastSeenAt,
                Numbers.plain(sharePercent),
                audience);
    }

    @Override
    public SymptomView view() {
        return new SymptomView(
                no,
                statement,
                platform,
                List.copyOf(regions),
                List.copyOf(services),
                firstSeenAt,
                lastSeenAt,
                Numbers.plain(sharePercent),
                audience,
                recordedAt,
                Person.of(author),
                retracted(),
                retractedBecause,
                version);
    }
}
