package org.hindsight.timeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hindsight.incident.Incident;
import org.hindsight.incident.Incidents;
import org.hindsight.platform.idempotency.Idempotent;
import org.hindsight.platform.json.Checked;
import org.hindsight.platform.problem.JsonFaults;
import org.hindsight.platform.problem.Problem;
import org.hindsight.platform.problem.Violation;
import org.jspecify.annotations.Nullable;

/** Many timeline entries in one call. */
@Path("/api/v1/incidents/{ref}/timeline/batch")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("VIEWER")
@Transactional
@Idempotent
@Tag(name = "Timeline")
class BatchApi {

    private static final int MOST = 1000;

    @Schema(name = "EntryBatch")
    record Batch(
            @NotNull(message = "is needed") @Schema(implementation = NewEntry[].class)
            List<JsonNode> entries) {}

    /** What became of one entry of the batch. */
    enum Result {
        created,
        duplicate,
        invalid
    }

    @Schema(name = "EntryBatchResult")
    record Line(int index, Result result, @Nullable Integer no, List<Violation> violations) {}

    @Schema(name = "EntryBatchResults")
    record Answer(List<Line> results) {}

    private record Read(int index, @Nullable NewEntry entry, List<Violation> violations) {}

    private final Incidents incidents;
    private final Timeline timeline;
    private final ObjectMapper json;
    private final Checked checked;

    BatchApi(Incidents incidents, Timeline timeline, ObjectMapper json, Checked checked) {
        this.incidents = incidents;
        this.timeline = timeline;
        this.json = json;
        this.checked = checked;
    }

    @POST
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Answer.class)))
    public Response log(
            @PathParam("ref") String ref, @QueryParam("atomic") @Nullable Boolean atomic, @Valid @NotNull Batch batch) {
        Incident incident = incidents.toChange(ref);
        if (batch.entries().size() > MOST) {
            throw Problem.tooMuch("A batch may hold at most " + MOST + " entries; send the rest in another one.");
        }
        List<Read> read = new ArrayList<>();
        for (JsonNode entry : batch.entries()) {
            read.add(read(read.size(), entry));
        }
        if (Boolean.TRUE.equals(atomic)) {
            refuseFaults(read);
        }
        List<NewEntry> valid =
                read.stream().map(Read::entry).filter(Objects::nonNull).toList();
        List<Timeline.Logged> logged = timeline.logAll(incident, valid);
        List<Line> lines = new ArrayList<>();
        int next = 0;
        for (Read one : read) {
            if (one.entry() == null) {
                lines.add(new Line(one.index(), Result.invalid, null, one.violations()));
            } else {
                Timeline.Logged done = logged.get(next++);
                Result result = done.created() ? Result.created : Result.duplicate;
                lines.add(new Line(one.index(), result, done.entry().no, List.of()));
            }
        }
        return Response.ok(new Answer(lines)).build();
    }

    private Read read(int index, JsonNode node) {
        try {
            NewEntry entry = json.treeToValue(node, NewEntry.class);
            if (entry == null) {
                return new Read(index, null, List.of(new Violation("", "must be a JSON object")));
            }
            List<Violation> violations = checked.violations(entry);
            return violations.isEmpty() ? new Read(index, entry, List.of()) : new Read(index, null, violations);
        } catch (JsonProcessingException fault) {
            Problem problem = JsonFaults.problem(fault);
            List<Violation> violations = problem.violations().isEmpty()
                    ? List.of(new Violation("", problem.detail()))
                    : problem.violations();
            return new Read(index, null, violations);
        }
    }

    private static void refuseFaults(List<Read> read) {
        List<Violation> violations = read.stream()
                .flatMap(one -> one.violations().stream()
                        .map(v -> new Violation(
                                "entries[" + one.index() + "]" + (v.field().isEmpty() ? "" : "." + v.field()),
                                v.message())))
                .toList();
        if (!violations.isEmpty()) {
            throw Problem.invalid(violations);
        }
    }
}
