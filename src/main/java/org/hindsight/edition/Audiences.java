package org.hindsight.edition;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.util.Set;
import org.hindsight.incident.Audience;
import org.hindsight.incident.Incident;
import org.hindsight.incident.Kind;
import org.hindsight.incident.record.Recorded;
import org.hindsight.incident.record.RecordedView;
import org.hindsight.incident.record.Register;
import org.hindsight.platform.json.MergePatch;
import org.hindsight.platform.problem.Problem;
import org.hindsight.timeline.Timeline;
import org.hindsight.timeline.TimelineEntry;

/** Says who may read a part of the record, by the verbs that the API has for it: with a trail, and news for those who look on. */
@ApplicationScoped
class Audiences {

    private final Timeline timeline;
    private final Instance<Register<?, ?, ?>> registers;
    private final MergePatch patch;

    Audiences(Timeline timeline, @Any Instance<Register<?, ?, ?>> registers, MergePatch patch) {
        this.timeline = timeline;
        this.registers = registers;
        this.patch = patch;
    }

    /**
     * Labels one part. Wants the incident under its lock.
     *
     * @param version of the part as whoever labels it read it
     */
    void set(Incident incident, Kind kind, int no, int version, Audience audience) {
        if (kind == Kind.ENTRY) {
            TimelineEntry entry = timeline.entry(incident, no);
            refuseIfOther(kind, no, entry.version, version);
            timeline.label(entry, audience);
            return;
        }
        Register<?, ?, ?> register = registers.stream()
                .filter(one -> one.kinds().equals(Set.of(kind)))
                .findFirst()
                .orElseThrow(() -> Problem.invalid("item", "is nothing that has an audience of its own"));
        set(register, incident, kind, no, version, audience);
    }

    private <T extends Recorded<I, V>, I extends Record, V extends RecordedView> void set(
            Register<T, I, V> register, Incident incident, Kind kind, int no, int version, Audience audience) {
        T part = register.one(incident, no);
        refuseIfOther(kind, no, part.version, version);
        I before = part.asInput();
        @SuppressWarnings("unchecked")
        Class<I> type = (Class<I>) before.getClass();
        register.change(
                part,
                patch.apply(before, JsonNodeFactory.instance.objectNode().put("audience", audience.name()), type));
    }

    private static void refuseIfOther(Kind kind, int no, int now, int read) {
        if (now != read) {
            throw Problem.stale("Somebody changed " + Omissions.spoken(kind.key(), no)
                    + " since you opened this page. Its audience is as it was; read it again first.");
        }
    }
}
