package org.hindsight.postmortem;

import io.quarkus.hibernate.orm.panache.PanacheEntity;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hindsight.account.User;
import org.hindsight.platform.problem.Problem;
import org.hindsight.platform.text.Passage;
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

    /** The text of the section that the quotation was taken from; null where nothing is quoted. */
    @Column(name = "at_revision")
    @Nullable Integer atRevision;

    @Column(name = "reviewed_at")
    Instant at;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "reviewer_id")
    @Nullable User by;

    /** When somebody found that nothing is left to do about it. */
    @Column(name = "settled_at")
    @Nullable Instant settledAt;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "settled_by_id")
    @Nullable User settledBy;

    @OneToMany(mappedBy = "review", cascade = CascadeType.PERSIST)
    @OrderBy("no")
    List<Reply> replies = new ArrayList<>();

    static Review of(Draft draft, int no, NewReview input, User by, Instant now) {
        Review review = new Review();
        review.draft = draft;
        review.no = no;
        review.verdict = input.verdict();
        review.comment = input.comment() == null || input.comment().isBlank()
                ? null
                : input.comment().strip();
        review.section = input.section();
        review.quote = input.quote() == null || input.quote().isBlank()
                ? null
                : input.quote().strip();
        review.atRevision = review.quote == null
                ? null
                : review.about().map(section -> section.revision).orElse(null);
        review.at = now;
        review.by = by;
        return review;
    }

    /** The section that it is about; empty where it is about the whole. */
    private Optional<Section> about() {
        return section == null ? Optional.empty() : draft.section(section);
    }

    /** Whether it says something that nobody has settled yet. */
    boolean open() {
        return comment != null && settledAt == null && verdict != Verdict.REQUESTED && verdict != Verdict.APPROVED;
    }

    /** The passage that it quotes as it reads now, wherever that has moved; empty when nothing of it is left. */
    Optional<String> passage() {
        String words = quote;
        Integer revision = atRevision;
        if (words == null || revision == null) {
            return Optional.empty();
        }
        return about().flatMap(section -> SectionVersion.of(section, revision)
                .flatMap(quoted -> Passage.find(quoted.markdown, words, 0)
                        .flatMap(passage -> passage.follow(quoted.markdown, section.markdown)))
                .map(passage -> passage.in(section.markdown)));
    }

    /** Somebody answers it. Whether anything is left to do about it stays as it was. */
    void answer(NewReply input, User who, Instant now) {
        replies.add(Reply.to(this, replies.size() + 1, input, who, now));
        draft.version++;
    }

    /** Nothing is left to do about it. */
    void settle(User who, Instant now) {
        if (!open()) {
            throw Problem.refused(
                    settledAt == null
                            ? "There is nothing to settle: this is no comment."
                            : "This comment is settled already.");
        }
        settledAt = now;
        settledBy = who;
        draft.version++;
    }

    /** There is something left to do about it after all. */
    void reopen() {
        if (settledAt == null) {
            throw Problem.refused("This comment is not settled.");
        }
        settledAt = null;
        settledBy = null;
        draft.version++;
    }
}
