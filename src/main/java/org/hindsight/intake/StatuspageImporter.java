package org.hindsight.intake;

import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hindsight.incident.Audience;
import org.hindsight.incident.Incident;
import org.hindsight.incident.Incidents;
import org.hindsight.incident.MilestoneName;
import org.hindsight.incident.NewIncident;
import org.hindsight.incident.Service;
import org.hindsight.platform.problem.Problem;
import org.hindsight.platform.time.Precision;
import org.hindsight.timeline.EntryKind;
import org.hindsight.timeline.NewEntry;
import org.hindsight.timeline.Source;
import org.hindsight.timeline.Timeline;
import org.jspecify.annotations.Nullable;

/** Brings in the incidents of a Statuspage: its updates become entries, and running the same file again adds nothing. */
@ApplicationScoped
class StatuspageImporter implements Importer {

    private static final String SOURCE = "statuspage";

    private final Incidents incidents;
    private final Timeline timeline;
    private final Clock clock;
    private final Statuspage statuspage;

    StatuspageImporter(Incidents incidents, Timeline timeline, ObjectMapper json, Clock clock) {
        this.incidents = incidents;
        this.timeline = timeline;
        this.clock = clock;
        ObjectMapper bounded = json.copy();
        bounded.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxTokenCount(Brought.MOST_TOKENS)
                        .build());
        this.statuspage = new Statuspage(bounded);
    }

    @Override
    public ImportFormat format() {
        return ImportFormat.STATUSPAGE;
    }

    @Override
    public List<ImportView.Item> plan(Brought brought) {
        return read(brought).stream().map(one -> plan(brought, one)).toList();
    }

    @Override
    public List<ImportView.Item> take(Brought brought) {
        return read(brought).stream().map(one -> take(brought, one)).toList();
    }

    private List<StatuspageIncident> read(Brought brought) {
        List<StatuspageIncident> read = statuspage.read(brought.content());
        if (brought.into() != null && read.size() != 1) {
            throw Problem.invalid(
                    "incident", "can be named only for a file with one incident; this one has " + read.size());
        }
        return read;
    }

    private ImportView.Item plan(Brought brought, StatuspageIncident one) {
        Optional<Incident> known = target(brought, one);
        int all = one.updates().size();
        if (known.isEmpty()) {
            return item(ImportView.Action.CREATE, one, all, null);
        }
        Set<String> there = there(known.get());
        int fresh = (int)
                one.updates().stream().filter(u -> !there.contains(u.id())).count();
        return item(
                fresh == 0 ? ImportView.Action.SKIP : ImportView.Action.MERGE,
                one,
                fresh,
                known.get().ref());
    }

    private Optional<Incident> target(Brought brought, StatuspageIncident one) {
        if (brought.into() != null) {
            return Optional.of(incidents.toRead(brought.into()));
        }
        return ImportedIncident.of(format(), one.id()).map(known -> incidents.toRead(known.ref()));
    }

    private Set<String> there(Incident incident) {
        Set<String> ids = new HashSet<>();
        timeline.all(incident, Timeline.Wanted.ALL_WITH_RETRACTED).forEach(entry -> {
            Source source = entry.source();
            if (source != null && source.name().equals(SOURCE) && source.externalId() != null) {
                ids.add(source.externalId());
            }
        });
        return ids;
    }

    private static ImportView.Item item(
            ImportView.Action action, StatuspageIncident one, int fresh, @Nullable String ref) {
        String what = "incident “" + one.name() + "” with " + one.updates().size()
                + (one.updates().size() == 1 ? " update" : " updates");
        List<String> reasons = new ArrayList<>();
        switch (action) {
            case CREATE -> reasons.add("not imported before");
            case MERGE -> reasons.add(fresh + " of its updates are new");
            case SKIP -> reasons.add("everything in it is here already");
        }
        reasons.addAll(one.doubts());
        return new ImportView.Item(action, what, ref, String.join("; ", reasons));
    }

    private ImportView.Item take(Brought brought, StatuspageIncident one) {
        Optional<Incident> known = target(brought, one);
        Incident incident;
        if (known.isPresent()) {
            incident = incidents.toChange(known.get().ref());
        } else {
            incident = incidents.declare(declaration(one));
            ImportedIncident.remember(format(), one.id(), incident);
        }
        int fresh = tell(incident, one);
        if (known.isEmpty()) {
            return item(ImportView.Action.CREATE, one, fresh, incident.ref());
        }
        return item(fresh == 0 ? ImportView.Action.SKIP : ImportView.Action.MERGE, one, fresh, incident.ref());
    }

    private static NewIncident declaration(StatuspageIncident one) {
        List<String> slugs =
                one.components().stream().map(StatuspageImporter::slug).toList();
        List<String> known = Service.catalogue().stream()
                .map(service -> service.slug)
                .filter(slugs::contains)
                .toList();
        return new NewIncident(
                one.name(),
                one.severity(),
                null,
                known,
                one.zone(),
                one.startedAt().map(java.time.OffsetDateTime::toInstant).orElse(null),
                null,
                one.createdAt().toInstant(),
                null,
                null,
                List.of(SOURCE));
    }

    private static String slug(String name) {
        return name.toLowerCase(java.util.Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
    }

    /** Logs the updates that are not there yet, moves the status along; answers how many were new. */
    private int tell(Incident incident, StatuspageIncident one) {
        List<NewEntry> lines =
                one.updates().stream().map(update -> line(one, update)).toList();
        List<Timeline.Logged> logged = timeline.logAll(incident, lines);
        int fresh = 0;
        for (int i = 0; i < logged.size(); i++) {
            if (logged.get(i).created()) {
                fresh++;
                follow(incident, one.updates().get(i), logged.get(i).entry().no);
            }
        }
        if (fresh > 0 && incident.at(MilestoneName.FIRST_PUBLIC_UPDATE).isEmpty()) {
            Instant first = one.updates().get(0).shownAt().toInstant();
            incidents.setMilestone(
                    incident,
                    MilestoneName.FIRST_PUBLIC_UPDATE,
                    first,
                    Precision.SECOND,
                    logged.get(0).entry().no);
        }
        return fresh;
    }

    private void follow(Incident incident, StatuspageIncident.Update update, int entry) {
        update.status()
                .filter(status -> status != incident.status)
                .ifPresent(status ->
                        incidents.become(incident, status, update.shownAt().toInstant(), entry, null, clock.instant()));
    }

    private static NewEntry line(StatuspageIncident one, StatuspageIncident.Update update) {
        return new NewEntry(
                update.text(),
                EntryKind.COMMUNICATION,
                update.shownAt(),
                null,
                null,
                null,
                Audience.PUBLIC,
                null,
                new Source(SOURCE, one.shortlink().orElse(null), update.id()));
    }
}
