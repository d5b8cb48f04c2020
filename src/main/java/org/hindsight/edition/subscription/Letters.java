package org.hindsight.edition.subscription;

import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.hindsight.account.Secrets;
import org.hindsight.edition.Edition;
import org.hindsight.edition.Label;
import org.hindsight.edition.News;
import org.hindsight.edition.Newsroom;
import org.hindsight.edition.Publisher;
import org.hindsight.platform.mail.Post;
import org.hindsight.platform.web.Wording;

/**
 * What the mails say. They are made of what the public pages say and of nothing else, and hold nothing that a stranger
 * typed: whoever asks in the name of another cannot write to them.
 */
@Singleton
class Letters {

    private static final int ID_LENGTH = 40;

    private final Publisher publisher;
    private final Newsroom newsroom;
    private final Post post;

    Letters(Publisher publisher, Newsroom newsroom, Post post) {
        this.publisher = publisher;
        this.newsroom = newsroom;
        this.post = post;
    }

    /** Asks whether it was really they who asked. */
    Letter question(Request request, String secret) {
        String text = "Somebody, most likely you, asked to get " + what(request.report) + " at this address.\n\n"
                + "To confirm it open this page and press the button there:\n"
                + link("/reports/subscribe/confirm/" + secret) + "\n\n"
                + "The link holds until " + moment(request.requestedAt.plus(Request.OPEN)) + ".\n\n"
                + "If it was not you, do nothing: no further mail comes, and the address is deleted then.\n";
        return new Letter(request.email, "Confirm: reports by e-mail", text, headers(requestId(request)));
    }

    /** Says that there is nothing to confirm. */
    Letter known(Request request, Subscription subscription) {
        String text = "Somebody, most likely you, asked to get " + what(request.report) + " at this address.\n\n"
                + "You get them already, since " + Wording.longDate(subscription.confirmedAt)
                + ". There is nothing to do.\n" + foot(subscription);
        return new Letter(
                request.email,
                "You get reports by e-mail already",
                text,
                withEnd(subscription, headers(requestId(request))));
    }

    private static String requestId(Request request) {
        return "request " + request.id + " " + request.email + " " + request.requestedAt;
    }

    /** Tells of an edition, or of its withdrawal. */
    Letter news(Subscription subscription, News news, long turn) {
        String text = (news.edition().withdrawn() ? withdrawn(news) : published(news)) + foot(subscription);
        return new Letter(
                subscription.email,
                oneLine(news.title()),
                text,
                withEnd(subscription, headers(subscription.endKey + " " + turn)));
    }

    private String published(News news) {
        Edition edition = news.edition();
        StringBuilder text = new StringBuilder(kind(edition)).append("\n\n");
        text.append(oneLine(edition.title)).append("\n\n");
        if (edition.note != null) {
            text.append("What changed: ").append(plain(edition.note)).append("\n\n");
        }
        if (!edition.lead.isEmpty()) {
            text.append(plain(edition.lead)).append("\n\n");
        }
        text.append("Severity: ").append(edition.severity).append('\n');
        if (!edition.services.isEmpty()) {
            text.append("Affected: ")
                    .append(oneLine(String.join(", ", edition.services)))
                    .append('\n');
        }
        text.append("Began: ").append(moment(edition.beganAt)).append('\n');
        if (edition.lastedSeconds != null) {
            text.append("Lasted: ")
                    .append(Wording.spoken(Duration.ofSeconds(edition.lastedSeconds)))
                    .append('\n');
        }
        text.append("Published: ").append(moment(edition.publishedAt)).append("\n\n");
        text.append("Read it:\n").append(link(news.address())).append('\n');
        if (edition.no > 1) {
            text.append("\nThe newest edition, whichever that is when you open it:\n")
                    .append(link(news.report()))
                    .append('\n');
        }
        return text.toString();
    }

    private static String kind(Edition edition) {
        if (edition.label == Label.CORRECTION) {
            return "A report was corrected. This is edition " + edition.no + ".";
        }
        String label = edition.label == Label.FINAL ? "final" : "preliminary";
        String first = "A " + label + " report was published";
        return edition.no == 1
                ? first + (edition.label == Label.PRELIMINARY ? ": facts may still change." : ".")
                : "A new " + label + " edition of a report was published, edition " + edition.no + ".";
    }

    private String withdrawn(News news) {
        return plain(news.summary()) + "\n\n"
                + (news.standing() == null
                        ? "No edition of this report stands at the moment. Its page says so:\n"
                        : "The report is now read in the edition that stands:\n")
                + link(news.report()) + "\n";
    }

    private String foot(Subscription subscription) {
        return "\n-- \nYou get this because you asked for " + what(subscription.report) + ".\n"
                + "To end it, open this page and press the button there:\n" + link(end(subscription)) + "\n";
    }

    /** Shows an admin that mails get through. */
    Letter test(String to) {
        String text = "The mail server takes mails from Hindsight, and this one found its way to you.\n"
                + (post.base().isEmpty() ? "" : "\n" + post.base() + "/settings/mail\n");
        return new Letter(to, "Test mail from Hindsight", text, Map.of());
    }

    /** What somebody gets: new reports, or new editions of one. */
    String what(String report) {
        return report.equals(Subscription.ALL)
                ? "new incident reports"
                        + publisher
                                .organisation()
                                .map(name -> " of " + oneLine(name))
                                .orElse("")
                : "new editions of the report"
                        + newsroom.title(report)
                                .map(title -> " “" + oneLine(title) + "”")
                                .orElse(" at " + link("/reports/" + report));
    }

    private static String end(Subscription subscription) {
        return "/reports/unsubscribe/" + subscription.endKey;
    }

    /** @param seed what the mail is about: the same mail, sent again, has the same id */
    private Map<String, String> headers(String seed) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Message-ID", "<" + Secrets.digest(seed).substring(0, ID_LENGTH) + "@" + host() + ">");
        return headers;
    }

    /** RFC 2369, 2919 and, where it may be promised (over TLS), 8058. */
    private Map<String, String> withEnd(Subscription subscription, Map<String, String> headers) {
        String address = link(end(subscription));
        headers.put("List-Id", "Incident reports <reports." + host() + ">");
        headers.put("List-Unsubscribe", "<" + address + ">");
        if (address.startsWith("https:")) {
            headers.put("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }
        return headers;
    }

    private String host() {
        return Optional.ofNullable(URI.create(post.base()).getHost()).orElse("localhost");
    }

    private String link(String path) {
        return publisher.linkOrPath(path);
    }

    private static String moment(Instant at) {
        return Wording.longDate(at) + ", " + Wording.clock(at) + " UTC";
    }

    private static String oneLine(String text) {
        return text.replaceAll("[\\s\\p{Cntrl}\u0085\u2028\u2029]+", " ").strip();
    }

    /** Lines stay, whatever else a terminal might obey goes. */
    private static String plain(String text) {
        return Objects.requireNonNull(text)
                .replace("\r\n", "\n")
                .replaceAll("[\\p{Cntrl}&&[^\n\t]]", " ")
                .strip();
    }
}
