package org.hindsight.investigation;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.hindsight.account.Caller;
import org.hindsight.incident.EntryNumbers;
import org.hindsight.incident.Incident;
import org.hindsight.incident.Journal;
import org.hindsight.incident.Kind;
import org.hindsight.incident.chapter.Leaf;
import org.hindsight.incident.record.Register;
import org.hindsight.platform.problem.Problem;
import org.hindsight.platform.problem.Violation;
import org.jspecify.annotations.Nullable;

/** The suspected causes of an incident, the evidence for and against each, and what each explains. */
@Singleton
public class Causes extends Register<Cause, NewCause, CauseView> {

    private static final int LONGEST_NOTE = 2000;

    private final EntryNumbers entries;

    Causes(Journal journal, Caller caller, EntityManager database, EntryNumbers entries) {
        super(Kind.CAUSE, Cause.class, NewCause.class, CauseView.class, Cause::new, journal, caller, database);
        this.entries = entries;
    }

    /** Lets a timeline entry of the incident weigh for or against the cause, once each way. */
    public CauseView.Evidence weigh(Cause cause, int entry, Direction weighs, @Nullable String note) {
        refuseIfRetracted(cause);
        if (!entries.exist(cause.incident, entry)) {
            throw Problem.invalid("entry", "is not the number of an entry of this incident");
        }
        CauseView.Evidence evidence = cause.weigh(entry, weighs, note);
        changed(cause);
        return evidence;
    }

    /** Takes a piece of evidence away; that it was there stays in the trail. */
    public void dismiss(Cause cause, int n) {
        refuseIfRetracted(cause);
        cause.dismiss(n);
        changed(cause);
    }

    /** Says that the cause helped to bring about another cause or an entry of the incident; never in a circle. */
    public CauseView.Effect link(Cause cause, NewEffect effect) {
        refuseIfRetracted(cause);
        if (effect.entry() != null && !entries.stand(cause.incident, effect.entry())) {
            throw Problem.invalid("entry", "is not the number of an entry of this incident that stands");
        }
        if (effect.cause() != null) {
            refuseCircle(cause, effect.cause());
        }
        CauseView.Effect added = cause.link(effect);
        changed(cause);
        return added;
    }

    private static void refuseCircle(Cause cause, int effect) {
        if (effect == cause.no) {
            throw Problem.invalid("cause", "is this cause itself: nothing brings itself about");
        }
        List<Cause> standing = Cause.list("incident = ?1 and retractedBecause is null order by no", cause.incident);
        if (standing.stream().noneMatch(other -> other.no == effect)) {
            throw Problem.invalid("cause", "is not the number of a cause of this incident that stands");
        }
        List<Integer> way = Chain.between(standing, effect, cause.no);
        if (!way.isEmpty()) {
            throw Problem.refused(Chain.told(way) + ": the other way round it would be a circle.");
        }
    }

    /** Takes an effect away from the cause; that it was there stays in the trail. */
    public void unlink(Cause cause, int n) {
        refuseIfRetracted(cause);
        cause.unlink(n);
        changed(cause);
    }

    /** Refuses numbers that no cause of the incident has, each with its place in the list. */
    public static void refuseUnknown(Incident incident, String field, @Nullable List<Integer> numbers) {
        if (numbers == null || numbers.isEmpty()) {
            return;
        }
        Set<Integer> known = new HashSet<>();
        Cause.<Cause>list("incident = ?1 and no in ?2", incident, numbers).forEach(cause -> known.add(cause.no));
        List<Violation> unknown = IntStream.range(0, numbers.size())
                .filter(i -> !known.contains(numbers.get(i)))
                .mapToObj(i -> new Violation(
                        field + "[" + i + "]", "is not the number of a cause of this incident: " + numbers.get(i)))
                .toList();
        if (!unknown.isEmpty()) {
            throw Problem.invalid(unknown);
        }
    }

    /**
     * A cause in an archive.
     *
     * @param lastEvidence the highest number that a piece of evidence ever had
     * @param lastEffect the highest number that an effect ever had
     */
    record Whole(@JsonUnwrapped CauseView cause, int lastEvidence, int lastEffect) {}

    @Override
    protected Object whole(Cause cause) {
        return new Whole(cause.view(), cause.lastEvidence, cause.lastEffect);
    }

    @Override
    protected void complete(Cause cause, Leaf item) {
        for (Leaf one : item.at("evidence").eachOnce("n")) {
            CauseView.Evidence kept = one.as(CauseView.Evidence.class);
            cause.evidence.add(Evidence.of(
                    kept.n(), kept.entry(), kept.weighs(), one.at("note").text(LONGEST_NOTE)));
        }
        for (Leaf one : item.at("effects").eachOnce("n")) {
            CauseView.Effect kept = one.as(CauseView.Effect.class);
            cause.effects.add(Effect.of(
                    kept.n(), kept.cause(), kept.entry(), one.at("note").text(LONGEST_NOTE)));
        }
        cause.lastEvidence = item.at("lastEvidence").count();
        cause.lastEffect = item.at("lastEffect").count();
    }

    @Override
    public void restore(Incident incident, Leaf leaf) {
        super.restore(incident, leaf);
        List<Cause> causes = Cause.list("incident = ?1 and retractedBecause is null order by no", incident);
        for (Cause cause : causes) {
            for (Effect effect : cause.effects) {
                if (effect.cause != null
                        && !Chain.between(causes, effect.cause, cause.no).isEmpty()) {
                    throw leaf.refused("lets cause " + cause.no + " bring itself about");
                }
            }
        }
    }
}
