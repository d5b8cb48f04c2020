package org.hindsight.edition.subscription;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.hindsight.account.Secrets;
import org.hindsight.edition.Mailing;
import org.hindsight.edition.Newsroom;
import org.hindsight.platform.Cursor;
import org.hindsight.platform.Listing;
import org.hindsight.platform.Texts;
import org.hindsight.platform.problem.Problem;
import org.jspecify.annotations.Nullable;

/** Asking for mails, confirming, ending, and who gets them. Wants a transaction. */
@ApplicationScoped
class Subscriptions {

    private static final String LIST = "subscriptions";

    private final Newsroom newsroom;
    private final Mailing mailing;
    private final EntityManager database;
    private final Clock clock;
    private final Event<MailOrdered> ordered;

    Subscriptions(Newsroom newsroom, Mailing mailing, EntityManager database, Clock clock, Event<MailOrdered> ordered) {
        this.newsroom = newsroom;
        this.mailing = mailing;
        this.database = database;
        this.clock = clock;
        this.ordered = ordered;
    }

    /** Refuses with 404 where no mails are sent. */
    void mustBeOpen() {
        if (!mailing.open()) {
            throw Problem.notFound("Reports are not sent by e-mail here.");
        }
    }

    /** The title of the report at a slug, while anybody may read it. */
    Optional<String> title(@Nullable String slug) {
        return Optional.ofNullable(slug).filter(name -> !name.isBlank()).flatMap(newsroom::title);
    }

    /** Orders the mail that wants a subscription confirmed. What it does is the same for every address. */
    void ask(NewSubscription wanted) {
        mustBeOpen();
        String report = wanted.report() == null || wanted.report().isBlank() ? Subscription.ALL : wanted.report();
        if (!report.equals(Subscription.ALL) && title(report).isEmpty()) {
            throw Problem.invalid("report", "is not a report that can be read here");
        }
        Request.place(wanted.email().toLowerCase(Locale.ROOT), report, clock.instant());
        ordered.fire(new MailOrdered());
    }

    /** What a link asks to confirm, as {@link Subscription#report}; nothing where it confirms nothing any more. */
    Optional<String> asked(String secret) {
        return Request.of(secret, clock.instant())
                .map(request -> request.report)
                .or(() -> Subscription.confirmedWith(Secrets.digest(secret)).map(known -> known.report));
    }

    /** Confirms what a link asks for, at that moment; doing so again changes nothing. Nothing where the link does not hold. */
    Optional<Subscription> confirm(String secret, Instant now) {
        String digest = Secrets.digest(secret);
        Optional<Subscription> already = Subscription.confirmedWith(digest);
        if (already.isPresent()) {
            return already;
        }
        Optional<Request> asked = Request.of(secret, now);
        if (asked.isEmpty()) {
            return Optional.empty();
        }
        String email = asked.get().email;
        String report = asked.get().report;
        boolean first = Request.settle(email, report);
        Optional<Subscription> known = Subscription.of(email, report);
        known.ifPresent(Subscription::takenUpAgain);
        return known.or(() -> first ? Optional.of(Subscription.begin(email, report, digest, now)) : Optional.empty());
    }

    Optional<Subscription> confirm(String secret) {
        return confirm(secret, clock.instant());
    }

    /** What a link from a mail ends; nothing where it ended already. */
    Optional<Subscription> endedBy(String key) {
        return Subscription.endedBy(key);
    }

    /** Ends what a link from a mail names, and forgets it; doing so again changes nothing. */
    void end(String key) {
        Subscription.delete("endKey", key);
    }

    /** Ends one in the name of an admin. */
    void end(long id) {
        if (Subscription.delete("id", id) == 0) {
            throw unknown();
        }
    }

    /** Sends again to somebody whose server refused. */
    SubscriptionView takeUp(long id) {
        Subscription subscription =
                Subscription.<Subscription>findByIdOptional(id).orElseThrow(Subscriptions::unknown);
        subscription.takenUpAgain();
        return views(List.of(subscription)).get(0);
    }

    private static Problem unknown() {
        return Problem.notFound("There is no such subscription.");
    }

    /**
     * Who gets mails, the newest first.
     *
     * @param letters some of an address, for finding it
     */
    Listing<SubscriptionView> page(@Nullable Integer asked, @Nullable String cursor, @Nullable String letters) {
        int limit = Listing.limit(asked);
        long before = Cursor.read(LIST, 1, cursor).map(last -> last.number(0)).orElse(Long.MAX_VALUE);
        String wanted = letters == null ? "" : letters.strip().toLowerCase(Locale.ROOT);
        Texts.fault(wanted).ifPresent(fault -> {
            throw Problem.invalid("email", fault);
        });
        return Listing.of(
                views(Subscription.before(before, wanted, limit + 1)), limit, row -> Cursor.after(LIST, row.id()));
    }

    private List<SubscriptionView> views(List<Subscription> rows) {
        Map<Long, Long> waiting = new HashMap<>();
        if (!rows.isEmpty()) {
            database.createQuery(
                            "select n.subscriptionId, count(*) from Notice n where n.subscriptionId in ?1"
                                    + " group by n.subscriptionId",
                            Object[].class)
                    .setParameter(1, rows.stream().map(row -> row.id).toList())
                    .getResultList()
                    .forEach(row -> waiting.put((Long) row[0], (Long) row[1]));
        }
        return rows.stream()
                .map(row -> SubscriptionView.of(row, waiting.getOrDefault(row.id, 0L)))
                .toList();
    }
}
