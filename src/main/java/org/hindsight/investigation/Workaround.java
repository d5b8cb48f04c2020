package org.hindsight.investigation;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.util.Objects;
import org.hindsight.account.Person;
import org.hindsight.incident.Audience;
import org.hindsight.incident.record.Recorded;

/** Advice to users. */
@Entity
@Table(name = "workaround")
public class Workaround extends Recorded<NewWorkaround, WorkaroundView> {

    @Column(name = "text")
    public String text;

    @Enumerated(EnumType.STRING)
    @Column(name = "state")
    public WorkaroundState state;

    @Override
    protected void take(NewWorkaround input) {
        text = input.text().strip();
        state = input.state();
        audience = Objects.requireNonNullElse(input.audience(), Audience.INTERNAL);
    }

    @Override
    public NewWorkaround asInput() {
        return new NewWorkaround(text, state, audience);
    }

    @Override
    public WorkaroundView view() {
        return new WorkaroundView(
                no, text, state, audience, recordedAt, Person.of(author), retracted(), retractedBecause, version);
    }
}
