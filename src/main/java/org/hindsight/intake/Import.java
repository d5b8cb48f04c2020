package org.hindsight.intake;

import io.quarkus.hibernate.orm.panache.PanacheEntity;
import jakarta.persistence.Basic;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import org.hibernate.annotations.LazyGroup;
import org.hindsight.account.Person;
import org.hindsight.account.User;
import org.jspecify.annotations.Nullable;

/** A file that somebody brought, and how far its import is. */
@Entity
@Table(name = "import")
class Import extends PanacheEntity {

    @Enumerated(EnumType.STRING)
    @Column(name = "format")
    public ImportFormat format;

    @Enumerated(EnumType.STRING)
    @Column(name = "state")
    public ImportView.State state;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "user_id")
    public User by;

    @Column(name = "created_at")
    public Instant createdAt;

    /** The incident that it all goes into, when the person named one. */
    @Column(name = "into_ref")
    public @Nullable String into;

    @Column(name = "file_name")
    public @Nullable String fileName;

    /** Large, so it is read only when it is asked for; empty once it was taken in. */
    @Basic(fetch = FetchType.LAZY)
    @LazyGroup("content")
    @Column(name = "content")
    public byte[] content;

    /** The items as JSON: of the preview, then of the run. */
    @Basic(fetch = FetchType.LAZY)
    @LazyGroup("items")
    @Column(name = "items")
    public String items;

    @Column(name = "to_create")
    public int toCreate;

    @Column(name = "to_merge")
    public int toMerge;

    @Column(name = "to_skip")
    public int toSkip;

    Brought file() {
        return new Brought(content, into);
    }

    void count(List<ImportView.Item> all) {
        ImportView.Counts counts = ImportView.Counts.of(all);
        toCreate = counts.create();
        toMerge = counts.merge();
        toSkip = counts.skip();
    }

    ImportView.Counts counts() {
        return new ImportView.Counts(toCreate, toMerge, toSkip);
    }

    ImportLine line() {
        return new ImportLine(id, format, state, createdAt, new Person(by.name, by.email), fileName, counts());
    }
}
