package org.hindsight.investigation;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hindsight.account.Person;
import org.hindsight.incident.Audience;
import org.hindsight.incident.Platform;
import org.hindsight.incident.record.RecordedView;
import org.jspecify.annotations.Nullable;

/**
 * What users experienced.
 *
 * @param services slugs of the catalogue
 * @param sharePercent how much of all reports it made up, 0 to 100
 */
@Schema(name = "Symptom")
public record SymptomView(
        int no,
        String statement,
        @Nullable Platform platform,
        List<String> regions,
        List<String> services,
        @Nullable Instant firstSeenAt,
        @Nullable Instant lastSeenAt,
        @Nullable BigDecimal sharePercent,
        Audience audience,
        Instant recordedAt,
        @Nullable Person author,
        boolean retracted,
        @Nullable String retractedBecause,
        int version)
        implements RecordedView {}
