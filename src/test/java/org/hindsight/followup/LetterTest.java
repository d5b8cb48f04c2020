package org.hindsight.followup;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalDate;
import java.util.List;
import org.hindsight.account.User;
import org.hindsight.incident.Incident;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("plain")
class LetterTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 27);

    private static ActionItem due(int inDays) {
        ActionItem action = new ActionItem();
        action.incident = new Incident();
        action.incident.id = 12L;
        action.incident.title = "Nobody can stream";
        action.no = 3;
        action.title = "Renew the certificate";
        action.state = ActionState.OPEN;
        action.dueOn = TODAY.plusDays(inDays);
        return action;
    }

    private static Letter letter(String base, ActionItem... actions) {
        User ana = new User();
        ana.email = "ana@example.org";
        ana.name = "Ana";
        return Letter.of(ana, List.of(actions), TODAY, base);
    }

    @Test
    void itsSubjectCountsWhatItHolds() {
        assertEquals("1 action is due", letter("", due(0)).subject());
        assertEquals("1 action is overdue", letter("", due(-1)).subject());
        assertEquals(
                "2 actions are due, 1 is overdue",
                letter("", due(-1), due(0), due(1)).subject());
        assertEquals(
                "1 action is due, 2 are overdue",
                letter("", due(-2), due(-1), due(1)).subject());
    }

    @Test
    void itLeadsToThePageOfEachAction() {
        assertEquals("""
                Hello Ana,

                Due

                - Renew the certificate
                  28 November 2026, tomorrow
                  INC-12, Nobody can stream
                  https://hindsight.example.org/incidents/INC-12/actions/3

                Is one done, or will it not be done? Say so on its page, or move its date there.
                You hear of an action once before it is due, and once a week while it is overdue.
                """, letter("https://hindsight.example.org", due(1)).text());
    }
}
