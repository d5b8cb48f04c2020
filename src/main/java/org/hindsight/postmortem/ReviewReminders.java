package org.hindsight.postmortem;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.hindsight.account.User;
import org.hindsight.incident.Incidents;
import org.hindsight.platform.mail.Post;
import org.hindsight.platform.mail.Undelivered;
import org.jboss.logging.Logger;

/**
 * Reminds people by mail of reviews that they were asked for: from the day before one is due, and once a week after. That a
 * mail goes out is kept before it is sent, so that no other node sends it too; it is forgotten when the server refuses it.
 */
@ApplicationScoped
class ReviewReminders {

    private static final Logger LOG = Logger.getLogger(ReviewReminders.class);
    private static final Period AHEAD = Period.ofDays(1);
    private static final Period AGAIN = Period.ofDays(7);

    private final Post post;
    private final EntityManager database;
    private final Clock clock;

    ReviewReminders(Post post, EntityManager database, Clock clock) {
        this.post = post;
        this.database = database;
        this.clock = clock;
    }

    /** A mail to somebody about a draft. */
    private record Letter(long draft, long reviewer, String to, String subject, String text) {}

    @Scheduled(
            cron = "{hindsight.reminders.cron}",
            timeZone = "UTC",
            identity = "remind of reviews",
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

    /** Sends what there is to be said on that day (UTC) and was not said lately. */
    void remind(Instant now) {
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        for (Letter letter : QuarkusTransaction.requiringNew().call(() -> letters(today))) {
            if (QuarkusTransaction.requiringNew().call(() -> keep(letter, today))) {
                send(letter);
            }
        }
    }

    private List<Letter> letters(LocalDate today) {
        List<Letter> letters = new ArrayList<>();
        List<Draft> due = Draft.list(
                "from Draft d join fetch d.incident where d.state = ?1 and d.reviewDueOn <= ?2 order by d.id",
                DraftState.IN_REVIEW,
                today.plus(AHEAD));
        for (Draft draft : due) {
            for (User reviewer : draft.reviewers) {
                if (!reviewer.left() && draft.awaits(reviewer.email) && Incidents.mayKnow(reviewer, draft.incident)) {
                    letters.add(letter(draft, reviewer, today));
                }
            }
        }
        return letters;
    }

    private Letter letter(Draft draft, User reviewer, LocalDate today) {
        LocalDate due = draft.reviewDueOn == null ? today : draft.reviewDueOn;
        String ref = draft.incident.ref();
        String when = due.isBefore(today) ? "was due on " : "is due on ";
        String text = "Hello " + References.oneLine(reviewer.name) + ",\n\nYour review of the post-mortem of " + ref
                + ", "
                + References.oneLine(draft.incident.title) + ", " + when + Wording.day(due) + ".\n"
                + (post.base().isEmpty() ? "" : "\n" + post.base() + "/incidents/" + ref + "/postmortem#review\n")
                + "\nYou hear of it once before it is due, and once a week until you said something.\n";
        return new Letter(
                draft.id,
                reviewer.id,
                reviewer.email,
                "Your review of " + ref + (due.isBefore(today) ? " is overdue" : " is due"),
                text);
    }

    /** Whether it is to be sent; from then on nobody else sends it. */
    private boolean keep(Letter letter, LocalDate today) {
        return database.createNativeQuery("update postmortem_reviewer set reminded_on = ?1 where postmortem_id = ?2"
                                + " and reviewer_id = ?3 and (reminded_on is null or reminded_on <= ?4)")
                        .setParameter(1, today)
                        .setParameter(2, letter.draft())
                        .setParameter(3, letter.reviewer())
                        .setParameter(4, today.minus(AGAIN))
                        .executeUpdate()
                == 1;
    }

    private void send(Letter letter) {
        try {
            post.send(letter.to(), letter.subject(), letter.text());
        } catch (Undelivered | IllegalArgumentException failure) {
            LOG.warnf(failure, "A reminder is not sent; it is tried again in an hour");
            QuarkusTransaction.requiringNew()
                    .run(() -> database.createNativeQuery(
                                    "update postmortem_reviewer set reminded_on = null where postmortem_id = ?1 and reviewer_id = ?2")
                            .setParameter(1, letter.draft())
                            .setParameter(2, letter.reviewer())
                            .executeUpdate());
        }
    }
}
