package org.hindsight.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.util.List;
import org.hindsight.account.Caller;
import org.hindsight.account.Role;
import org.hindsight.account.User;
import org.hindsight.platform.problem.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Brings in files of other systems: first a preview that writes nothing into the record, then a run that
 * does all of it in one transaction or nothing. Running the same file again adds nothing.
 */
@ApplicationScoped
class Imports {

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
        brought.items = text(importer(format).plan(brought.file()));
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
        brought.items = text(importer(brought.format).take(brought.file()));
        brought.state = ImportView.State.DONE;
        return view(brought);
    }

    private Importer importer(ImportFormat format) {
        return importers.stream()
                .filter(importer -> importer.format() == format)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Nobody brings in " + format));
    }

    private Import known(long id, LockModeType lock) {
        Import brought = database.find(Import.class, id, lock);
        if (brought == null || !(caller.admin() || brought.by.email.equals(caller.email()))) {
            throw Problem.notFound("There is no such import.");
        }
        return brought;
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
