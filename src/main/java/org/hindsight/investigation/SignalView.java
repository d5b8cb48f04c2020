package org.hindsight.investigation;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hindsight.account.Person;
import org.hindsight.incident.Audience;
import org.hindsight.incident.record.RecordedView;
import org.jspecify.annotations.Nullable;

/**
 * A quotation from outside: social media, press, a forum.
 *
 * @param sourceName who said it, or where
 * @param url http or https
 * @param at when it was said
 */
@Schema(name = "Signal")
public record SignalView(
        int no,
        String quote,
        String sourceName,
        @Nullable String url,
        Instant at,
        Audience audience,
        Instant recordedAt,
        @Nullable Person author,
        boolean retracted,
        @Nullable String retractedBecause,
        int version)
        implements RecordedView {}
