package org.hindsight.followup;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.hindsight.account.User;
import org.hindsight.incident.Incidents;
import org.hindsight.platform.mail.Post;
import org.hindsight.platform.mail.Undelivered;
import org.jboss.logging.Logger;

/**
 * Reminds people by mail of the actions that they own: one mail a day at the most, about what is due soon and was not
 * reminded of yet, and about what is overdue and was not reminded of for a week. That a mail goes out is kept before
 * it is sent, so that neither another node nor a restart sends it again; it is forgotten when the server refuses the
 * mail, so that the next round tries again.
 */
@ApplicationScoped
class Reminders {

    private static final Logger LOG = Logger.getLogger(Reminders.class);

    /** How long before it is due an action is reminded of. */
    private static final Period AHEAD = Period.ofDays(3);

    /** How long an overdue action is left in peace. */
    private static final Period AGAIN = Period.ofDays(7);

    private final Post post;
    private final EntityManager database;
    private final Clock clock;

    Reminders(Post post, EntityManager database, Clock clock) {
        this.post = post;
        this.database = database;
        this.clock = clock;
    }

    @Scheduled(
            cron = "{hindsight.reminders.cron}",
            timeZone = "UTC",
            identity = "remind of actions",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    void round() {
        if (post.configured()) {
            try {
                remind(clock.instant());
            } catch (PersistenceException away) {
                LOG.debug("The database is away; people are reminded when it is back", away);
            }
        }
    }

    /** Sends what there is to be said on that day (UTC) and was not said yet. */
    void remind(Instant now) {
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        for (Long owner : QuarkusTransaction.requiringNew().call(() -> owners(today))) {
            QuarkusTransaction.requiringNew()
                    .call(() -> kept(owner, today))
                    .ifPresent(letter -> send(letter, owner, today));
        }
    }

    private List<Long> owners(LocalDate today) {
        return database.createQuery(
                        "select distinct u.id from User u, ActionItem a where u.email = lower(a.owner) and u.leftAt is null"
                                + " and a.retractedBecause is null and a.state in ?1 and a.dueOn <= ?2 order by u.id",
                        Long.class)
                .setParameter(1, ActionState.PENDING)
                .setParameter(2, today.plus(AHEAD))
                .getResultList();
    }

    /** The mail for somebody, kept as sent; under their lock, so that it is made once. */
    private Optional<Letter> kept(long owner, LocalDate today) {
        User person = database.find(User.class, owner, LockModeType.PESSIMISTIC_WRITE);
        if (Reminder.sent(person, today)) {
            return Optional.empty();
        }
        List<Reminder> earlier = Reminder.of(person);
        List<ActionItem> actions = duties(person, today).stream()
                .filter(action -> Incidents.mayKnow(person, action.incident))
                .filter(action -> earlier.stream().noneMatch(reminder -> spares(reminder, action, today)))
                .toList();
        actions.forEach(action -> Reminder.keep(person, action, today));
        return actions.isEmpty() ? Optional.empty() : Optional.of(Letter.of(person, actions, today, post.base()));
    }

    private List<ActionItem> duties(User person, LocalDate today) {
        return ActionItem.list(
                "from ActionItem a join fetch a.incident i where lower(a.owner) = ?1 and a.retractedBecause is null"
                        + " and a.state in ?2 and a.dueOn <= ?3 order by a.dueOn, i.id, a.no",
                person.email,
                ActionState.PENDING,
                today.plus(AHEAD));
    }

    /** Whether an earlier reminder makes one today needless. */
    private static boolean spares(Reminder earlier, ActionItem action, LocalDate today) {
        if (!Objects.equals(earlier.action.id, action.id)) {
            return false;
        }
        return action.overdue(today)
                ? earlier.wasOverdue() && earlier.sentOn.isAfter(today.minus(AGAIN))
                : earlier.dueOn.equals(action.dueOn);
    }

    private void send(Letter letter, long owner, LocalDate today) {
        try {
            post.send(letter.to(), letter.subject(), letter.text());
        } catch (Undelivered | IllegalArgumentException failure) {
            LOG.warnf(failure, "A reminder is not sent; it is tried again in an hour");
            QuarkusTransaction.requiringNew().run(() -> Reminder.forget(owner, today));
        }
    }
}
