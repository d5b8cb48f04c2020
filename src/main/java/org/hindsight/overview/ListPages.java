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
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.hindsight.incident.IncidentView;
import org.hindsight.incident.Incidents;
import org.hindsight.incident.MilestoneName;
import org.hindsight.incident.MilestoneView;
import org.hindsight.incident.Service;
import org.hindsight.incident.Severity;
import org.hindsight.incident.Status;
import org.hindsight.platform.Listing;
import org.hindsight.platform.problem.Violation;
import org.hindsight.platform.web.Choice;
import org.hindsight.platform.web.Form;
import org.jspecify.annotations.Nullable;

/** The list of incidents, with its filters in the address. */
@Path("/incidents")
@RolesAllowed("VIEWER")
@Transactional
@Produces(MediaType.TEXT_HTML)
class ListPages {

    @CheckedTemplate(basePath = "overview")
    static class Templates {
        private Templates() {}

        static native TemplateInstance incidents(IncidentList page, Form form);
    }

    /**
     * One line of the list.
     *
     * @param started when the impact started, or else when it was declared
     * @param declared whether it is the declaration
     */
    record Line(IncidentView incident, String services, Instant started, boolean declared, ImpactClock clock) {}

    /**
     * A page of the list.
     *
     * @param filtered whether anything is being looked for
     * @param more whether the rarer filters are in use
     * @param next the address of the following page, empty at the end
     */
    record IncidentList(List<Line> lines, List<Choice> services, boolean filtered, boolean more, String next) {}

    private static final List<String> FILTERS = List.of("q", "status", "severity", "service", "tag", "from", "to");

    private final Incidents incidents;
    private final Clock clock;

    ListPages(Incidents incidents, Clock clock) {
        this.incidents = incidents;
        this.clock = clock;
    }

    @GET
    public TemplateInstance list(
            @QueryParam("status") @Nullable Status status,
            @QueryParam("severity") @Nullable Severity severity,
            @QueryParam("cursor") @Nullable String cursor,
            @Context UriInfo uri) {
        Map<String, List<String>> typed = new LinkedHashMap<>();
        FILTERS.forEach(field -> {
            String text = uri.getQueryParameters().getFirst(field);
            if (text != null && !text.isBlank()) {
                typed.put(field, List.of(text.strip()));
            }
        });
        Form form = Form.of(typed);
        List<Violation> faults = new ArrayList<>();
        Instant from = day(form, "from", 0, faults);
        Instant to = day(form, "to", 1, faults);
        Incidents.Wanted wanted = new Incidents.Wanted(
                form.value("q"), status, severity, form.value("service"), form.value("tag"), from, to);
        Listing<IncidentView> found = incidents.list(wanted, null, cursor);
        Map<String, String> names = Service.catalogue().stream()
                .collect(Collectors.toMap(s -> s.slug, s -> s.name, (one, other) -> one, LinkedHashMap::new));
        Instant now = clock.instant();
        IncidentList page = new IncidentList(
                found.items().stream()
                        .map(incident -> line(incident, names, now))
                        .toList(),
                names.entrySet().stream()
                        .map(service -> new Choice(service.getKey(), service.getValue()))
                        .toList(),
                !typed.isEmpty(),
                List.of("tag", "from", "to").stream().anyMatch(typed::containsKey),
                found.next() == null ? "" : "/incidents?" + query(typed) + "cursor=" + encoded(found.next()));
        return Templates.incidents(page, faults.isEmpty() ? form : form.withFaults(faults));
    }

    private static Line line(IncidentView incident, Map<String, String> names, Instant now) {
        MilestoneView started = incident.milestones().get(MilestoneName.IMPACT_STARTED);
        return new Line(
                incident,
                incident.services().stream()
                        .map(slug -> names.getOrDefault(slug, slug))
                        .collect(Collectors.joining(", ")),
                started == null ? incident.declaredAt() : started.at(),
                started == null,
                ImpactClock.of(incident, now));
    }

    private static @Nullable Instant day(Form form, String field, int later, List<Violation> faults) {
        try {
            return form.value(field).isEmpty()
                    ? null
                    : LocalDate.parse(form.value(field))
                            .plusDays(later)
                            .atStartOfDay(ZoneOffset.UTC)
                            .toInstant();
        } catch (DateTimeException notADay) {
            faults.add(new Violation(field, "is not a day; write 2026-11-23"));
            return null;
        }
    }

    private static String query(Map<String, List<String>> typed) {
        return typed.entrySet().stream()
                .map(field -> field.getKey() + "=" + encoded(field.getValue().get(0)) + "&")
                .collect(Collectors.joining());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
