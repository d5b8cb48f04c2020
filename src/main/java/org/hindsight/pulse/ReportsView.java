package org.hindsight.pulse;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hindsight.pulse.detection.Basis;
import org.hindsight.pulse.detection.State;
import org.jspecify.annotations.Nullable;

/**
 * The user reports of a service over a stretch of time.
 *
 * @param from when the first step begins
 * @param to when the last step is over, at the latest
 * @param step how long each is, as in ISO 8601
 * @param refused how many more were refused because too many came from one address
 * @param state that of the service at {@code to}
 * @param shares of the reports that say a platform, region or symptom, what part says which, in per cent
 */
@Schema(name = "UserReports")
record ReportsView(
        Instant from,
        Instant to,
        String step,
        long total,
        long refused,
        State state,
        NormalView normal,
        Map<String, Map<String, BigDecimal>> shares,
        List<StepView> steps) {

    /**
     * What is known of what is normal, at {@code to}.
     *
     * @param history how much it rests on, as in ISO 8601
     */
    @Schema(name = "UserReportsNormal")
    record NormalView(Basis basis, String history) {}

    /**
     * One step.
     *
     * @param baseline how many reports would have been normal; null where nothing is known of that
     * @param state the worst in this step
     */
    @Schema(name = "UserReportsStep")
    record StepView(
            Instant at,
            long count,
            @Nullable Double baseline,
            State state,
            Map<String, Long> byPlatform,
            Map<String, Long> byRegion,
            Map<String, Long> bySymptom) {}
}
