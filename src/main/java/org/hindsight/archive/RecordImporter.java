package org.hindsight.archive;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.runtime.configuration.MemorySize;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.exception.DataException;
import org.hindsight.account.Caller;
import org.hindsight.account.Role;
import org.hindsight.account.User;
import org.hindsight.incident.Audience;
import org.hindsight.incident.Changed;
import org.hindsight.incident.Incident;
import org.hindsight.incident.Lasting;
import org.hindsight.incident.Restoration;
import org.hindsight.incident.Service;
import org.hindsight.incident.chapter.Chapter;
import org.hindsight.incident.chapter.Leaf;
import org.hindsight.intake.Brought;
import org.hindsight.intake.ImportFormat;
import org.hindsight.intake.ImportView;
import org.hindsight.intake.ImportedIncident;
import org.hindsight.intake.Importer;
import org.hindsight.platform.json.Checked;
import org.hindsight.platform.problem.Problem;

/**
 * Brings in what another installation exported: the record of an incident becomes one here, with its past if the file
 * holds it. What tells of people by address, of a past or of editions is an admin's to bring in, for it speaks in the names of others.
 */
@ApplicationScoped
class RecordImporter implements Importer {

    /** What the field {@code format} of an edition's own JSON says. */
    static final String EDITION = "hindsight-edition-1";

    /** Of one text: Base64 of the largest file that may be attached. */
    private static final int LONGEST_TEXT = 200_000_000;

    private static final int LONGEST_TITLE = 200;
    private static final int LONGEST_SERVICE = 100;
    private static final int LONGEST_SLUG = 60;
    private static final int LONGEST_REF = 40;
    private static final int LONGEST_ADDRESS = 254;
    private static final int LONGEST_NAME = 100;

    /** How much larger than a file that is taken its content may be; those that we write are not deflated. */
    private static final int DEFLATED = 2;

    private final long mostBytes;
    private final Archives archives;
    private final Retelling retelling;
    private final Restoration restoration;
    private final Caller caller;
    private final Checked checked;
    private final EntityManager database;
    private final Clock clock;
    private final Event<Changed> news;
    private final ObjectMapper json;

