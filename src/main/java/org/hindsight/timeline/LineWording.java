package org.hindsight.timeline;

import io.quarkus.qute.TemplateExtension;
import java.time.Duration;
import org.hindsight.platform.web.Wording;

/** How the facts of a line read. */
@TemplateExtension
final class LineWording {

    private static final Duration DAYS_LATER = Duration.ofDays(2);

    private LineWording() {}

    /** How late an entry was written down: "logged 22 min later", after more than a day the day itself. */
    static String lateness(EntryView entry) {
        return entry.delay().compareTo(DAYS_LATER) < 0
                ? "logged " + Wording.spoken(entry.delay()) + " later"
                : "logged " + Wording.date(entry.recordedAt());
    }

    /** 12 KB */
    static String size(AttachmentView attachment) {
        return Wording.size(attachment.bytes());
    }

    /** What the form to remove an attachment is called on the page of its entry. */
    static String removal(AttachmentView attachment) {
        return "removal-" + attachment.id();
    }
}
