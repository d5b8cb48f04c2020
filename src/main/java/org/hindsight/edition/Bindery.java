package org.hindsight.edition;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.hindsight.incident.Audience;
import org.hindsight.platform.Digests;
import org.hindsight.platform.web.Wording;
import org.hindsight.postmortem.Facts;
import org.hindsight.timeline.attachment.Store;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Makes the bundle of an edition: its other files, the attachments that its audience may have, and checksums over all of
 * them. Nothing is compressed and everything carries the time of publication, so that the same files give the same
 * bytes. What cannot go in is named in it, with the reason.
 */
@ApplicationScoped
class Bindery {

    /** All attachments of a bundle together take up to so many bytes. */
    static final long ROOM = 30L << 20;

    private static final Logger LOG = Logger.getLogger(Bindery.class);
    private static final List<Format> BOUND = List.of(Format.HTML, Format.MD, Format.JSON, Format.PDF);

    /**
     * What is to be bound.
     *
     * @param name of the files, without their endings
     * @param head the first lines of what the reader is told
     * @param scan what must not be in it; null where the edition is internal
     * @param markdown of the edition: it shows which attachments are cited
     */
    private record Plan(
            String name,
            String head,
            LocalDateTime at,
            List<Facts.Attachment> attachments,
            @Nullable LeakScan scan,
            String markdown) {}

    private final Store store;
    private final Attached attached;
    private final LeakScans scans;
    private final Shelf shelf;
    private final ObjectMapper json;
    private final ObjectReader files;

    Bindery(Store store, Attached attached, LeakScans scans, Shelf shelf, ObjectMapper json) {
        this.store = store;
        this.attached = attached;
        this.scans = scans;
        this.shelf = shelf;
        this.json = json;
        this.files =
                json.readerForListOf(Facts.Attachment.class).without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    }

