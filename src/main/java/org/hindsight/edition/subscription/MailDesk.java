package org.hindsight.edition.subscription;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hindsight.account.Caller;
import org.hindsight.edition.Mailing;
import org.hindsight.platform.mail.Post;
import org.hindsight.platform.mail.Undelivered;
import org.hindsight.platform.problem.Problem;
import org.jspecify.annotations.Nullable;

/** How mail is set up and how it goes, for admins. */
@ApplicationScoped
class MailDesk {

    /**
     * How mail is set up.
     *
     * @param server host and port; null while none is named
     * @param from the sender; null while nobody said it
     * @param address the public address that links begin with; null while nobody said it
     * @param open whether readers can subscribe
     * @param subscriptions how many are confirmed
     * @param unconfirmed how many were asked for and not confirmed
     * @param waiting how many mails are still to be sent
     * @param oldest since when the oldest of them waits
     */
    @Schema(name = "Mail")
    record State(
            boolean configured,
            @Nullable String server,
            @Nullable String from,
            @Nullable String address,
            boolean open,
            long subscriptions,
            long unconfirmed,
            long waiting,
            @Nullable Instant oldest) {}

    private final Post post;
    private final Mailing mailing;
    private final Letters letters;
    private final Caller caller;
    private final EntityManager database;

    MailDesk(Post post, Mailing mailing, Letters letters, Caller caller, EntityManager database) {
        this.post = post;
        this.mailing = mailing;
        this.letters = letters;
        this.caller = caller;
        this.database = database;
    }

    /** Wants a transaction. */
    State state() {
        return new State(
                post.configured(),
                post.server().orElse(null),
                post.from().orElse(null),
                post.base().isEmpty() ? null : post.base(),
                mailing.open(),
                Subscription.count(),
                Request.count(),
                Notice.count() + Request.count("dueAt is not null"),
                oldest());
    }

    private @Nullable Instant oldest() {
        return database.createQuery("select min(n.orderedAt) from Notice n", Instant.class)
                .getSingleResultOrNull();
    }

    /** Sends a mail to whoever asks, and waits for what the server says: 409 without a server, 502 when it did not take it. */
    String test() {
        if (!post.configured()) {
            throw Problem.refused("No mail server is set up.");
        }
        Letter letter = letters.test(caller.email());
        try {
            post.send(letter.to(), letter.subject(), letter.text(), letter.headers());
            return letter.to();
        } catch (Undelivered failure) {
            throw Problem.of(
                    502, "undelivered", "Not delivered", "The mail server did not take the mail: " + failure.reason());
        } catch (IllegalArgumentException unfit) {
            throw Problem.refused("Your address cannot be written to: " + letter.to());
        }
    }
}
