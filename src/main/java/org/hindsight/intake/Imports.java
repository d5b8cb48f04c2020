package org.hindsight.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.LockTimeoutException;
import jakarta.persistence.PessimisticLockException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hindsight.account.Caller;
import org.hindsight.account.Role;
import org.hindsight.account.User;
import org.hindsight.platform.Cursor;
import org.hindsight.platform.Listing;
import org.hindsight.platform.json.JsonRules;
import org.hindsight.platform.problem.Problem;
import org.hindsight.timeline.attachment.FileName;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;

/**
 * Brings in files of other systems: first a preview that writes nothing into the record, then a run that
 * does all of it in one transaction or nothing. Running the same file again adds nothing.
 */
@ApplicationScoped
class Imports {

    private static final String LIST = "imports";

    /** Who comes while it runs is told so at once: it may take longer than anybody waits. */
    private static final Map<String, Object> WITHOUT_WAITING = Map.of("jakarta.persistence.lock.timeout", 0);

    private final Caller caller;
    private final EntityManager database;
    private final ObjectMapper json;
    private final Clock clock;
    private final List<Importer> importers;

    Imports(Caller caller, EntityManager database, ObjectMapper json, Clock clock, @All List<Importer> importers) {
        this.caller = caller;
        this.database = database;
        this.json = json;
        this.clock = clock;
        this.importers = importers;
    }

    /**
     * Takes a file in and tells what a run would do.
     *
     * @param sent the file as it was uploaded
     * @param into the reference of the incident that all of it goes into
     */
    ImportView preview(ImportFormat format, @Nullable FileUpload sent, @Nullable String into) {
        caller.mustBe(Role.RESPONDER);
        if (sent == null || (String.valueOf(sent.fileName()).isBlank() && sent.size() == 0)) {
            throw Problem.invalid("file", "is needed");
        }
        Import brought = new Import();
        brought.format = format;
        brought.state = ImportView.State.PREVIEWED;
        brought.by = database.getReference(User.class, caller.person().id);
        brought.createdAt = clock.instant();
        brought.into = into == null || into.isBlank() ? null : into.strip();
        brought.fileName = FileName.of(String.valueOf(sent.fileName()));
        brought.content = content(sent);
        List<ImportView.Item> planned = importer(format).plan(brought.file());
        brought.items = text(planned);
        brought.count(planned);
        brought.persist();
        return view(brought, planned);
    }

    private static byte[] content(FileUpload sent) {
        try {
            return Files.readAllBytes(sent.uploadedFile());
        } catch (IOException gone) {
            throw new UncheckedIOException("The uploaded file cannot be read", gone);
        }
    }

    /** What the caller brought, newest first; an admin sees what anybody did. */
    Listing<ImportLine> list(@Nullable Integer asked, @Nullable String cursor) {
        int limit = Listing.limit(asked);
        Optional<Cursor> after = Cursor.read(LIST, 2, cursor);
        List<Import> rows = database.createQuery(
                        "from Import i join fetch i.by where (?1 = true or i.by.id = ?2) and (i.createdAt < ?3"
                                + " or (i.createdAt = ?3 and i.id < ?4)) order by i.createdAt desc, i.id desc",
                        Import.class)
                .setParameter(1, caller.admin())
                .setParameter(2, caller.person().id)
                .setParameter(3, after.map(c -> c.instant(0)).orElse(JsonRules.LATEST))
                .setParameter(4, after.map(c -> c.number(1)).orElse(Long.MAX_VALUE))
                .setMaxResults(limit + 1)
                .getResultList();
        return Listing.of(rows, limit, last -> Cursor.after(LIST, last.createdAt, last.id))
                .map(Import::line);
    }

    /** An import of the caller's own; an admin sees all. */
    ImportView view(long id) {
        Import brought = known(id, LockModeType.NONE);
        return view(brought, items(brought));
    }

    /** Does what the preview told, as far as it still has to be done. */
    ImportView run(long id) {
        caller.mustBe(Role.RESPONDER);
        Import brought = known(id, LockModeType.PESSIMISTIC_WRITE);
        if (brought.state != ImportView.State.PREVIEWED) {
            throw Problem.refused("This import was run already. Bring the file again to import what is new in it.");
        }
        List<ImportView.Item> done = importer(brought.format).take(brought.file());
        brought.items = text(done);
        brought.count(done);
        brought.state = ImportView.State.DONE;
        brought.content = new byte[0];
        return view(brought, done);
    }

    private Importer importer(ImportFormat format) {
        return importers.stream()
                .filter(importer -> importer.format() == format)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Nobody brings in " + format));
    }

    private Import known(long id, LockModeType lock) {
        Import brought = find(id, lock);
        if (brought == null || !(caller.admin() || brought.by.email.equals(caller.email()))) {
            throw Problem.notFound("There is no such import.");
        }
        return brought;
    }

    private @Nullable Import find(long id, LockModeType lock) {
        try {
            return database.find(Import.class, id, lock, WITHOUT_WAITING);
        } catch (PessimisticLockException | LockTimeoutException running) {
            throw Problem.stillRunning("This import is running just now.");
        }
    }

    private ImportView view(Import brought, List<ImportView.Item> items) {
        ImportLine line = brought.line();
        return new ImportView(
                line.id(),
                line.format(),
                line.state(),
                line.createdAt(),
                line.by(),
                line.fileName(),
                line.counts(),
                items);
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