    /** Makes the bundle, unless it is there, and takes the edition off the list of what is to be made. */
    void bind(long id) {
        Optional<Plan> plan = QuarkusTransaction.requiringNew().call(() -> plan(id));
        try {
            Path bundle = store.scratch();
            try {
                if (plan.isPresent()) {
                    try (Binding binding = new Binding(bundle, plan.get().at())) {
                        bind(id, plan.get(), binding);
                    }
                }
                QuarkusTransaction.requiringNew().run(() -> handIn(id, bundle));
            } finally {
                Files.deleteIfExists(bundle);
            }
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }

    private Optional<Plan> plan(long id) {
        Edition edition = Edition.findById(id);
        if (EditionFile.known(edition, Format.ZIP).isPresent()) {
            return Optional.empty();
        }
        String markdown = EditionFile.of(edition, Format.MD).text();
        boolean open = edition.audience == Audience.PUBLIC;
        List<Facts.Attachment> attachments = attachments(EditionFile.of(edition, Format.JSON).content);
        return Optional.of(new Plan(
                Bundle.name(edition),
                edition.title + "\nIncident report " + edition.incident.ref() + ", edition " + edition.no + ", "
                        + edition.label.spoken() + (open ? "" : ", internal") + ", published "
                        + Told.moment(edition.publishedAt) + ".\n",
                LocalDateTime.ofInstant(edition.publishedAt, ZoneOffset.UTC),
                attachments,
                open && !attachments.isEmpty() ? scans.beyond(edition) : null,
                markdown));
    }

    /** As the edition froze them; none in editions from before it knew of any. */
    private List<Facts.Attachment> attachments(byte[] frozen) {
        try {
            JsonNode attachments = json.readTree(frozen).at("/document/facts/attachments");
            return attachments.isArray() ? files.readValue(attachments) : List.of();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private void bind(long id, Plan plan, Binding binding) throws IOException {
        Map<String, String> told = new LinkedHashMap<>();
        for (Format format : BOUND) {
            String name = plan.name() + "." + format.extension;
            Optional<byte[]> content = QuarkusTransaction.requiringNew()
                    .call(() -> EditionFile.known(Edition.findById(id), format).map(file -> file.content));
            if (content.isPresent()) {
                binding.add(name, content.get());
            }
            told.put(name, content.isPresent() ? what(format) : "is not here: it could not be made");
        }
        List<String> leftOut = new ArrayList<>();
        Set<Facts.Attachment> fitting = fitting(plan);
        for (Facts.Attachment file : plan.attachments()) {
            String reason = fitting.contains(file)
                    ? add(plan, file, binding)
                    : "all attachments together would take more than " + Wording.size(ROOM);
            if (reason == null) {
                told.put(file.place(), file.name() + ", at entry #" + file.entry());
            } else {
                leftOut.add(
                        reason.equals(LEAK)
                                ? "One at entry #" + file.entry() + ": " + reason
                                : file.name() + ", at entry #" + file.entry() + ": " + reason);
            }
        }
        binding.add("README.txt", readme(plan, told, leftOut).getBytes(StandardCharsets.UTF_8));
        binding.add("SHA256SUMS", binding.sums().getBytes(StandardCharsets.UTF_8));
    }

    private static final String LEAK = "it says what must not be public";

    /** Those that find room; what the text shows or cites before the rest. */
    private static Set<Facts.Attachment> fitting(Plan plan) {
        List<Facts.Attachment> inOrder = new ArrayList<>(plan.attachments());
        inOrder.sort(
                Comparator.comparing((Facts.Attachment file) -> !plan.markdown().contains("(" + file.place() + ")"))
                        .thenComparing(Facts.Attachment::id));
        Set<Facts.Attachment> fitting = new HashSet<>();
        long taken = 0;
        for (Facts.Attachment file : inOrder) {
            if (taken + file.bytes() <= ROOM) {
                taken += file.bytes();
                fitting.add(file);
            }
        }
        return fitting;
    }

    /** Puts an attachment in; answers why not, if it does not go in. */
    private @Nullable String add(Plan plan, Facts.Attachment file, Binding binding) throws IOException {
        Optional<byte[]> known = attached.bytes(file);
        if (known.isEmpty()) {
            return "it was removed before this bundle was made";
        }
        if (plan.scan() == null) {
            binding.add(file.place(), known.get());
            return null;
        }
        Optional<byte[]> open = Attached.open(file, known.get());
        if (open.isEmpty()) {
            return "what its maker hid in it, as the place where it was taken, cannot be removed";
        }
        try {
            List<LeakScan.Find> finds = plan.scan().finds(Attached.parts(file, open.get()));
            if (!finds.isEmpty()) {
                LOG.errorf(
                        "Attachment %d is left out of %s: it %s",
                        file.id(), plan.name(), finds.get(0).message());
                return LEAK;
            }
        } catch (RuntimeException unreadable) {
            LOG.infof(unreadable, "Attachment %d is left out of %s: it cannot be read", file.id(), plan.name());
            return "it cannot be read, so nobody can tell whether it may be public";
        }
        binding.add(file.place(), open.get());
        return null;
    }

    private static String what(Format format) {
        return switch (format) {
            case HTML -> "the report as one file, its pictures in it";
            case MD -> "the report in Markdown, its pictures in attachments/";
            case JSON -> "the report for programs";
            default -> "the report on paper";
        };
    }

    private static String readme(Plan plan, Map<String, String> told, List<String> leftOut) {
        StringBuilder text = new StringBuilder(plan.head()).append('\n');
        told.forEach((name, what) -> text.append(name).append("  ").append(what).append('\n'));
        if (!leftOut.isEmpty()) {
            text.append("\nAttachments that are left out:\n");
            leftOut.forEach(line -> text.append("- ").append(line).append('\n'));
        }
        if (plan.scan() != null && !plan.attachments().isEmpty()) {
            text.append("\nPictures are without the hidden data that cameras and programs add to them.\n");
        }
        text.append("\nTo see that all is as it was published: sha256sum -c SHA256SUMS\n");
        return text.toString();
    }

    private void handIn(long id, Path bundle) {
        Optional<PrintOrder> order = PrintOrder.held(id);
        if (order.isEmpty()) {
            return;
        }
        Edition edition = Edition.findById(id);
        try {
            if (EditionFile.known(edition, Format.ZIP).isEmpty()) {
                EditionFile.keep(edition, Format.ZIP, bundle);
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        order.get().finish();
        shelf.changed(edition);
    }

    /** A bundle while it is written. */
    private static final class Binding implements AutoCloseable {
        private final ZipOutputStream out;
        private final LocalDateTime at;
        private final StringBuilder sums = new StringBuilder();

        Binding(Path file, LocalDateTime at) throws IOException {
            this.out = new ZipOutputStream(Files.newOutputStream(file), StandardCharsets.UTF_8);
            this.at = at;
        }

        /** Stored as it is: what a compressor makes of it depends on its version. */
        void add(String name, byte[] content) throws IOException {
            CRC32 crc = new CRC32();
            crc.update(content);
            ZipEntry entry = new ZipEntry(name);
            entry.setMethod(ZipEntry.STORED);
            entry.setSize(content.length);
            entry.setCompressedSize(content.length);
            entry.setCrc(crc.getValue());
            entry.setTimeLocal(at);
            out.putNextEntry(entry);
            out.write(content);
            out.closeEntry();
            sums.append(Digests.sha256(content)).append("  ").append(name).append('\n');
        }

        String sums() {
            return sums.toString();
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }
}
