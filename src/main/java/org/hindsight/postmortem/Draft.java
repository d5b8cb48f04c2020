package org.hindsight.postmortem;

import io.quarkus.hibernate.orm.panache.PanacheEntity;
import jakarta.persistence.CascadeType;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MapKeyColumn;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hindsight.account.User;
import org.hindsight.incident.Incident;
import org.hindsight.postmortem.template.DocumentTemplate;
import org.jspecify.annotations.Nullable;

/** The post-mortem of an incident while people write and review it. */
@Entity
@Table(name = "postmortem")
@SequenceGenerator(name = "postmortem_seq", sequenceName = "postmortem_seq")
class Draft extends PanacheEntity {

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "incident_id")
    Incident incident;

    /** The key of the document template. */
    @Column(name = "template")
    String template;

    @Enumerated(EnumType.STRING)
    @Column(name = "state")
    DraftState state = DraftState.DRAFT;

    @Column(name = "begun_at")
    Instant begunAt;

    /** Counts the changes from 1. */
    @Column(name = "version")
    int version;

    @OneToMany(mappedBy = "draft", cascade = CascadeType.PERSIST)
    @OrderBy("position, id")
    List<Section> sections = new ArrayList<>();

    /** Who was asked to review it. */
    @ManyToMany
    @JoinTable(
            name = "postmortem_reviewer",
            joinColumns = @JoinColumn(name = "postmortem_id"),
            inverseJoinColumns = @JoinColumn(name = "reviewer_id"))
    @OrderBy("name, id")
    Set<User> reviewers = new LinkedHashSet<>();

    /** Until when they were asked to. */
    @Column(name = "review_due_on")
    @Nullable LocalDate reviewDueOn;

    /** The points of the template's checklist that somebody found done. */
    @ElementCollection
    @CollectionTable(name = "postmortem_ticked", joinColumns = @JoinColumn(name = "postmortem_id"))
    @MapKeyColumn(name = "point")
    Map<String, Tick> ticked = new HashMap<>();

    @OneToMany(mappedBy = "draft", cascade = CascadeType.PERSIST)
    @OrderBy("no")
    List<Review> reviews = new ArrayList<>();

    /** Who found a point of the checklist done, and when. */
    @Embeddable
    static class Tick {
        @Column(name = "ticked_at")
        Instant at;

        @ManyToOne(fetch = FetchType.LAZY)
        @JoinColumn(name = "ticked_by_id")
        @Nullable User by;
    }

    static Optional<Draft> of(Incident incident) {
        return find("incident", incident).firstResultOptional();
    }

    static Draft begin(Incident incident, Instant now) {
        Draft draft = new Draft();
        draft.incident = incident;
        draft.begunAt = now;
        draft.template = "";
        draft.persist();
        return draft;
    }

    /** The sections of the document, in order. */
    List<Section> shown() {
        return sections.stream()
                .filter(section -> section.shown)
                .sorted(Comparator.comparingInt((Section section) -> section.position))
                .toList();
    }

    Optional<Section> section(String key) {
        return sections.stream().filter(section -> section.key.equals(key)).findFirst();
    }

    /**
     * Orders the draft after a template. What people wrote stays: under the same key in its place, else at
     * the end.
     */
    void take(DocumentTemplate wanted, Filling filling, @Nullable User by, Instant now) {
        template = wanted.key();
        Set<String> planned = new HashSet<>();
        int position = 0;
        for (DocumentTemplate.Section plan : wanted.sections()) {
            planned.add(plan.key());
            Section section = section(plan.key()).orElseGet(() -> add(plan.key()));
            section.plan(plan, filling.fill(plan), position++, by, now);
        }
        for (Section section : List.copyOf(sections)) {
            if (!planned.contains(section.key)) {
                section.shown = section.written;
                section.position = position++;
            }
        }
        changed();
    }

    private Section add(String key) {
        Section section = new Section();
        section.draft = this;
        section.key = key;
        sections.add(section);
        return section;
    }

    /** Whether somebody was asked to review it and has not said anything since. */
    boolean awaits(String email) {
        return reviewers.stream().anyMatch(reviewer -> reviewer.email.equals(email))
                && reviews.stream()
                        .filter(review -> review.by != null && review.by.email.equals(email))
                        .allMatch(review -> review.verdict == Verdict.REQUESTED);
    }

    /** After a change nobody has approved what now stands there. */
    void changed() {
        version++;
        if (state == DraftState.APPROVED) {
            state = DraftState.IN_REVIEW;
        }
    }

    /** Ticks a point of the checklist, or takes the tick back. */
    void tick(String point, boolean done, User by, Instant now) {
        if (!done) {
            ticked.remove(point);
        } else if (!ticked.containsKey(point)) {
            Tick tick = new Tick();
            tick.at = now;
            tick.by = by;
            ticked.put(point, tick);
        }
        version++;
    }

    /** Asks people for a review until a day; who was asked before stays asked. */
    void ask(List<User> people, @Nullable LocalDate dueOn) {
        reviewers.addAll(people);
        reviewDueOn = dueOn == null ? reviewDueOn : dueOn;
    }

    Review review(NewReview input, User by, Instant now) {
        Review review = Review.of(this, reviews.size() + 1, input, by, now);
        reviews.add(review);
        version++;
        state = switch (input.verdict()) {
            case REQUESTED -> DraftState.IN_REVIEW;
            case COMMENTED -> state;
            case CHANGES_REQUESTED -> DraftState.CHANGES_REQUESTED;
            case APPROVED -> DraftState.APPROVED;
        };
        review.persist();
        return review;
    }
}
