package org.hindsight.investigation;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hindsight.account.Person;
import org.hindsight.incident.Audience;
import org.hindsight.incident.record.RecordedView;
import org.jspecify.annotations.Nullable;

/** Advice to users: what helps meanwhile, or what they had better not do. */
@Schema(name = "Workaround")
public record WorkaroundView(
        int no,
        String text,
        WorkaroundState state,
        Audience audience,
        Instant recordedAt,
        @Nullable Person author,
        boolean retracted,
        @Nullable String retractedBecause,
        int version)
        implements RecordedView {}
