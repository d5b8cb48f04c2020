package org.hindsight.edition.subscription;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.hindsight.edition.Newsroom;

/** Takes mails on, one at a time; each call wants a transaction of its own. */
@ApplicationScoped
class Errands {

    private final Letters letters;
    private final Newsroom newsroom;

    Errands(Letters letters, Newsroom newsroom) {
        this.letters = letters;
        this.newsroom = newsroom;
    }

    /** The mail that wants a request confirmed; nothing where another node has it, or its address got enough of them. */
    Optional<Errand> question(long id, Instant now) {
        if (!Request.claim(id, now)) {
            return Optional.empty();
        }
        Request request = Request.findById(id);
        if (request.tooMany()) {
            request.delete();
            return Optional.empty();
        }
        Letter letter = Subscription.of(request.email, request.report)
                .filter(subscription -> !subscription.resting())
                .map(subscription -> letters.known(request, subscription))
                .orElseGet(() -> letters.question(request, request.link()));
        return Optional.of(new Question(id, letter));
    }

    /** The mail that tells of an edition; nothing where another node has it, or there is nothing to tell any more. */
    Optional<Errand> news(Notice.Key key, Instant now) {
        if (!Notice.claim(key, now)) {
            return Optional.empty();
        }
        Notice notice = Notice.findById(key);
        Optional<Letter> letter = Optional.of(notice)
                .filter(open -> !open.overtaken() && !open.subscription.resting())
                .flatMap(open -> newsroom.of(open.edition))
                .map(news -> letters.news(notice.subscription, news, notice.turn));
        if (letter.isEmpty()) {
            notice.delete();
        }
        return letter.map(made -> new Told(key, made));
    }

    private record Question(long id, Letter letter) implements Errand {

        @Override
        public void sent(Instant now) {
            settle(request -> request.dueAt = null);
        }

        @Override
        public void refused(String why) {
            settle(Request::delete);
        }

        @Override
        public void failed(String why, Instant now) {
            settle(request -> request.dueAt = now.plus(Dispatch.pause(request.tries)));
        }

        private void settle(Consumer<Request> how) {
            Request.<Request>findByIdOptional(id).ifPresent(how);
        }
    }

    private record Told(Notice.Key key, Letter letter) implements Errand {

        @Override
        public void sent(Instant now) {
            Notice.toSettle(key).ifPresent(notice -> {
                notice.subscription.told(now);
                notice.delete();
            });
        }

        @Override
        public void refused(String why) {
            Notice.toSettle(key).ifPresent(notice -> {
                notice.subscription.refused(why);
                notice.delete();
            });
        }

        @Override
        public void failed(String why, Instant now) {
            Notice.toSettle(key).ifPresent(notice -> notice.failed(why, now));
        }
    }
}
