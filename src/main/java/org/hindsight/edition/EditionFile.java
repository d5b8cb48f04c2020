package org.hindsight.edition;

import io.quarkus.hibernate.orm.panache.PanacheEntity;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hindsight.platform.Digests;

/** The finished bytes of an edition in one format, as they are handed out for good. */
@Entity
@Table(name = "edition_file")
public class EditionFile extends PanacheEntity {

    /**
     * A file without its bytes.
     *
     * @param bytes how many there are
     */
    public record Sum(String sha256, int bytes) {}

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "edition_id")
    public Edition edition;

    @Enumerated(EnumType.STRING)
    @Column(name = "format")
    Format format;

    @Column(name = "sha256")
    public String sha256;

    @Column(name = "size_bytes")
    public int size;

    @Column(name = "content")
    public byte[] content;

    static void keep(Edition edition, Format format, byte[] content) {
        EditionFile file = new EditionFile();
        file.edition = edition;
        file.format = format;
        file.content = content;
        file.size = content.length;
        file.sha256 = Digests.sha256(content);
        file.persist();
    }

    /** As much of a bundle as is in memory at once, for each of its readers. In bytes. */
    static final int PART = 256 * 1024;

    /** Keeps a file that is too large to be in memory as a whole: in parts, its content empty. */
    static void keep(Edition edition, Format format, Path whole) throws IOException {
        EditionFile file = new EditionFile();
        file.edition = edition;
        file.format = format;
        file.content = new byte[0];
        file.size = Math.toIntExact(Files.size(whole));
        file.sha256 = Digests.sha256(whole);
        file.persistAndFlush();
        try (InputStream in = Files.newInputStream(whole)) {
            int no = 0;
            for (byte[] part = in.readNBytes(PART); part.length > 0; part = in.readNBytes(PART)) {
                getEntityManager()
                        .createNativeQuery(
                                "insert into edition_file_part (file_id, part_no, content) values (?1, ?2, ?3)")
                        .setParameter(1, file.id)
                        .setParameter(2, no++)
                        .setParameter(3, part)
                        .executeUpdate();
            }
        }
    }

    /** A part of a file that is kept in parts, from 0; empty after the last one. */
    static Optional<byte[]> part(long id, int no) {
        List<?> parts = getEntityManager()
                .createNativeQuery("select content from edition_file_part where file_id = ?1 and part_no = ?2")
                .setParameter(1, id)
                .setParameter(2, no)
                .getResultList();
        return parts.stream().map(byte[].class::cast).findFirst();
    }

    /** Its bytes, of which no more are in memory than one part where it is kept in parts. Needs no transaction. */
    InputStream open() {
        return size == content.length ? new ByteArrayInputStream(content) : new Parts(id);
    }

    /** Reads a file that is kept in parts, each in a transaction of its own. */
    private static final class Parts extends InputStream {
        private final long file;
        private int no;
        private InputStream part = InputStream.nullInputStream();

        Parts(long file) {
            this.file = file;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int from, int most) throws IOException {
            int read = part.read(into, from, most);
            if (read < 0 && next()) {
                read = part.read(into, from, most);
            }
            return read;
        }

        private boolean next() {
            Optional<byte[]> found = QuarkusTransaction.requiringNew().call(() -> part(file, no));
            no++;
            found.ifPresent(bytes -> part = new ByteArrayInputStream(bytes));
            return found.isPresent();
        }
    }

    static EditionFile of(Edition edition, Format format) {
        return known(edition, format)
                .orElseThrow(() -> new IllegalStateException("Edition " + edition.id + " has no " + format));
    }

    /** The file, where it is made. */
    static Optional<EditionFile> known(Edition edition, Format format) {
        return EditionFile.<EditionFile>find("edition = ?1 and format = ?2", edition, format)
                .firstResultOptional();
    }

    String text() {
        return new String(content, StandardCharsets.UTF_8);
    }

    /** The checksums of the files of these editions, without reading the files. */
    static Map<Long, Map<Format, Sum>> sums(Collection<Edition> editions) {
        Map<Long, Map<Format, Sum>> sums = new HashMap<>();
        if (editions.isEmpty()) {
            return sums;
        }
        List<Object[]> rows = getEntityManager()
                .createQuery(
                        "select f.edition.id, f.format, f.sha256, f.size from EditionFile f"
                                + " where f.edition in ?1 and f.format <> ?2",
                        Object[].class)
                .setParameter(1, new ArrayList<>(editions))
                .setParameter(2, Format.ARTICLE)
                .getResultList();
        for (Object[] row : rows) {
            sums.computeIfAbsent((Long) row[0], id -> new EnumMap<>(Format.class))
                    .put((Format) row[1], new Sum((String) row[2], (Integer) row[3]));
        }
        return sums;
    }

    static Map<Format, Sum> sums(Edition edition) {
        return sums(List.of(edition)).getOrDefault(edition.id, Map.of());
    }
}
