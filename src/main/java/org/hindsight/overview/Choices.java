package org.hindsight.overview;

import io.quarkus.qute.TemplateExtension;
import java.util.Arrays;
import java.util.List;
import org.hindsight.followup.ActionState;
import org.hindsight.followup.ActionType;
import org.hindsight.followup.Priority;
import org.hindsight.incident.Audience;
import org.hindsight.incident.MilestoneName;
import org.hindsight.incident.Platform;
import org.hindsight.incident.Severity;
import org.hindsight.incident.Status;
import org.hindsight.investigation.Basis;
import org.hindsight.investigation.CauseCategory;
import org.hindsight.investigation.CausePart;
import org.hindsight.investigation.CauseState;
import org.hindsight.investigation.Confidence;
import org.hindsight.investigation.Direction;
import org.hindsight.investigation.WorkaroundState;
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

    /** In how many minutes an update is usually promised. */
    static List<Choice> minutes() {
        return List.of(
                new Choice("15 min", "in 15 min"),
                new Choice("30 min", "in 30 min"),
                new Choice("60 min", "in 60 min"));
    }

    static List<Choice> roles() {
        return Roles.choices();
    }

    /** What the composer completes. */
    static List<Command.Offer> commands() {
        return Commands.offers();
    }

    static List<Choice> platforms() {
        return Choice.of(Platform.values());
    }

    static List<Choice> causeStates() {
        return Choice.of(CauseState.values());
    }

    static List<Choice> causeCategories() {
        return Choice.of(CauseCategory.values());
    }

    static List<Choice> causeParts() {
        return Choice.of(CausePart.values());
    }

    static List<Choice> confidences() {
        return Choice.of(Confidence.values());
    }

    static List<Choice> directions() {
        return Choice.of(Direction.values());
    }

    static List<Choice> bases() {
        return Choice.of(Basis.values());
    }

    static List<Choice> workaroundStates() {
        return Choice.of(WorkaroundState.values());
    }

    static List<Choice> actionTypes() {
        return Choice.of(ActionType.values());
    }

    static List<Choice> actionStates() {
        return Choice.of(ActionState.values());
    }

    static List<Choice> priorities() {
        return Choice.of(Priority.values());
    }

    static List<Choice> allKinds() {
        return Choice.of(EntryKind.values());
    }

    static List<Choice> orders() {
        return Choice.of(TimelineFilter.Order.values());
    }

    /** The kinds of line that a person logs, the plain note first; a status has a form of its own. */
    static List<Choice> kinds() {
        return Choice.of(Arrays.stream(EntryKind.values())
                .filter(kind -> kind != EntryKind.STATUS)
                .sorted((one, other) -> Boolean.compare(other == EntryKind.NOTE, one == EntryKind.NOTE))
                .toArray(EntryKind[]::new));
    }
}
