package org.hindsight.timeline.attachment;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hindsight.platform.Folders;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The contents of attachments, each once, in the data folder: {@code attachments/ab/cdef…} after its SHA-256. A content
 * is on the disk, name and all, before the row that speaks of it is committed; what nobody speaks of is swept away.
 */
@ApplicationScoped
public class Store {

    private static final Logger LOG = Logger.getLogger(Store.class);

    /** A file without a row is left alone that long: its row may be on the way. */
    private static final Duration GRACE = Duration.ofHours(1);

    private static final int HEAD = 64 * 1024;
    private static final String CONTENT = "[0-9a-f]{62}";

    private final Path folder;
    private final Path incoming;
    private final EntityManager database;
    private final Clock clock;

    Store(@ConfigProperty(name = "hindsight.data") Path data, EntityManager database, Clock clock) {
        this.folder = data.resolve("attachments");
        this.incoming = folder.resolve("incoming");
        this.database = database;
        this.clock = clock;
    }

    /** Looks at an uploaded file, and writes it through to the disk. Takes its time: hold no lock meanwhile. */
    public Arrived receive(Path uploaded) throws IOException {
        MessageDigest digest = sha256();
        FileType type = new FileType();
        byte[] head = new byte[0];
        long bytes = 0;
        byte[] buffer = new byte[HEAD];
        try (InputStream in = Files.newInputStream(uploaded)) {
            for (int read = in.readNBytes(buffer, 0, HEAD); read > 0; read = in.readNBytes(buffer, 0, HEAD)) {
                if (bytes == 0) {
                    head = Arrays.copyOf(buffer, read);
                }
                digest.update(buffer, 0, read);
                type.look(buffer, read);
                bytes += read;
            }
        }
        try (FileChannel channel = FileChannel.open(uploaded, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        String found = type.found(head);
        return new Arrived(
                uploaded,
                HexFormat.of().formatHex(digest.digest()),
                bytes,
                found,
                PictureSize.of(found, head).orElse(null));
    }

    /** As {@link #receive(Path)}, of bytes that came in another way. */
    public Arrived receive(byte[] bytes) throws IOException {
        Files.createDirectories(incoming);
        Path file = Files.createTempFile(incoming, "brought-", null);
        Files.write(file, bytes);
        return receive(file);
    }

    /** Keeps a content; once this returns it survives a power cut. Wants the transaction of the row that speaks of it. */
    public void keep(Arrived arrived) throws IOException {
        StoredContent known = lock(arrived.sha256());
        if (known == null) {
            StoredContent content = new StoredContent();
            content.sha256 = arrived.sha256();
            content.bytes = arrived.bytes();
            content.storedAt = clock.instant();
            content.persistAndFlush();
        }
        Path place = file(arrived.sha256());
        Path shelf = folder.resolve(arrived.sha256().substring(0, 2));
        if (!Files.isDirectory(shelf)) {
            Files.createDirectories(shelf);
            Folders.sync(folder);
        }
        Files.move(arrived.file(), place, StandardCopyOption.ATOMIC_MOVE);
        Folders.sync(shelf);
    }

    /** A new file for what is being put together; whoever asked for it deletes it, or a later start does. */
    public Path scratch() throws IOException {
        return Files.createTempFile(Files.createDirectories(incoming), "bundle-", ".zip");
    }

    /** Where a content lies. */
    public Path file(String sha256) {
        return folder.resolve(sha256.substring(0, 2)).resolve(sha256.substring(2));
    }

    /**
     * Takes the lock of a content, so that nobody else adds or removes it until the transaction ends: to be called
     * before asking whether anything still needs it.
     */
    public void hold(String sha256) {
        lock(sha256);
    }

    /**
     * Throws a content away, which nothing needs any more. Its lock must be held; the file goes before the transaction
     * ends, so that whoever adds the same content next finds it gone and not going.
     */
    public void drop(String sha256) throws IOException {
        database.createQuery("delete from StoredContent c where c.sha256 = ?1")
                .setParameter(1, sha256)
                .executeUpdate();
        Path file = file(sha256);
        Files.deleteIfExists(file);
        Path shelf = file.getParent();
        if (shelf != null && Files.isDirectory(shelf)) {
            Folders.sync(shelf);
        }
    }

    private @Nullable StoredContent lock(String sha256) {
        return database.find(StoredContent.class, sha256, LockModeType.PESSIMISTIC_WRITE);
    }

    /** What a kill left behind in the middle of an upload goes at once. */
    void sweepAtStart(@Observes StartupEvent start) throws IOException {
        Files.createDirectories(incoming);
        Instant started =
                Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime());
        for (Path file : files(incoming)) {
            if (lastTouched(file).isBefore(started)) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** A kill between the file's move and the row's commit leaves a content that nothing speaks of. */
    @Scheduled(every = "24h", delayed = "1m", identity = "sweep attachments")
    void sweep() throws IOException {
        for (Path shelf : files(folder)) {
            for (Path file : Files.isDirectory(shelf) && !shelf.equals(incoming) ? files(shelf) : List.<Path>of()) {
                String name = String.valueOf(file.getFileName());
                String sha256 = String.valueOf(shelf.getFileName()) + name;
                if (name.matches(CONTENT) && isOld(file) && !isKnown(sha256)) {
                    discard(file, sha256);
                }
            }
        }
    }

    /** Takes the file aside first: the same content may arrive at this very moment. */
    private void discard(Path file, String sha256) throws IOException {
        Path aside = incoming.resolve("unknown-" + sha256);
        Files.move(file, aside, StandardCopyOption.ATOMIC_MOVE);
        if (isOld(aside)) {
            Files.delete(aside);
            LOG.infof("Swept away %s, which no attachment speaks of", file);
        } else {
            Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private boolean isKnown(String sha256) {
        return QuarkusTransaction.requiringNew().call(() -> database.find(StoredContent.class, sha256) != null);
    }

    private boolean isOld(Path file) throws IOException {
        return lastTouched(file).isBefore(clock.instant().minus(GRACE));
    }

    private static Instant lastTouched(Path file) throws IOException {
        try {
            return Files.getLastModifiedTime(file).toInstant();
        } catch (NoSuchFileException gone) {
            return Instant.MAX;
        }
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        } catch (NoSuchFileException none) {
            return List.of();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
