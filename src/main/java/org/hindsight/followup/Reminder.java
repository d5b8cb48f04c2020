package org.hindsight.followup;

import io.quarkus.hibernate.orm.panache.PanacheEntity;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.hindsight.account.User;

/** That somebody is reminded of an action by the mail of a day; kept from before that mail is sent. */
@Entity
@Table(name = "reminder")
public class Reminder extends PanacheEntity {

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "user_id")
    public User user;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "action_item_id")
    public ActionItem action;

    /** In UTC. */
    @Column(name = "sent_on")
    public LocalDate sentOn;

    /** When the action was due then: a moved date is reminded of anew. */
    @Column(name = "due_on")
    public LocalDate dueOn;

    /** Keeps that the mail of today speaks of an action, which has a due date. */
    static void keep(User user, ActionItem action, LocalDate today) {
        Reminder reminder = new Reminder();
        reminder.user = user;
        reminder.action = action;
        reminder.sentOn = today;
        reminder.dueOn = Objects.requireNonNull(action.dueOn);
        reminder.persist();
    }

    /** Whether somebody's mail of that day is sent already, or about to be. */
    static boolean sent(User user, LocalDate day) {
        return count("user = ?1 and sentOn = ?2", user, day) > 0;
    }

    /** All that somebody was ever reminded of and still has to do. */
    static List<Reminder> of(User user) {
        return list("user = ?1 and action.state in ?2", user, ActionState.PENDING);
    }

    /** Forgets the mail of a day that did not get through. */
    static void forget(long user, LocalDate day) {
        delete("user.id = ?1 and sentOn = ?2", user, day);
    }

    boolean wasOverdue() {
        return sentOn.isAfter(dueOn);
    }
}
