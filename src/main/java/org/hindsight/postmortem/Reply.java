package org.hindsight.postmortem;

import io.quarkus.hibernate.orm.panache.PanacheEntity;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hindsight.account.User;
import org.jspecify.annotations.Nullable;

/** What somebody answered to what a reviewer said, and when. Never altered. */
@Entity
@Table(name = "postmortem_reply")
@SequenceGenerator(name = "postmortem_reply_seq", sequenceName = "postmortem_reply_seq")
class Reply extends PanacheEntity {

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "review_id")
    Review review;

    /** Its number among the replies to the same, from 1. */
    @Column(name = "reply_no")
    int no;

    @Column(name = "remark")
    String comment;

    @Column(name = "replied_at")
    Instant at;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "replied_by_id")
    @Nullable User by;

    static Reply to(Review review, int no, NewReply input, User by, Instant now) {
        Reply reply = new Reply();
        reply.review = review;
        reply.no = no;
        reply.comment = input.comment().strip();
        reply.at = now;
        reply.by = by;
        return reply;
    }
}