    RecordImporter(
            @ConfigProperty(name = "hindsight.imports.max-bytes") MemorySize mostBytes,
            Archives archives,
            Retelling retelling,
            Restoration restoration,
            Caller caller,
            Checked checked,
            EntityManager database,
            Clock clock,
            Event<Changed> news,
            Lasting lasting) {
        this.mostBytes = DEFLATED * mostBytes.asLongValue();
        this.archives = archives;
        this.retelling = retelling;
        this.restoration = restoration;
        this.caller = caller;
        this.checked = checked;
        this.database = database;
        this.clock = clock;
        this.news = news;
        this.json = lasting.mapper().copy().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
        this.json
                .getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxStringLength(LONGEST_TEXT)
                        .maxTokenCount(Brought.MOST_TOKENS)
                        .build());
    }

    @Override
    public ImportFormat format() {
        return ImportFormat.HINDSIGHT;
    }

    /** A record that was brought, and by what it is known again. */
    private record Known(ObjectNode record, Map<String, byte[]> contents, String name) {}

    private Known read(Brought brought) {
        if (brought.into() != null) {
            throw Problem.invalid(
                    "incident", "cannot be named for this format: a record becomes an incident of its own");
        }
        Opened opened = Opened.of(brought.content(), json, mostBytes);
        String format = opened.json().path("format").asText();
        ObjectNode record = switch (format) {
            case Archive.FORMAT -> opened.json();
            case EDITION -> ofEdition(opened);
            default ->
                throw Problem.invalid(
                        "format", "must be " + Archive.FORMAT + " or " + EDITION + ", as the first field of the file");
        };
        refuseUnlessAllowed(record);
        return new Known(record, opened.contents(), opened.name());
    }

    private ObjectNode ofEdition(Opened edition) {
        Map<String, String> slugs = new HashMap<>();
        Service.catalogue().forEach(service -> slugs.putIfAbsent(service.name, service.slug));
        JsonNode document = edition.json().path("document");
        JsonNode facts = document.path("facts");
        if (!facts.isObject()) {
            throw Problem.invalid("document.facts", "is needed");
        }
        Audience audience = document.path("audience").asText().equals(Audience.INTERNAL.name())
                ? Audience.INTERNAL
                : Audience.PUBLIC;
        try {
            return new RecordOfFacts(
                            json,
                            audience,
                            slugs,
                            fact -> edition.attachment(fact.path("id").asInt()))
                    .document(document, facts.path("incident").path("ref").asText());
        } catch (ClassCastException otherShape) {
            throw Problem.invalid("document.facts", "has another shape than that of an edition");
        }
    }

    private void refuseUnlessAllowed(ObjectNode record) {
        caller.mustBe(Role.RESPONDER);
        boolean plain = record.path("history").isEmpty()
                && record.path("editions").isEmpty()
                && allPseudonymous(record.path("people"));
        if (!plain && !caller.is(Role.ADMIN)) {
            throw Problem.forbidden(
                    "This file speaks in the names of others: it holds people, a past or published editions. An admin may bring it in.");
        }
        if (!caller.is(Role.ADMIN)) {
            for (JsonNode service : record.path("services")) {
                if (Service.of(service.path("slug").asText()).isEmpty()) {
                    throw Problem.forbidden("The catalogue has no service "
                            + service.path("slug").asText() + ". An admin may add it, or bring the file in.");
                }
            }
        }
    }

    private static boolean allPseudonymous(JsonNode people) {
        for (JsonNode person : people) {
            if (!User.isPseudonymous(person.path("email").asText())) {
                return false;
            }
        }
        return true;
    }

    @Override
    public List<ImportView.Item> plan(Brought brought) {
        Known known = read(brought);
        Leaf record = Leaf.first(known.record(), new Pages(known.contents(), Map.of()));
        record.at("incident").at("title").needed(LONGEST_TITLE);
        Optional<Incident> before = ImportedIncident.of(format(), known.name());
        if (before.isPresent()) {
            return List.of(skipped(known, before.get()));
        }
        String ref = known.record().path("ref").asText();
        boolean free = restoration.free(ref);
        List<String> reasons = new ArrayList<>();
        reasons.add("not imported before");
        reasons.add(free ? "it keeps its reference " + ref : ref + " is taken here: it becomes a new one");
        told(known, "will be", reasons);
        return List.of(new ImportView.Item(
                ImportView.Action.CREATE, what(known), free ? ref : null, String.join("; ", reasons)));
    }

    private static void told(Known known, String verb, List<String> reasons) {
        long open = open(known);
        if (open > 0) {
            reasons.add(open + (open == 1 ? " public edition " : " public editions ") + verb + " readable by anybody");
        }
        long missing = lost(known);
        if (missing > 0) {
            reasons.add("the content of " + missing + (missing == 1 ? " attachment" : " attachments")
                    + " did not come along");
        }
        if (known.record().path("history").isEmpty()) {
            reasons.add("the file holds no past: each thing begins as it stands");
        }
    }

    private static long open(Known known) {
        long count = 0;
        for (JsonNode edition : known.record().path("editions")) {
            count += edition.path("audience").asText().equals(Audience.PUBLIC.name()) ? 1 : 0;
        }
        return count;
    }

    private static long lost(Known known) {
        long count = 0;
        for (JsonNode attachment : known.record().path("attachments")) {
            boolean standing = attachment.path("removedBecause").isNull()
                    || attachment.path("removedBecause").isMissingNode();
            count += standing
                            && !known.contents()
                                    .containsKey(attachment.path("sha256").asText())
                    ? 1
                    : 0;
        }
        return count;
    }

    private static String what(Known known) {
        return "incident “" + known.record().path("incident").path("title").asText() + "” with "
                + known.record().path("entries").size() + " entries";
    }

    private static ImportView.Item skipped(Known known, Incident before) {
        return new ImportView.Item(
                ImportView.Action.SKIP, what(known), before.ref(), "everything in it is here already");
    }

    @Override
    public List<ImportView.Item> take(Brought brought) {
        Known known = read(brought);
        Optional<Incident> before = ImportedIncident.of(format(), known.name());
        if (before.isPresent()) {
            return List.of(skipped(known, before.get()));
        }
        Incident incident;
        try {
            incident = restore(known);
            ImportedIncident.remember(format(), known.name(), incident);
            database.flush();
        } catch (DataException | ConstraintViolationException unkeepable) {
            throw Problem.invalid(
                    "file",
                    "holds something that cannot be kept here: "
                            + unkeepable.getSQLException().getMessage());
        }
        List<String> reasons = new ArrayList<>();
        reasons.add(
                incident.importedFrom == null
                        ? "it kept its reference"
                        : "it was " + incident.importedFrom + " where it was recorded");
        told(known, open(known) == 1 ? "is" : "are", reasons);
        return List.of(
                new ImportView.Item(ImportView.Action.CREATE, what(known), incident.ref(), String.join("; ", reasons)));
    }

    private Incident restore(Known known) {
        Leaf record = Leaf.first(known.record(), new Pages(known.contents(), people(known)));
        for (Leaf service : record.at("services").each()) {
            Service.knownAs(slug(service.at("slug")), service.at("name").needed(LONGEST_SERVICE));
        }
        Incident incident = restoration.begin(record.at("ref").text(LONGEST_REF));
        for (Chapter chapter : archives.chapters()) {
            chapter.restore(incident, record.at(chapter.name()));
            database.flush();
        }
        if (record.at("history").empty()) {
            retelling.of(incident, record.at("statuses"));
        }
        news.fire(new Changed(incident.id));
        return incident;
    }

    private static String slug(Leaf leaf) {
        String slug = leaf.needed(LONGEST_SLUG);
        if (!slug.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
            throw leaf.refused("must be made of a-z, 0-9 and single hyphens");
        }
        return slug;
    }

    /** Who is not known here is known from now on, but has no account. */
    private Map<String, User> people(Known known) {
        Map<String, User> people = new HashMap<>();
        Instant now = clock.instant();
        Leaf record = Leaf.first(known.record(), new Pages(Map.of(), Map.of()));
        for (Leaf person : record.at("people").each()) {
            String email = person.at("email").needed(LONGEST_ADDRESS);
            String name = person.at("name").needed(LONGEST_NAME);
            if (!email.matches("[^\\s@]+@[^\\s@]+") || name.isBlank()) {
                throw person.refused("must have an address and a name");
            }
            people.put(email, User.everOf(email).orElseGet(() -> User.absent(email, name, now)));
        }
        return people;
    }

    /** What holds for a whole archive while it is read. */
    private final class Pages implements Leaf.Book {
        private final Map<String, byte[]> contents;
        private final Map<String, User> people;

        Pages(Map<String, byte[]> contents, Map<String, User> people) {
            this.contents = contents;
            this.people = people;
        }

        @Override
        public <T> T read(JsonNode node, Class<T> type) throws JsonProcessingException {
            return json.treeToValue(node, type);
        }

        @Override
        public <T> T checked(T value) {
            return checked.valid(value);
        }

        @Override
        public Optional<User> person(String email) {
            return Optional.ofNullable(people.get(email));
        }

        @Override
        public Optional<byte[]> content(String sha256) {
            return Optional.ofNullable(contents.get(sha256));
        }
    }
}
