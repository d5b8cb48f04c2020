package org.hindsight.platform.time;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hindsight.platform.Texts;
import org.hindsight.platform.json.JsonRules;
import org.hindsight.platform.problem.Problem;
import org.jspecify.annotations.Nullable;

/** Which time a line of text begins with; the composer asks the same. */
@Path("/api/v1/time-phrases")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("VIEWER")
@Tag(name = "Time phrases")
class TimePhraseApi {

    /**
     * @param zone the zone in which the time was read
     * @param rest the text without the time
     */
    @Schema(name = "TimePhrase")
    record Understood(
            Instant at,
            @Nullable Instant endAt,
            String zone,
            Precision precision,
            @Nullable Integer plusMinusMinutes,
            String rest,
            List<Doubt> warnings) {

        static Understood of(TimePhrase phrase) {
            return new Understood(
                    phrase.at(),
                    phrase.endAt(),
                    phrase.zone().equals(ZoneOffset.UTC) ? "UTC" : phrase.zone().getId(),
                    phrase.precision(),
                    phrase.plusMinusMinutes(),
                    phrase.rest(),
                    phrase.warnings());
        }
    }

    private final Clock clock;

    TimePhraseApi(Clock clock) {
        this.clock = clock;
    }

    @GET
    public Understood read(
            @Parameter(required = true) @QueryParam("text") @Nullable String text,
            @Parameter(
                            description =
                                    "of times that name none: an IANA name, an offset or an abbreviation; UTC when left out")
                    @QueryParam("zone")
                    @Nullable String zone,
            @Parameter(description = "the instant that \"now\" stands for; now when left out")
                    @QueryParam("at")
                    @Nullable Instant at) {
        if (text == null || text.isBlank()) {
            throw Problem.invalid("text", "is needed");
        }
        Texts.fault(text).ifPresent(fault -> {
            throw Problem.invalid("text", fault);
        });
        NamedZone known = NamedZone.read(zone == null || zone.isBlank() ? "UTC" : zone)
                .orElseThrow(
                        () -> Problem.invalid("zone", "is not a time zone; write UTC or a name such as Europe/London"));
        Instant now = at == null ? clock.instant() : at;
        if (now.isBefore(JsonRules.EARLIEST) || !now.isBefore(JsonRules.LATEST)) {
            throw Problem.invalid("at", "must lie between the years 1900 and 2199");
        }
        Reading reading = TimePhrase.read(text, Setting.live(known, now));
        return reading.phrase().map(Understood::of).orElseThrow(() -> noTime(reading));
    }

    private static Problem noTime(Reading reading) {
        return reading.fault()
                .map(doubt -> Problem.invalid("text", "has no time that exists: " + doubt.message())
                        .with("warnings", List.of(doubt)))
                .orElseGet(() ->
                        Problem.invalid("text", "has no time at its start; write 14:05, 10m ago or yesterday 23:50"));
    }
}
