package org.hindsight.pulse;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.persistence.PersistenceException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.hindsight.pulse.detection.Counts;
import org.hindsight.pulse.detection.Detector;
import org.hindsight.pulse.detection.Settings;
import org.hindsight.pulse.detection.State;
import org.hindsight.pulse.detection.Verdict;
import org.jboss.logging.Logger;

/**
 * Watches the reports of every service, minute by minute, and says when a service takes another state. A minute is judged
 * shortly after it is over; what was said then stays, also when late reports would have told it otherwise.
 */
@ApplicationScoped
class Watch {

    private static final Logger LOG = Logger.getLogger(Watch.class);

    /** How long after its end a minute is waited for: reports are on their way, and clocks differ. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    /** How long a detector goes on with what it has read; then it reads anew, also what came late or from elsewhere. */
    private static final Duration LASTS = Duration.ofMinutes(5);

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Map<Long, Watched> watching = new ConcurrentHashMap<>();
    private final Tally tally;
    private final States states;
    private final Alarm alarm;
    private final Clock clock;

    Watch(Tally tally, States states, Alarm alarm, Clock clock) {
        this.tally = tally;
        this.states = states;
        this.alarm = alarm;
        this.clock = clock;
    }

    private record Watched(Detector detector, Instant made) {}

    @Scheduled(
            every = "5s",
            identity = "watch the user reports",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    @ActivateRequestContext
    void look() {
        try {
            List<Offer> offers = QuarkusTransaction.requiringNew().call(Offers::all);
            for (Offer offer : offers) {
                look(offer, clock.instant().minus(GRACE));
            }
        } catch (PersistenceException away) {
            LOG.debug("The database is away; the reports are watched again when it is back", away);
        }
    }

    /** Judges the minutes of a service that were over by an instant. */
    void look(Offer offer, Instant until) {
        int end = Minute.of(until);
        Watched watched = watching.get(offer.id());
        if (watched == null || watched.made().plus(LASTS).isBefore(until)) {
            begin(offer, until);
            return;
        }
        Detector detector = watched.detector();
        int next = Minute.of(detector.upTo());
        if (next < end) {
            read(offer, detector, QuarkusTransaction.requiringNew().call(() -> counts(offer, next, end)));
        }
    }

    /** Reads all that is known of a service; what it is like by then is said as well: the server may have been away. */
    private void begin(Offer offer, Instant until) {
        int end = Minute.of(until);
        Optional<Counts> history = QuarkusTransaction.requiringNew()
                .call(() -> tally.reach(offer.id())
                        .filter(reach -> reach.last() >= end - Judge.BEFORE)
                        .map(Tally.Reach::first)
                        .filter(first -> first < end)
                        .map(first -> counts(offer, Math.max(first, end - Judge.BEFORE), end)));
        if (history.isEmpty()) {
            watching.remove(offer.id());
            return;
        }
        Detector detector = new Detector(history.get().start(), MINUTE, Settings.DEFAULTS);
        watching.put(offer.id(), new Watched(detector, until));
        read(offer, detector, history.get());
    }

    private Counts counts(Offer offer, int first, int end) {
        return new Counts(Minute.start(first), MINUTE, tally.totals(offer.id(), first, 1, end - first));
    }

    /** Reads minutes, and says in which state they leave the service, since the one that brought it about. */
    private void read(Offer offer, Detector detector, Counts counts) {
        State before = detector.spike().state();
        Verdict turn = null;
        for (int i = 0; i < counts.size(); i++) {
            Verdict verdict = detector.next(counts.at(i));
            if (turn == null || verdict.state() != before) {
                before = verdict.state();
                turn = verdict;
            }
        }
        if (turn != null) {
            say(offer, turn, detector.upTo());
        }
    }

    /** Writes a new state down, unless it is the known one. What is known only now holds from now on. */
    private void say(Offer offer, Verdict verdict, Instant now) {
        QuarkusTransaction.requiringNew().run(() -> {
            Optional<States.Turn> last = states.last(offer.id());
            State before = last.map(States.Turn::state).orElse(State.NORMAL);
            Instant found = verdict.at().plus(MINUTE);
            Instant since = last.filter(turn -> !turn.since().isBefore(found)).isPresent() ? now : found;
            if (verdict.state() != before && states.turn(offer.id(), verdict.state(), since)) {
                alarm.tell(offer, before, verdict, since);
            }
        });
    }
}
