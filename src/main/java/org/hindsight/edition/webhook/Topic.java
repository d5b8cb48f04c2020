package org.hindsight.edition.webhook;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.hindsight.edition.Announcement;

/** What a message is about, in the dotted words that its receiver reads. */
enum Topic {
    PUBLISHED("edition.published", "An edition was published"),
    PDF_READY("edition.pdf.ready", "Its PDF can be fetched"),
    WITHDRAWN("edition.withdrawn", "An edition was withdrawn"),
    /** Sent when an admin asks for it, to anybody. */
    TEST("webhook.test", "A test");

    final String word;
    final String meaning;

    Topic(String word, String meaning) {
        this.word = word;
        this.meaning = meaning;
    }

    static Topic of(Announcement.What what) {
        return switch (what) {
            case PUBLISHED -> PUBLISHED;
            case PDF_MADE -> PDF_READY;
            case WITHDRAWN -> WITHDRAWN;
        };
    }

    static Optional<Topic> of(String word) {
        return Arrays.stream(values()).filter(topic -> topic.word.equals(word)).findFirst();
    }

    /** Those that a webhook may listen to. */
    static List<Topic> offered() {
        return List.of(PUBLISHED, PDF_READY, WITHDRAWN);
    }

    static List<String> words() {
        return offered().stream().map(topic -> topic.word).toList();
    }
}
