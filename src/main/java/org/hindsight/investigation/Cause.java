package org.hindsight.investigation;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.hindsight.account.Person;
import org.hindsight.incident.Audience;
import org.hindsight.incident.record.Recorded;
import org.hindsight.platform.problem.Problem;
import org.jspecify.annotations.Nullable;

/** A suspected cause, with the timeline entries that weigh for and against it and what it helped to bring about. */
@Entity
@Table(name = "cause")
public class Cause extends Recorded<NewCause, CauseView> {

    @Column(name = "statement")
    public String statement;

    @Enumerated(EnumType.STRING)
    @Column(name = "category")
    public @Nullable CauseCategory category;

    @Enumerated(EnumType.STRING)
    @Column(name = "part")
    public @Nullable CausePart part;

    @Enumerated(EnumType.STRING)
    @Column(name = "state")
    public CauseState state;

    @Enumerated(EnumType.STRING)
    @Column(name = "confidence")
    public @Nullable Confidence confidence;

    /** Why it is ruled out, or confirmed. */
    @Column(name = "reason")
    public @Nullable String reason;

    @ElementCollection
    @CollectionTable(name = "cause_evidence", joinColumns = @JoinColumn(name = "cause_id"))
    @OrderBy("n")
    List<Evidence> evidence = new ArrayList<>();

    /** The highest number that a piece of evidence ever had, so that none is given twice. */
    @Column(name = "last_evidence")
    int lastEvidence;

    @ElementCollection
    @CollectionTable(name = "cause_effect", joinColumns = @JoinColumn(name = "cause_id"))
    @OrderBy("n")
    List<Effect> effects = new ArrayList<>();

    /** The highest number that an effect ever had, so that none is given twice. */
    @Column(name = "last_effect")
    int lastEffect;

    @Override
    protected void take(NewCause input) {
        statement = input.statement().strip();
        category = input.category();
        part = input.part();
        state = Objects.requireNonNullElse(input.state(), CauseState.SUSPECTED);
        confidence = input.confidence();
        reason = tidy(input.reason());
        audience = Objects.requireNonNullElse(input.audience(), Audience.INTERNAL);
    }

    CauseView.Evidence weigh(int entry, Direction weighs, @Nullable String note) {
        if (evidence.stream().anyMatch(one -> one.entry == entry && one.weighs == weighs)) {
            throw Problem.refused("Entry #" + entry + " weighs " + weighs + " the cause " + no + " already.");
        }
        Evidence added = Evidence.of(++lastEvidence, entry, weighs, tidy(note));
        evidence.add(added);
        return added.view();
    }

    void dismiss(int n) {
        if (!evidence.removeIf(one -> one.n == n)) {
            throw Problem.notFound("The cause " + no + " has no evidence with the number " + n + ".");
        }
    }

    CauseView.Effect link(NewEffect input) {
        if (effects.stream().anyMatch(one -> one.is(input.cause(), input.entry()))) {
            throw Problem.refused("[cause " + no + "] explains "
                    + (input.cause() == null ? "[#" + input.entry() + "]" : "[cause " + input.cause() + "]")
                    + " already.");
        }
        Effect added = Effect.of(++lastEffect, input.cause(), input.entry(), tidy(input.note()));
        effects.add(added);
        return added.view();
    }

    void unlink(int n) {
        if (!effects.removeIf(one -> one.n == n)) {
            throw Problem.notFound("The cause " + no + " has no effect with the number " + n + ".");
        }
    }

    @Override
    public NewCause asInput() {
        return new NewCause(statement, category, part, state, confidence, reason, audience);
    }

    @Override
    public CauseView view() {
        return new CauseView(
                no,
                statement,
                category,
                part,
                state,
                confidence,
                reason,
                evidence.stream().map(Evidence::view).toList(),
                effects.stream().map(Effect::view).toList(),
                audience,
                recordedAt,
                Person.of(author),
                retracted(),
                retractedBecause,
                version);
    }
}
