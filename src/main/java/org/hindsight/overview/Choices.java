package org.hindsight.overview;

import io.quarkus.qute.TemplateExtension;
import java.util.Arrays;
import java.util.List;
import org.hindsight.incident.Audience;
import org.hindsight.incident.MilestoneName;
import org.hindsight.incident.Severity;
import org.hindsight.incident.Status;
import org.hindsight.platform.web.Choice;
import org.hindsight.timeline.EntryKind;

/** What there is to choose from in the forms of the war room and the lists: {@code {choices:kinds}}. */
@TemplateExtension(namespace = "choices")
final class Choices {

    private Choices() {}

    static List<Choice> severities() {
        return Choice.of(Severity.values());
    }

    static List<Choice> statuses() {
        return Choice.of(Status.values());
    }

    static List<Choice> milestones() {
        return Choice.of(MilestoneName.values());
    }

    static List<Choice> audiences() {
        return Choice.of(Audience.values());
    }

    static List<Choice> roles() {
        return Roles.choices();
    }

    /** The kinds of line that a person logs, the plain note first; a status has a form of its own. */
    static List<Choice> kinds() {
        return Choice.of(Arrays.stream(EntryKind.values())
                .filter(kind -> kind != EntryKind.STATUS)
                .sorted((one, other) -> Boolean.compare(other == EntryKind.NOTE, one == EntryKind.NOTE))
                .toArray(EntryKind[]::new));
    }
}
