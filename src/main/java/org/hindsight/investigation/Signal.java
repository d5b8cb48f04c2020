package org.hindsight.investigation;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Objects;
import org.hindsight.account.Person;
import org.hindsight.incident.Audience;
import org.hindsight.incident.record.Recorded;
import org.jspecify.annotations.Nullable;

/** A quotation from outside. */
@Entity
@Table(name = "signal")
public class Signal extends Recorded<NewSignal, SignalView> {

    @Column(name = "quote")
    public String quote;

    @Column(name = "source_name")
    public String sourceName;

    @Column(name = "url")
    public @Nullable String url;

    /** When it was said. */
    @Column(name = "said_at")
    public Instant at;

    @Override
    protected void take(NewSignal input) {
        quote = input.quote().strip();
        sourceName = input.sourceName().strip();
        url = input.url();
        at = input.at();
        audience = Objects.requireNonNullElse(input.audience(), Audience.INTERNAL);
    }

    @Override
    public NewSignal asInput() {
        return new NewSignal(quote, sourceName, url, at, audience);
    }

    @Override
    public SignalView view() {
        return new SignalView(
                no,
                quote,
                sourceName,
                url,
                at,
                audience,
                recordedAt,
                Person.of(author),
                retracted(),
                retractedBecause,
                version);
    }
}
