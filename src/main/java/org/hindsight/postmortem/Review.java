package org.hindsight.postmortem;

import io.quarkus.hibernate.orm.panache.PanacheEntity;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hindsight.account.User;
import org.jspecify.annotations.Nullable;

/** What somebody said about a draft, and when. */
@Entity
@Table(name = "postmortem_review")
@SequenceGenerator(name = "postmortem_review_seq", sequenceName = "postmortem_review_seq")
class Review extends PanacheEntity {

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "postmortem_id")
    Draft draft;

    /** Its number within the draft, from 1. */
    @Column(name = "review_no")
    int no;

    @Enumerated(EnumType.STRING)
    @Column(name = "verdict")
    Verdict verdict;

    @Column(name = "remark")
    @Nullable String comment;

    @Column(name = "section_key")
    @Nullable String section;

    @Column(name = "quote")
    @Nullable String quote;

    @Column(name = "reviewed_at")
    Instant at;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "reviewer_id")
    @Nullable User by;

    static Review of(Draft draft, int no, NewReview input, User by, Instant now) {
        Review review = new Review();
        review.draft = draft;
        review.no = no;
        review.verdict = input.verdict();
        review.comment = input.comment() == null || input.comment().isBlank()
                ? null
                : input.comment().strip();
        review.section = input.section();
        review.quote = input.quote();
        review.at = now;
        review.by = by;
        return review;
    }
}
