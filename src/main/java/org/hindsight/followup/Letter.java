package org.hindsight.followup;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.hindsight.account.User;
import org.hindsight.platform.web.Wording;

/** What a mail says about the actions of one person. */
record Letter(String to, String subject, String text) {

    /**
     * @param actions with a due date, the most urgent first
     * @param base the public address of the application, without a slash at its end; empty when nobody said it
     */
    static Letter of(User person, List<ActionItem> actions, LocalDate today, String base) {
        List<ActionItem> late =
                actions.stream().filter(action -> action.overdue(today)).toList();
        List<ActionItem> soon =
                actions.stream().filter(action -> !action.overdue(today)).toList();
        StringBuilder text =
                new StringBuilder("Hello ").append(oneLine(person.name)).append(",\n\n");
        section(text, "Overdue", late, today, base);
        section(text, "Due", soon, today, base);
        text.append("Is one done, or will it not be done? Say so on its page, or move its date there.\n")
                .append("You hear of an action once before it is due, and once a week while it is overdue.\n");
        return new Letter(person.email, subject(soon.size(), late.size()), text.toString());
    }

    /** 2 actions are due, 1 is overdue */
    private static String subject(int due, int overdue) {
        if (due == 0) {
            return actions(overdue) + " overdue";
        }
        String first = actions(due) + " due";
        return overdue == 0 ? first : first + ", " + overdue + (overdue == 1 ? " is" : " are") + " overdue";
    }

    private static String actions(int number) {
        return Wording.counted(number, "action is", "actions are");
    }

    private static void section(
            StringBuilder text, String title, List<ActionItem> actions, LocalDate today, String base) {
        if (actions.isEmpty()) {
            return;
        }
        text.append(title).append('\n');
        for (ActionItem action : actions) {
            LocalDate due = Objects.requireNonNull(action.dueOn);
            String ref = action.incident.ref();
            text.append("\n- ").append(oneLine(action.title)).append('\n');
            text.append("  ")
                    .append(Wording.longDate(due))
                    .append(", ")
                    .append(distance(due, today))
                    .append('\n');
            text.append("  ")
                    .append(ref)
                    .append(", ")
                    .append(oneLine(action.incident.title))
                    .append('\n');
            if (!base.isEmpty()) {
                text.append("  ").append(base).append("/incidents/").append(ref).append("/actions/");
                text.append(action.no).append('\n');
            }
        }
        text.append('\n');
    }

    private static String distance(LocalDate due, LocalDate today) {
        int days = Math.toIntExact(ChronoUnit.DAYS.between(today, due));
        if (days < 0) {
            return Wording.counted(-days, "day", "days") + " ago";
        }
        return days == 0 ? "today" : days == 1 ? "tomorrow" : "in " + days + " days";
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }
}
