package org.hindsight.edition.subscription;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import org.hindsight.edition.Announcement;
import org.hindsight.edition.Edition;
import org.hindsight.edition.Mailing;
import org.hindsight.edition.News;
import org.hindsight.edition.Newsroom;

/** Notes down, with each publication and withdrawal and in its transaction, who is to be told of it. */
@ApplicationScoped
class Notices {

    private static final String WHO = " from subscription s where s.refusals < ?5 and (s.report = ?6 or (s.report = ?4"
            + " and not exists (select 1 from subscription a where a.email = s.email and a.report = ?6)))";

    private final Newsroom newsroom;
    private final Mailing mailing;
    private final EntityManager database;
    private final Clock clock;
    private final Event<MailOrdered> ordered;

    Notices(Newsroom newsroom, Mailing mailing, EntityManager database, Clock clock, Event<MailOrdered> ordered) {
        this.newsroom = newsroom;
        this.mailing = mailing;
        this.database = database;
        this.clock = clock;
        this.ordered = ordered;
    }

    void pass(@Observes Announcement news) {
        if (news.what() == Announcement.What.PUBLISHED) {
            published(news.edition());
        } else if (news.what() == Announcement.What.WITHDRAWN) {
            withdrawn(news.edition());
        }
    }

    private void published(Edition edition) {
        if (mailing.open()) {
            newsroom.of(edition).ifPresent(told -> order(told, false, ""));
        }
    }

    /**
     * Who was not told of the edition yet hears nothing of it at all. They are marked first: from then on nobody begins
     * such a mail, and whoever began one before is told of the withdrawal.
     */
    private void withdrawn(Edition edition) {
        database.flush();
        mark("update notice set tries = -1 where edition_id = ?1 and withdrawal = false and tries = 0", edition);
        if (mailing.open()) {
            newsroom.of(edition)
                    .ifPresent(told -> order(
                            told,
                            true,
                            " and not exists (select 1 from notice n where n.subscription_id = s.id"
                                    + " and n.edition_id = ?1 and n.tries = -1)"));
        }
        mark("delete from notice where edition_id = ?1 and tries = -1", edition);
    }

    private void mark(String statement, Edition edition) {
        database.createNativeQuery(statement).setParameter(1, edition.id).executeUpdate();
    }

    private void order(News news, boolean withdrawal, String but) {
        database.flush();
        Instant now = clock.instant();
        database.createNativeQuery(
                        "insert into notice (subscription_id, turn, edition_id, withdrawal, ordered_at, tries, due_at)"
                                + " select s.id, (select version from shelf where id = 1), cast(?1 as bigint),"
                                + " cast(?2 as boolean), cast(?3 as timestamp with time zone), 0,"
                                + " cast(?3 as timestamp with time zone)" + WHO + but)
                .setParameter(1, news.edition().id)
                .setParameter(2, withdrawal)
                .setParameter(3, now)
                .setParameter(4, news.slug())
                .setParameter(5, Subscription.MOST_REFUSALS)
                .setParameter(6, Subscription.ALL)
                .executeUpdate();
        ordered.fire(new MailOrdered());
    }
}
