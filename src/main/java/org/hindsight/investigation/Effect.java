package org.hindsight.investigation;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a cause helped to bring about: another cause, or a timeline entry. */
@Embeddable
public class Effect {

    @Column(name = "n")
    int n;

    @Column(name = "cause_no")
    @Nullable Integer cause;

    @Column(name = "entry_no")
    @Nullable Integer entry;

    /** Always internal. */
    @Column(name = "note")
    @Nullable String note;

    static Effect of(int n, @Nullable Integer cause, @Nullable Integer entry, @Nullable String note) {
        Effect effect = new Effect();
        effect.n = n;
        effect.cause = cause;
        effect.entry = entry;
        effect.note = note;
        return effect;
    }

    boolean is(@Nullable Integer cause, @Nullable Integer entry) {
        return Objects.equals(this.cause, cause) && Objects.equals(this.entry, entry);
    }

    CauseView.Effect view() {
        return new CauseView.Effect(n, cause, entry, note);
    }
}
