package org.hindsight.overview;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.hindsight.incident.Incident;
import org.hindsight.incident.Incidents;
import org.hindsight.incident.Journal;
import org.hindsight.platform.problem.Problem;
import org.hindsight.platform.web.Form;
import org.hindsight.platform.web.TypedTime;
import org.jspecify.annotations.Nullable;

/** An incident as its responders knew it at any moment: the war room of then, to be read and not to be written. */
@Path("/incidents/{ref}/replay")
@RolesAllowed("VIEWER")
@Transactional
@Produces(MediaType.TEXT_HTML)
class ReplayPages {

    @CheckedTemplate(basePath = "overview")
    static class Templates {
        private Templates() {}

        static native TemplateInstance replay(Replay replay, Room room, Form form);
    }

    /**
     * Where in the record one stands.
     *
     * @param at the moment that is shown
     * @param step the number of the last moment, up to {@code at}, at which something was recorded; counted from 1
     * @param steps how many such moments there are
     * @param fault why another moment than the one asked for is shown, if it is
     */
    record Replay(
            String ref,
            Instant at,
            int step,
            int steps,
            @Nullable String fault) {

        public boolean first() {
            return step <= 1;
        }

        public boolean last() {
            return step >= steps;
        }
    }

    private final Incidents incidents;
    private final WarRoom rooms;
    private final Journal journal;
    private final Clock clock;

    ReplayPages(Incidents incidents, WarRoom rooms, Journal journal, Clock clock) {
        this.incidents = incidents;
        this.rooms = rooms;
        this.journal = journal;
        this.clock = clock;
    }

    /**
     * The incident as it was known; as it is known now where nothing is asked for.
     *
     * @param at the moment
     * @param time the moment as a person types it, in the incident's zone
     * @param step the number of a moment at which something was recorded, from 1
     */
    @GET
    public TemplateInstance replay(
            @PathParam("ref") String ref,
            @QueryParam("at") @Nullable Instant at,
            @QueryParam("time") @Nullable String time,
            @QueryParam("step") @Nullable Integer step,
            @BeanParam TimelineFilter filter,
            @Context RoutingContext exchange) {
        Incident incident = incidents.toRead(ref);
        filter.remember(exchange);
        List<Instant> moments = journal.moments(incident);
        Optional<Instant> typed = time == null || time.isBlank()
                ? Optional.empty()
                : TypedTime.read(time, incident.zoneId(), clock.instant()).map(moment -> moment.toInstant());
        String fault = time == null || time.isBlank() || typed.isPresent()
                ? null
                : "“" + time.strip() + "” " + TypedTime.fault(time, incident.zoneId(), clock.instant());
        Instant last = moments.get(moments.size() - 1);
        Instant asked = at != null ? at : typed.orElse(step == null ? last : moments.get(within(step, moments) - 1));
        boolean tooEarly = asked.isBefore(moments.get(0));
        Instant shown = tooEarly ? moments.get(0) : asked;
        Room room = rooms.asKnownAt(incident, shown, filter)
                .orElseThrow(() -> Problem.notFound("Nothing is recorded of " + ref + " yet."));
        return Templates.replay(
                new Replay(
                        ref,
                        shown,
                        reached(shown, moments),
                        moments.size(),
                        tooEarly ? "Nothing was recorded by then; this is the beginning." : fault),
                room,
                Form.EMPTY.with("time", time == null ? "" : time));
    }

    private static int within(int step, List<Instant> moments) {
        return Math.max(1, Math.min(step, moments.size()));
    }

    /** How many of the moments had passed. */
    private static int reached(Instant at, List<Instant> moments) {
        int found = Collections.binarySearch(moments, at);
        return found >= 0 ? found + 1 : -found - 1;
    }
}
