package org.hindsight.edition;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.hindsight.account.Caller;
import org.hindsight.account.User;
import org.hindsight.incident.Incident;
import org.hindsight.platform.problem.Problem;
import org.hindsight.platform.text.Words;
import org.jspecify.annotations.Nullable;

/**
 * What publishers allowed although the leak scan found it. Only what blocks at the moment can be cleared, word for word; an
 * address, a host, a token never can. Verbs want an incident under its lock.
 */
@ApplicationScoped
class Clearances {

    private final Editions editions;
    private final Press press;
    private final Caller caller;
    private final Clock clock;
    private final EntityManager database;

    Clearances(Editions editions, Press press, Caller caller, Clock clock, EntityManager database) {
        this.editions = editions;
        this.press = press;
        this.caller = caller;
        this.clock = clock;
        this.database = database;
    }

    static List<ClearanceView> of(Incident incident) {
        return Clearance.of(incident).stream().map(ClearanceView::of).toList();
    }

    /** Lets a sentence pass that blocks now, in all that it was found for. */
    List<ClearanceView> give(Incident incident, NewClearance input) {
        String sentence = Words.flat(input.sentence());
        List<PrintOrder> refused = PrintOrder.refused(incident).stream()
                .filter(order -> sentence.equals(order.refusedSentence))
                .toList();
        List<LeakScan.Cleared> found = Stream.concat(
                        editions.leaks(incident).stream()
                                .filter(find -> sentence.equals(find.sentence()))
                                .map(find -> find.person()),
                        refused.stream().map(order -> order.refusedPerson))
                .map(person -> new LeakScan.Cleared(person, sentence))
                .distinct()
                .toList();
        if (found.isEmpty()) {
            throw Problem.refused(
                    "Nothing that blocks now can be cleared by that sentence. A name or an internal sentence can"
                            + " be, word for word; an address, a host or a token has to go from the text.");
        }
        Instant now = clock.instant();
        int last = Clearance.of(incident).size();
        for (LeakScan.Cleared one : found) {
            Clearance clearance = new Clearance();
            clearance.incident = incident;
            clearance.no = ++last;
            clearance.sentence = sentence;
            clearance.person = one.person();
            clearance.reason = input.reason().strip();
            clearance.givenAt = now;
            clearance.givenBy = person();
            clearance.persist();
        }
        refused.forEach(order -> press.orderAgain(order, now));
        return of(incident).stream().filter(one -> one.givenAt().equals(now)).toList();
    }

    /** Lets it block again. What was published meanwhile stays. */
    ClearanceView takeBack(Incident incident, int no) {
        Clearance clearance = Clearance.of(incident, no)
                .orElseThrow(() -> Problem.notFound(incident.ref() + " has no clearance " + no + "."));
        clearance.takeBack(person(), clock.instant());
        return ClearanceView.of(clearance);
    }

    private @Nullable User person() {
        return caller.user()
                .map(user -> database.getReference(User.class, user.id))
                .orElse(null);
    }
}
