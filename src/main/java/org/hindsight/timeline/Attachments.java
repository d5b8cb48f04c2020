package org.hindsight.timeline;

import io.quarkus.runtime.configuration.MemorySize;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hindsight.account.Caller;
import org.hindsight.account.Role;
import org.hindsight.account.User;
import org.hindsight.incident.Audience;
import org.hindsight.incident.Incident;
import org.hindsight.incident.Incidents;
import org.hindsight.incident.Journal;
import org.hindsight.platform.Markdown;
import org.hindsight.platform.problem.Problem;
import org.hindsight.platform.web.Wording;
import org.hindsight.platform.web.body.LargeBodies;
import org.hindsight.timeline.attachment.Arrived;
import org.hindsight.timeline.attachment.FileName;
import org.hindsight.timeline.attachment.Store;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;

/** Adding files to entries, reading them, and taking them away. */
@Named("attachments")
@ApplicationScoped
public class Attachments implements LargeBodies {

    static final int MOST = 20;

    private static final Logger LOG = Logger.getLogger(Attachments.class);

    /** Where files are sent to, in the API and on the page of an entry. */
    private static final Pattern ADDRESS =
            Pattern.compile("/api/v1/incidents/[^/]+/attachments|/incidents/[^/]+/timeline/[^/]+/attachments");

    /** What comes with a file in its body: the other fields and the borders between them. */
    private static final long WRAPPING = 64L * 1024;

    private final long mostBytes;
    private final Incidents incidents;
    private final Timeline timeline;
    private final Journal journal;
    private final Caller caller;
    private final EntityManager database;
    private final Store store;

    Attachments(
            @ConfigProperty(name = "hindsight.attachments.max-bytes") MemorySize mostBytes,
            Incidents incidents,
            Timeline timeline,
            Journal journal,
            Caller caller,
            EntityManager database,
            Store store) {
        this.mostBytes = mostBytes.asLongValue();
        this.incidents = incidents;
        this.timeline = timeline;
        this.journal = journal;
        this.caller = caller;
        this.database = database;
        this.store = store;
    }

    /** How large a file may be. */
    public long mostBytes() {
        return mostBytes;
    }

    @Override
    public OptionalLong limit(String path) {
        return ADDRESS.matcher(path).matches() ? OptionalLong.of(mostBytes + WRAPPING) : OptionalLong.empty();
    }

    @Override
    public String refusal() {
        return "The file is too large: a file may have up to " + Wording.size(mostBytes) + " here. Nothing was saved.";
    }

    /**
     * Adds a file that was uploaded to an entry; without one, to a line of its own.
     *
     * @param no the number of the entry
     */
    Attachment add(String ref, @Nullable FileUpload sent, @Nullable Integer no, Audience audience) {
        incidents.toRead(ref);
        caller.mustBe(Role.RESPONDER);
        if (sent == null || String.valueOf(sent.fileName()).isBlank()) {
            throw Problem.invalid("file", "is needed");
        }
        Arrived arrived = receive(sent.uploadedFile());
        String name = FileName.of(sent.fileName());
        Incident incident = incidents.toChange(ref);
        TimelineEntry entry = no == null ? lineFor(incident, name) : entry(incident, no);
        refuseUnlessRoom(entry);
        keep(arrived);
        Instant now = journal.now();
        Attachment added = Attachment.add(entry, name, arrived, audience, author(), now);
        timeline.attachmentsChanged(entry, null, now);
        return added;
    }

    private Arrived receive(Path uploaded) {
        try {
            long bytes = Files.size(uploaded);
            if (bytes > mostBytes) {
                throw Problem.tooMuch(refusal());
            }
            if (bytes == 0) {
                throw Problem.invalid("file", "is empty");
            }
            return store.receive(uploaded);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable.getMessage(), unreadable);
        }
    }

    private TimelineEntry lineFor(Incident incident, String name) {
        return timeline.log(incident, NewEntry.of("Attached " + Markdown.literal(name), EntryKind.NOTE))
                .entry();
    }

    private static TimelineEntry entry(Incident incident, int no) {
        return TimelineEntry.of(incident, no)
                .orElseThrow(() -> Problem.invalid("entry", "is not the number of an entry of this incident"));
    }

    private static void refuseUnlessRoom(TimelineEntry entry) {
        if (entry.retracted()) {
            throw Problem.refused("Entry #" + entry.no + " was retracted; nothing can be attached to it any more.");
        }
        if (entry.attachmentCount >= MOST) {
            throw Problem.refused("Entry #" + entry.no + " has " + MOST
                    + " attachments, and there may be no more. Log another line for this one.");
        }
    }

    private void keep(Arrived arrived) {
        try {
            store.keep(arrived);
        } catch (IOException full) {
            throw new UncheckedIOException(full.getMessage(), full);
        }
    }

    private @Nullable User author() {
        return caller.user()
                .map(user -> database.getReference(User.class, user.id))
                .orElse(null);
    }

    /** Those that stand, or stood at an instant (inclusive), in the order in which they were added. */
    List<AttachmentView> list(Incident incident, @Nullable Instant asKnownAt) {
        if (asKnownAt == null) {
            return Attachment.standing(incident).stream().map(Attachment::view).toList();
        }
        return timeline.allAsKnownAt(incident, asKnownAt, Timeline.Wanted.ALL_WITH_RETRACTED).stream()
                .flatMap(entry -> entry.attachments().stream())
                .sorted(Comparator.comparing(AttachmentView::id))
                .toList();
    }

    /** The attachment of that number, also one that was removed; 404 when there never was one. */
    Attachment attachment(Incident incident, int no) {
        return Attachment.of(incident, no)
                .orElseThrow(() -> Problem.notFound(incident.ref() + " has no attachment " + no + "."));
    }

    /** The bytes of an attachment; 410 when it was removed, or the data folder has lost them. */
    Path file(Attachment attachment) {
        if (attachment.removed()) {
            throw Problem.gone("“" + attachment.name + "” was removed: " + attachment.removedBecause);
        }
        return Optional.of(store.file(attachment.sha256))
                .filter(Files::isRegularFile)
                .orElseThrow(() -> lost(attachment));
    }

    private static Problem lost(Attachment attachment) {
        LOG.errorf("The data folder lacks %s, the content of an attachment", attachment.sha256);
        return Problem.gone(
                "The content of “" + attachment.name + "” is lost: it is not among the files of this server.");
    }

    /** Says who may see an attachment: the public sees it where its entry is public as well. The trail tells. */
    void label(Attachment attachment, Audience audience) {
        if (attachment.removed()) {
            throw Problem.refused("“" + attachment.name + "” was removed.");
        }
        if (attachment.audience != audience) {
            attachment.audience = audience;
            timeline.attachmentsChanged(attachment.entry, null, journal.now());
        }
    }

    /** Takes an attachment away, its bytes included unless something else has the same; the trail says so. */
    void remove(Attachment attachment, @Nullable String reason) {
        String why = Timeline.needed(reason, "say why it is removed");
        if (attachment.removed()) {
            throw Problem.refused("“" + attachment.name + "” was removed already.");
        }
        attachment.remove(why);
        timeline.attachmentsChanged(attachment.entry, why, journal.now());
        store.hold(attachment.sha256);
        if (!Attachment.needs(attachment.sha256)) {
            try {
                store.drop(attachment.sha256);
            } catch (IOException refused) {
                throw new UncheckedIOException(refused.getMessage(), refused);
            }
        }
    }
}
