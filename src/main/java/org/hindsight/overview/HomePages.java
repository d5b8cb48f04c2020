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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.hindsight.account.Person;
import org.hindsight.edition.Editions;
import org.hindsight.followup.ActionItems;
import org.hindsight.followup.ActionState;
import org.hindsight.followup.ActionView;
import org.hindsight.incident.Incident;
import org.hindsight.incident.IncidentView;
import org.hindsight.incident.Incidents;
import org.hindsight.platform.Listing;
import org.hindsight.platform.web.Choice;
import org.hindsight.platform.web.Form;
import org.hindsight.platform.web.Wording;
import org.hindsight.postmortem.Drafts;
import org.hindsight.pulse.Spikes;
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
            @Nullable Promised promised,
            @Nullable EntryView last) {}

    /**
     * What is going on, what waits for somebody, and what was published.
     *
     * @param now the moment for which the page holds
     */
    record Home(
            Instant now,
            List<Ongoing> ongoing,
            List<Reported> reported,
            List<Due> overdue,
            List<Drafts.Waiting> drafts,
            List<Drafts.Waiting> unwritten,
            List<Editions.Published> reports) {}

    /**
     * A service whose users report problems.
     *
     * @param incidents that run and name it
     */
    record Reported(Spikes.Spike spike, List<IncidentView> incidents) {}

    /** An action with the incident that it belongs to. */
    record Due(
            String ref,
            String incident,
            ActionView action,
            @Nullable String owner,
            boolean overdue) {}

    /** Which actions are shown: what is to be done, what is late, what is settled one way or the other, or all. */
    enum Which {
        TO_DO,
        OVERDUE,
        DONE,
        WONT_DO,
        ALL
    }

    /**
     * The actions of all incidents.
     *
     * @param next the address of the following page, empty at the end
     */
    record Actions(List<Due> actions, Which which, List<Choice> tabs, boolean filtered, String next) {}

    private static final ActionItems.Wanted OVERDUE = new ActionItems.Wanted(null, null, true);

    /** How many of each kind stand on the first page. */
    private static final int FEW = 5;

    private final Incidents incidents;
    private final Timeline timeline;
    private final ActionItems actions;
    private final Drafts drafts;
    private final Editions editions;
    private final Spikes spikes;
    private final Clock clock;

    HomePages(
            Incidents incidents,
            Timeline timeline,
            ActionItems actions,
            Drafts drafts,
            Editions editions,
            Spikes spikes,
            Clock clock) {
        this.incidents = incidents;
        this.timeline = timeline;
        this.actions = actions;
        this.drafts = drafts;
        this.editions = editions;
        this.spikes = spikes;
        this.clock = clock;
    }

    @GET
    public TemplateInstance home() {
        List<IncidentView> running = incidents.ongoing();
        return Templates.home(new Home(
                clock.instant(),
                running.stream().map(this::ongoing).toList(),
                spikes.standing().stream()
                        .map(spike -> new Reported(
                                spike,
                                running.stream()
                                        .filter(incident -> incident.services().contains(spike.slug()))
                                        .toList()))
                        .toList(),
                due(actions.across(OVERDUE, null, null).items()),
                drafts.begun().stream()
                        .filter(draft -> !editions.settled(draft.incident()))
                        .limit(FEW)
                        .toList(),
                drafts.notBegun(FEW),
                editions.newest(FEW)));
    }

    private Ongoing ongoing(IncidentView view) {
        Incident incident = incidents.toRead(view.ref());
        return new Ongoing(
                view,
                String.join(", ", WarRoom.serviceNames(view)),
                ImpactClock.of(view, clock.instant()),
                WarRoom.commander(view),
                Promised.of(view, clock.instant()),
                timeline.last(incident).orElse(null));
    }

    @GET
    @Path("actions")
    public TemplateInstance actions(
            @QueryParam("show") @Nullable Which which,
            @QueryParam("owner") @Nullable String typed,
            @QueryParam("cursor") @Nullable String cursor) {
        Which shown = which == null ? Which.TO_DO : which;
        String owner = typed == null ? "" : typed.strip();
        Listing<ActionItems.Listed> found = switch (shown) {
            case TO_DO -> toDo(owner);
            case OVERDUE -> actions.across(new ActionItems.Wanted(null, owner, true), null, cursor);
            case DONE -> actions.across(new ActionItems.Wanted(ActionState.DONE, owner, null), null, cursor);
            case WONT_DO -> actions.across(new ActionItems.Wanted(ActionState.WONT_DO, owner, null), null, cursor);
            case ALL -> actions.across(new ActionItems.Wanted(null, owner, null), null, cursor);
        };
        return Templates.actions(
                new Actions(
                        due(found.items()),
                        shown,
                        Choice.of(Which.values()),
                        !owner.isEmpty(),
                        found.next() == null
                                ? ""
                                : "/actions?show=" + shown + "&owner=" + Wording.inAddress(owner) + "&cursor="
                                        + Wording.inAddress(found.next())),
                Form.EMPTY.with("owner", owner));
    }

    /** What is open or in progress, the most urgent first; more than a page of it is under the other tabs. */
    private Listing<ActionItems.Listed> toDo(String owner) {
        List<ActionItems.Listed> all = new ArrayList<>();
        for (ActionState state : ActionState.values()) {
            if (state.pending()) {
                all.addAll(actions.across(new ActionItems.Wanted(state, owner, null), Listing.MAX_LIMIT, null)
                        .items());
            }
        }
        all.sort(Comparator.comparing(
                listed -> listed.action().dueOn(), Comparator.nullsLast(Comparator.naturalOrder())));
        return Listing.whole(all);
    }

    private List<Due> due(List<ActionItems.Listed> listed) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        Map<String, String> names = Person.present().stream().collect(Collectors.toMap(Person::email, Person::name));
        return listed.stream()
                .map(one -> new Due(
                        one.incident(),
                        one.incidentTitle(),
                        one.action(),
                        one.action().owner() == null
                                ? null
                                : names.getOrDefault(
                                        one.action().owner(), one.action().owner()),
                        one.action().overdue(today)))
                .toList();
    }
}
