package org.hindsight.overview;

import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hindsight.incident.Audience;
import org.hindsight.incident.Incident;
import org.hindsight.incident.Incidents;
import org.hindsight.platform.idempotency.Idempotent;
import org.hindsight.platform.problem.Problem;
import org.hindsight.platform.web.Form;
import org.hindsight.timeline.EntryKind;
import org.hindsight.timeline.EntryView;
import org.hindsight.timeline.TimelineEntry;
import org.jspecify.annotations.Nullable;

/** Lines as the composer takes them: with a time phrase at the start, or a command. It is how the war room sends them. */
@Path("/api/v1/incidents/{ref}/lines")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("VIEWER")
@Transactional
@Idempotent
@Tag(name = "Timeline")
class LineApi {

    /**
     * A line as it was typed.
     *
     * @param text may begin with a time ({@code 10m ago}), {@code !} for starred, or be a command ({@code /sev 1})
     * @param typedAt when it was typed: it may have waited for a connection. What "now" stands for in it; the moment of
     *     its arrival when left out, or when a wrong clock puts it later than that
     * @param occurredAt a time phrase, where it stands beside the line
     */
    @Schema(name = "NewLine")
    record NewLine(
            @NotBlank(message = "is needed") String text,
            @Nullable Instant typedAt,

            @Size(max = 100, message = "may have at most 100 characters") @Nullable String occurredAt,

            @Nullable EntryKind kind,
            @Nullable Audience audience,
            @Nullable Boolean starred) {

        Form asForm() {
            Form form = Form.EMPTY.with("text", text);
            form = kind == null ? form : form.with("kind", kind.name());
            form = audience == null ? form : form.with("audience", audience.name());
            form = occurredAt == null ? form : form.with("occurredAt", occurredAt);
            return Boolean.TRUE.equals(starred) ? form.with("starred", "true") : form;
        }

        /** A line cannot have been typed after it arrived. */
        Instant typedBefore(Instant now) {
            return typedAt == null || typedAt.isAfter(now) ? now : typedAt.truncatedTo(ChronoUnit.MILLIS);
        }
    }

    /**
     * What came of a line.
     *
     * @param entry the entry that says so; null where a command writes none of its own
     * @param where on the incident's page it shows, for example {@code #symptom-2}
     */
    @Schema(name = "LineDone")
    record LineDone(@Nullable EntryView entry, String where) {}

    /** Lines that were pasted together, in their order. */
    @Schema(name = "NewLines")
    record NewLines(
            @NotNull(message = "is needed") @Size(min = 1, max = 200, message = "may hold 1 to 200 lines") List<@NotNull(message = "must be a line") @Valid NewLine> lines) {}

    @Schema(name = "LinesDone")
    record LinesDone(List<LineDone> lines) {}

    private final Incidents incidents;
    private final Lines lines;
    private final Clock clock;

    LineApi(Incidents incidents, Lines lines, Clock clock) {
        this.incidents = incidents;
        this.lines = lines;
        this.clock = clock;
    }

    @POST
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = LineDone.class)))
    public Response take(@PathParam("ref") String ref, @Valid @NotNull NewLine line) {
        return created(done(incidents.toChange(ref), line));
    }

    /** Takes all of the lines or, if one of them is at fault, none. */
    @POST
    @Path("/batch")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = LinesDone.class)))
    public Response takeAll(@PathParam("ref") String ref, @Valid @NotNull NewLines all) {
        Incident incident = incidents.toChange(ref);
        List<LineDone> done = new ArrayList<>();
        for (NewLine line : all.lines()) {
            try {
                done.add(done(incident, line));
            } catch (Problem fault) {
                throw fault.within("lines[" + done.size() + "]");
            }
        }
        return created(new LinesDone(done));
    }

    private LineDone done(Incident incident, NewLine line) {
        Lines.Done done = lines.take(incident, line.asForm(), line.typedBefore(clock.instant()));
        TimelineEntry entry = done.entry();
        return new LineDone(entry == null ? null : entry.view(), done.where());
    }

    private static Response created(Object done) {
        return Response.status(Response.Status.CREATED).entity(done).build();
    }
}
