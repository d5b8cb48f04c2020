package org.hindsight.incident.record;

import io.quarkus.hibernate.orm.panache.PanacheEntity;
import jakarta.persistence.Column;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MappedSuperclass;
import java.time.Instant;
import java.util.List;
import org.hindsight.account.User;
import org.hindsight.incident.Audience;
import org.hindsight.incident.Incident;
import org.jspecify.annotations.Nullable;

/**
 * A numbered part of an incident's record: never deleted, but changed with a trail or retracted with a
 * reason. A {@link Register} writes and reads those of one kind.
 *
 * @param <I> what it is recorded with, and changed by
 * @param <V> how it is shown
 */
@MappedSuperclass
public abstract class Recorded<I extends Record, V extends RecordedView> extends PanacheEntity {

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "incident_id")
    public Incident incident;

    /** Its number within the incident and its kind, from 1. */
    @Column(name = "item_no")
    public int no;

    @Enumerated(EnumType.STRING)
    @Column(name = "audience")
    public Audience audience = Audience.INTERNAL;

    @Column(name = "recorded_at")
    public Instant recordedAt;

    /** Nobody when the application itself recorded it. */
    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "author_id")
    public @Nullable User author;

    @Column(name = "retracted_because")
    public @Nullable String retractedBecause;

    /** Counts the changes from 1. */
    @Column(name = "version")
    public int version;

    public boolean retracted() {
        return retractedBecause != null;
    }

    /** Takes over what the input says; refuses what does not fit with what else is recorded. */
    protected abstract void take(I input);

    /** What it would be recorded with as it stands: the starting point of a patch. */
    public abstract I asInput();

    public abstract V view();

    /** A text that may be left out, without blanks around it; null when nothing remains. */
    protected static @Nullable String tidy(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    /** Makes a kept list equal to the wanted one, each value once; touches it only when it differs. */
    protected static <E> void replace(List<E> kept, @Nullable List<E> wanted) {
        List<E> once = wanted == null ? List.of() : wanted.stream().distinct().toList();
        if (!kept.equals(once)) {
            kept.clear();
            kept.addAll(once);
        }
    }
}
