package org.hindsight.incident.record;

import java.time.Instant;
import org.hindsight.account.Person;
import org.hindsight.incident.Audience;
import org.jspecify.annotations.Nullable;

/** A numbered part of an incident's record as the API and the pages tell it, now or as it was once known. */
public interface RecordedView {

    /** Its number within the incident and its kind, from 1; never given twice. */
    int no();

    Audience audience();

    /** When it was first recorded. */
    Instant recordedAt();

    /** Who recorded it; null when the application did. */
    @Nullable Person author();

    boolean retracted();

    /** Why it was retracted; null as long as it stands. */
    @Nullable String retractedBecause();

    /** Counts its changes from 1; its ETag. */
    int version();
}
