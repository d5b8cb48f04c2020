package org.hindsight.overview;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.hindsight.followup.ActionList;
import org.hindsight.incident.Incident;
import org.hindsight.incident.IncidentView;
import org.hindsight.incident.Incidents;
import org.hindsight.platform.web.Choice;
import org.hindsight.platform.web.Form;
import org.hindsight.timeline.EntryView;
import org.hindsight.timeline.Timeline;
import org.jspecify.annotations.Nullable;

/** The first page, and the list of everything that is to be done. */
@Path("/")
@RolesAllowed("VIEWER")
@Transactional
@Produces(MediaType.TEXT_HTML)
class HomePages {

    @CheckedTemplate(basePath = "overview")
    static class Templates {
        private Templates() {}

        static native TemplateInstance home(Home page);

        static native TemplateInstance actions(Actions page, Form form);
    }

    /** An incident that still runs. */
    record Ongoing(
            IncidentView incident,
            String services,
            ImpactClock clock,
            @Nullable String commander,
            @Nullable EntryView last) {}

    /** What is going on, and what should have been done. */
    record Home(List<Ongoing> ongoing, List<ActionList.Located> overdue) {}

    /** The actions of all incidents. */
    record Actions(
            List<ActionList.Located> actions, ActionList.Which which, List<Choice> tabs, boolean filtered, int most) {}

    private final Incidents incidents;
    private final Timeline timeline;
    private final ActionList actions;
    private final Clock clock;

    HomePages(Incidents incidents, Timeline timeline, ActionList actions, Clock clock) {
        this.incidents = incidents;
        this.timeline = timeline;
        this.actions = actions;
        this.clock = clock;
    }

    @GET
    public TemplateInstance home() {
        return Templates.home(new Home(
                incidents.ongoing().stream().map(this::ongoing).toList(),
                actions.of(ActionList.Which.OVERDUE, null, today())));
    }

    private Ongoing ongoing(IncidentView view) {
        Incident incident = incidents.toRead(view.ref());
        return new Ongoing(
                view,
                String.join(", ", WarRoom.serviceNames(view)),
                ImpactClock.of(view, clock.instant()),
                WarRoom.commander(view),
                timeline.last(incident).orElse(null));
    }

    @GET
    @Path("actions")
    public TemplateInstance actions(
            @QueryParam("show") ActionList.@Nullable Which which, @QueryParam("owner") @Nullable String typed) {
        ActionList.Which shown = which == null ? ActionList.Which.OPEN : which;
        String owner = typed == null ? "" : typed.strip();
        boolean filtered = !owner.isEmpty();
        return Templates.actions(
                new Actions(
                        actions.of(shown, owner, today()),
                        shown,
                        Choice.of(ActionList.Which.values()),
                        filtered,
                        ActionList.MOST),
                filtered ? Form.EMPTY.with("owner", owner) : Form.EMPTY);
    }

    private LocalDate today() {
        Instant now = clock.instant();
        return LocalDate.ofInstant(now, ZoneOffset.UTC);
    }
}
