package org.hindsight.overview;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.hindsight.account.Person;
import org.hindsight.edition.Editions;
import org.hindsight.followup.ActionItems;
import org.hindsight.followup.ActionState;
import org.hindsight.followup.ActionType;
import org.hindsight.followup.ActionView;
import org.hindsight.followup.Priority;
import org.hindsight.incident.Incident;
import org.hindsight.incident.IncidentView;
import org.hindsight.incident.Incidents;
import org.hindsight.incident.Service;
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
            List<Editions.Published> reports) {

        public LocalDate today() {
            return LocalDate.ofInstant(now, ZoneOffset.UTC);
        }
    }

    /**
     * A service whose users report problems.
     *
     * @param incidents that run and name it
     */
    record Reported(Spikes.Spike spike, List<IncidentView> incidents) {}

    /**
     * An action with the incident that it belongs to.
     *
     * @param late for how many days it has been overdue; 0 when it is not
     */
    record Due(
            String ref,
            String incident,
            ActionView action,
            @Nullable String owner,
            long late) {

        public boolean overdue() {
            return late > 0;
        }
    }

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
     * @param overdue how many of those that the filters let through are overdue, under whichever tab
     * @param query the filters as an address holds them, with an ampersand at the end if there are any
     * @param next the address of the following page, empty at the end
     */
    record Actions(
            List<Due> actions,
            Which which,
            List<Choice> tabs,
            List<Choice> services,
            int overdue,
            boolean filtered,
            String query,
            String next) {}

    private static final List<String> FILTERS = List.of("owner", "type", "priority", "incident", "service");

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
                due(actions.across(ActionItems.Wanted.ALL.overdueOnly(), null, null)
                        .items()),
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
            @QueryParam("type") @Nullable ActionType type,
            @QueryParam("priority") @Nullable Priority priority,
            @QueryParam("cursor") @Nullable String cursor,
            @Context UriInfo uri) {
        Which shown = which == null ? Which.TO_DO : which;
        Map<String, List<String>> typed = new LinkedHashMap<>();
        FILTERS.forEach(field -> {
            String text = uri.getQueryParameters().getFirst(field);
            if (text != null && !text.isBlank()) {
                typed.put(field, List.of(text.strip()));
            }
        });
        Form form = Form.of(typed);
        ActionItems.Wanted wanted = new ActionItems.Wanted(
                Set.of(), form.value("owner"), null, type, priority, form.value("incident"), form.value("service"));
        Listing<ActionItems.Listed> found = actions.across(under(shown, wanted), null, cursor);
        String query = typed.entrySet().stream()
                .map(field -> field.getKey() + "="
                        + Wording.inAddress(field.getValue().get(0)) + "&")
                .collect(Collectors.joining());
        return Templates.actions(
                new Actions(
                        due(found.items()),
                        shown,
                        Choice.of(Which.values()),
                        Service.catalogue().stream()
                                .map(service -> new Choice(service.slug, service.name))
                                .toList(),
                        Math.toIntExact(actions.count(wanted.overdueOnly())),
                        !typed.isEmpty(),
                        query,
                        found.next() == null
                                ? ""
                                : "/actions?" + query + "show=" + shown + "&cursor=" + Wording.inAddress(found.next())),
                form);
    }

    private static ActionItems.Wanted under(Which tab, ActionItems.Wanted wanted) {
        return switch (tab) {
            case TO_DO -> wanted.in(ActionState.PENDING);
            case OVERDUE -> wanted.overdueOnly();
            case DONE -> wanted.in(Set.of(ActionState.DONE));
            case WONT_DO -> wanted.in(Set.of(ActionState.WONT_DO));
            case ALL -> wanted;
        };
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
                        one.action().daysOverdue(today)))
                .toList();
    }
}
