package org.hindsight.investigation;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.hindsight.account.Person;
import org.hindsight.incident.Audience;
import org.hindsight.incident.Platform;
import org.hindsight.incident.Service;
import org.hindsight.incident.record.Recorded;
import org.hindsight.platform.problem.Problem;
import org.jspecify.annotations.Nullable;

/** A number that says what an incident did; it may carry the samples behind it. */
@Entity
@Table(name = "impact")
public class Impact extends Recorded<NewImpact, ImpactView> {

    /** How prose cites it; unique within the incident, also among those that were retracted. */
    @Column(name = "citation_key")
    public String key;

    @Column(name = "name")
    public String name;

    /** Null where a range is given. */
    @Column(name = "amount")
    public @Nullable BigDecimal value;

    @Column(name = "low")
    public @Nullable BigDecimal low;

    @Column(name = "high")
    public @Nullable BigDecimal high;

    @Column(name = "unit")
    public String unit;

    @Column(name = "out_of")
    public @Nullable BigDecimal outOf;

    @Enumerated(EnumType.STRING)
    @Column(name = "basis")
    public Basis basis;

    @Column(name = "from_instant")
    public @Nullable Instant from;

    @Column(name = "to_instant")
    public @Nullable Instant to;

    /** A slug of the catalogue, where a slug never changes. */
    @Column(name = "service_slug")
    public @Nullable String service;

    @Column(name = "region")
    public @Nullable String region;

    @Enumerated(EnumType.STRING)
    @Column(name = "platform")
    public @Nullable Platform platform;

    @Column(name = "source")
    public @Nullable String source;

    /** How often the samples were replaced; 0 while there are none. */
    @Column(name = "series_n")
    int seriesN;

    @Column(name = "series_samples")
    int seriesSamples;

    @Column(name = "series_from")
    @Nullable Instant seriesFrom;

    @Column(name = "series_to")
    @Nullable Instant seriesTo;

    @Override
    protected void take(NewImpact input) {
        key = keyFor(input);
        name = input.name().strip();
        value = input.value();
        low = input.low();
        high = input.high();
        unit = input.unit().strip();
        outOf = input.outOf();
        basis = input.basis();
        from = input.from();
        to = input.to();
        service = known(tidy(input.service()));
        region = tidy(input.region());
        platform = input.platform();
        source = tidy(input.source());
        audience = Objects.requireNonNullElse(input.audience(), Audience.INTERNAL);
    }

    /** The given key if nothing else has it; else the one that it has; else a free one made from the name. */
    private String keyFor(NewImpact input) {
        if (input.key() != null) {
            if (taken(input.key())) {
                throw Problem.refused(incident.ref() + " has another impact with the key " + input.key() + ".");
            }
            return input.key();
        }
        if (key != null) {
            return key;
        }
        String wanted = Keys.from(input.name());
        String free = wanted;
        for (int i = 2; taken(free); i++) {
            free = wanted + "-" + i;
        }
        return free;
    }

    private boolean taken(String wanted) {
        return count("incident = ?1 and key = ?2 and no <> ?3", incident, wanted, no) > 0;
    }

    private static @Nullable String known(@Nullable String slug) {
        if (slug != null && Service.of(slug).isEmpty()) {
            throw Problem.invalid("service", "is not in the catalogue of services: " + slug);
        }
        return slug;
    }

    /** Notes that the samples were replaced by these, which are in order of time. */
    void carry(List<Sample> samples) {
        seriesN++;
        seriesSamples = samples.size();
        seriesFrom = samples.get(0).at();
        seriesTo = samples.get(samples.size() - 1).at();
    }

    @Override
    public NewImpact asInput() {
        return new NewImpact(
                name,
                key,
                Numbers.plain(value),
                Numbers.plain(low),
                Numbers.plain(high),
                unit,
                Numbers.plain(outOf),
                basis,
                from,
                to,
                service,
                region,
                platform,
                source,
                audience);
    }

    @Override
    public ImpactView view() {
        return new ImpactView(
                no,
                key,
                name,
                Numbers.plain(value),
                Numbers.plain(low),
                Numbers.plain(high),
                unit,
                Numbers.plain(outOf),
                basis,
                from,
                to,
                service,
                region,
                platform,
                source,
                seriesFrom == null || seriesTo == null
                        ? null
                        : new ImpactView.Series(seriesN, seriesSamples, seriesFrom, seriesTo),
                audience,
                recordedAt,
                Person.of(author),
                retracted(),
                retractedBecause,
                version);
    }
}
