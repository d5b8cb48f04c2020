package org.hindsight.pulse;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hindsight.account.Caller;
import org.hindsight.incident.Platform;
import org.hindsight.platform.idempotency.Idempotent;
import org.hindsight.platform.json.Checked;
import org.hindsight.platform.problem.JsonFaults;
import org.hindsight.platform.problem.Problem;
import org.hindsight.platform.problem.Violation;
import org.hindsight.platform.web.ClientAddress;
import org.jspecify.annotations.Nullable;

/** User reports of a service: sent one by one or by collectors, brought in as a series, and read as counts. */
@Path("/api/v1/services/{slug}/user-reports")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("VIEWER")
@Transactional
@Idempotent
@Tag(name = "User reports")
class ReportApi {

    private static final int MOST = 10_000;

    /** What became of a report: somebody who was counted within the last 15 minutes is not counted again. */
    @Schema(name = "UserReportCounted")
    record Counted(boolean counted) {}

    /**
     * What a collector counted.
     *
     * @param at when, if not just now: up to 24 hours back, 5 minutes ahead
     * @param count how many, 1 if not said
     */
    @Schema(name = "CollectedUserReports")
    record Collected(
            @Size(max = 200, message = "may have at most 200 characters") @Nullable String symptom,

            @Nullable Platform platform,

            @Size(max = 100, message = "may have at most 100 characters") @Nullable String region,

            @Nullable Instant at,

            @Min(value = 1, message = "must be at least 1") @Max(value = 1_000_000, message = "may be at most 1,000,000") @Nullable Integer count) {}

    @Schema(name = "UserReportBatch")
    record Batch(
            @NotNull(message = "is needed") @Schema(implementation = Collected[].class)
            List<JsonNode> reports) {}

    /** A report of a batch that was not counted. */
    @Schema(name = "RejectedUserReport")
    record Rejected(int index, List<Violation> violations) {}

    @Schema(name = "UserReportBatchResult")
    record Taken(long accepted, List<Rejected> rejected) {}

    private final Reception reception;
    private final Ledger ledger;
    private final PastReports past;
    private final History history;
    private final Flood flood;
    private final Checked checked;
    private final ObjectMapper json;
    private final ClientAddress addresses;
    private final HttpServerRequest request;
    private final Caller caller;
    private final Clock clock;

    ReportApi(
            Reception reception,
            Ledger ledger,
            PastReports past,
            History history,
            Flood flood,
            Checked checked,
            ObjectMapper json,
            ClientAddress addresses,
            @Context HttpServerRequest request,
            Caller caller,
            Clock clock) {
        this.reception = reception;
        this.ledger = ledger;
        this.past = past;
        this.history = history;
        this.flood = flood;
        this.checked = checked;
        this.json = json;
        this.addresses = addresses;
        this.request = request;
        this.caller = caller;
        this.clock = clock;
    }

    /** Says that it is broken for the sender; strangers may where the service allows it. */
    @POST
    @PermitAll
    @Consumes(MediaType.APPLICATION_JSON)
    @APIResponse(responseCode = "202", content = @Content(schema = @Schema(implementation = Counted.class)))
    public Response report(@PathParam("slug") String slug, @Valid @NotNull NewReport said) {
        Offer offer = Offers.of(slug)
                .filter(service -> service.anonymous() || caller.signedIn())
                .orElseThrow(this::unknown);
        boolean counted = reception.counts(offer, Sender.of(request, addresses), () -> said);
        return Response.accepted(new Counted(counted)).build();
    }

    /** Counts what a collector saw, up to 10,000 lines at once; a faulty line is named and the others are counted. */
    @POST
    @Path("/batch")
    @RolesAllowed("RESPONDER")
    @Consumes(MediaType.APPLICATION_JSON)
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Taken.class)))
    public Response collect(@PathParam("slug") String slug, @Valid @NotNull Batch batch) {
        Offer offer = Offers.known(slug);
        if (batch.reports().size() > MOST) {
            throw Problem.tooMuch("A batch may hold at most 10,000 reports; send the rest in another one.");
        }
        Instant now = clock.instant();
        List<Report> reports = new ArrayList<>();
        List<Rejected> rejected = new ArrayList<>();
        // What thousands of people say at once is few different lines: each of them is read and checked once.
        Map<JsonNode, Report> alike = new HashMap<>();
        for (int i = 0; i < batch.reports().size(); i++) {
            try {
                reports.add(alike.computeIfAbsent(batch.reports().get(i), line -> read(offer, line, now)));
            } catch (Problem refused) {
                rejected.add(new Rejected(i, violations(refused)));
            }
        }
        ledger.count(reports, now);
        long accepted = reports.stream().mapToLong(Report::count).sum();
        return Response.ok(new Taken(accepted, rejected)).build();
    }

    private Report read(Offer offer, JsonNode line, Instant now) {
        try {
            Collected collected = json.treeToValue(line, Collected.class);
            if (collected == null) {
                throw Problem.invalid("must be a JSON object");
            }
            checked.valid(collected);
            List<Violation> faults =
                    new ArrayList<>(offer.unlisted(collected.symptom(), collected.platform(), collected.region()));
            Report.outOfTime(collected.at(), now).ifPresent(faults::add);
            if (!faults.isEmpty()) {
                throw Problem.invalid(faults);
            }
            Instant at = Objects.requireNonNullElse(collected.at(), now);
            return new Report(
                    Report.Key.of(offer, at, collected.platform(), collected.region(), collected.symptom()),
                    Objects.requireNonNullElse(collected.count(), 1),
                    null,
                    null);
        } catch (JsonProcessingException unreadable) {
            throw JsonFaults.problem(unreadable);
        }
    }

    private static List<Violation> violations(Problem refused) {
        return refused.violations().isEmpty() ? List.of(new Violation("", refused.detail())) : refused.violations();
    }

    /** What became of a series. */
    @Schema(name = "UserReportSeriesResult")
    record SeriesTaken(long accepted, long gaps, long faults, List<Imported.Rejected> rejected) {}

    /**
     * Brings in history of any age; it takes the place of what stood between its first and its last time. A line that cannot
     * be read is named (the first hundred are) and the others are taken.
     */
    @PUT
    @Path("/series")
    @RolesAllowed("ADMIN")
    @Consumes("text/csv")
    public SeriesTaken bringIn(@PathParam("slug") String slug, @NotNull String csv) {
        Imported series = past.bringIn(Offers.known(slug), csv);
        return new SeriesTaken(series.accepted(), series.gaps(), series.faults(), series.rejected());
    }

    /** Counts by step; for everybody where the service's page is public. */
    @GET
    @PermitAll
    public ReportsView counts(
            @PathParam("slug") String slug,
            @QueryParam("from") @Nullable Instant from,
            @QueryParam("to") @Nullable Instant to,
            @QueryParam("step") @Nullable String step) {
        Offer offer = Offers.of(slug)
                .filter(service -> service.open() || caller.signedIn())
                .orElseThrow(this::unknown);
        Stretch stretch = Stretch.asked(from, to, step, clock.instant());
        if (caller.signedIn()) {
            return history.of(offer, stretch);
        }
        flood.mayAsk(Sender.of(request, addresses));
        return history.lately(offer, stretch);
    }

    /** A stranger does not learn whether there is such a service. */
    private Problem unknown() {
        return caller.signedIn() ? Problem.notFound("There is no such service.") : Problem.unauthorized();
    }
}
