package org.hindsight.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hindsight.account.Caller;
import org.hindsight.account.Role;
import org.hindsight.account.User;
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

/**
 * Brings in files of other systems: first a preview that writes nothing into the record, then a run that
 * does all of it in one transaction or nothing. Running the same file again adds nothing.
 */
@ApplicationScoped
class Imports {

    private static final String SOURCE = "statuspage";

    private final Caller caller;
    private final Incidents incidents;
    private final Timeline timeline;
    private final EntityManager database;
    private final ObjectMapper json;
    private final Clock clock;
    private final Statuspage statuspage;

    Imports(
            Caller caller,
            Incidents incidents,
            Timeline timeline,
            EntityManager database,
            ObjectMapper json,
            Clock clock) {
        this.caller = caller;
        this.incidents = incidents;
        this.timeline = timeline;
        this.database = database;
        this.json = json;
        this.clock = clock;
        this.statuspage = new Statuspage(json);
    }

    /** Takes a file in and tells what a run would do. */
    ImportView preview(ImportFormat format, byte[] content, @Nullable String into) {
        caller.mustBe(Role.RESPONDER);
        Import brought = new Import();
        brought.format = format;
        brought.state = ImportView.State.PREVIEWED;
        brought.by = database.getReference(User.class, caller.person().id);
        brought.createdAt = clock.instant();
        brought.into = into == null || into.isBlank() ? null : into.strip();
        brought.content = content;
        brought.items =
                text(read(brought).stream().map(one -> plan(brought, one)).toList());
        brought.persist();
        return view(brought);
    }

    /** An import of the caller's own; an admin sees all. */
    ImportView view(long id) {
        return view(known(id, LockModeType.NONE));
    }

    /** Does what the preview told, as far as it still has to be done. */
    ImportView run(long id) {
        caller.mustBe(Role.RESPONDER);
        Import brought = known(id, LockModeType.PESSIMISTIC_WRITE);
        if (brought.state != ImportView.State.PREVIEWED) {
            throw Problem.refused("This import was run already. Bring the file again to import what is new in it.");
        }
        brought.items =
                text(read(brought).stream().map(one -> take(brought, one)).toList());
        brought.state = ImportView.State.DONE;
        return view(brought);
    }

    private Import known(long id, LockModeType lock) {
        Import brought = database.find(Import.class, id, lock);
        if (brought == null || !(caller.admin() || brought.by.email.equals(caller.email()))) {
            throw Problem.notFound("There is no such import.");
        }
        return brought;
    }

    private List<StatuspageIncident> read(Import brought) {
        List<StatuspageIncident> read = statuspage.read(brought.content);
        if (brought.into != null && read.size() != 1) {
            throw Problem.invalid(
                    "incident", "can be named only for a file with one incident; this one has " + read.size());
        }
        return read;
    }

    private ImportView.Item plan(Import brought, StatuspageIncident one) {
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

    private Optional<Incident> target(Import brought, StatuspageIncident one) {
        if (brought.into != null) {
            return Optional.of(incidents.toRead(brought.into));
        }
        return ImportedIncident.of(brought.format, one.id()).map(known -> incidents.toRead(known.ref()));
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

    private ImportView.Item take(Import brought, StatuspageIncident one) {
        Optional<Incident> known = target(brought, one);
        Incident incident;
        if (known.isPresent()) {
            incident = incidents.toChange(known.get().ref());
        } else {
            incident = incidents.declare(declaration(one));
            ImportedIncident.remember(brought.format, one.id(), incident);
        }
        int fresh = tell(incident, one);
        if (known.isEmpty()) {
            return item(ImportView.Action.CREATE, one, fresh, incident.ref());
        }
        return item(fresh == 0 ? ImportView.Action.SKIP : ImportView.Action.MERGE, one, fresh, incident.ref());
    }

    private static NewIncident declaration(StatuspageIncident one) {
        List<String> slugs = one.components().stream().map(Imports::slug).toList();
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

    private ImportView view(Import brought) {
        List<ImportView.Item> items = items(brought);
        return new ImportView(
                brought.id, brought.format, brought.state, brought.createdAt, ImportView.Counts.of(items), items);
    }

    private List<ImportView.Item> items(Import brought) {
        try {
            return json.readValue(brought.items, new TypeReference<List<ImportView.Item>>() {});
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("Import " + brought.id + " holds items that cannot be read", broken);
        }
    }

    private String text(List<ImportView.Item> items) {
        try {
            return json.writeValueAsString(items);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
