package org.hindsight.overview;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hindsight.followup.ActionItems;
import org.hindsight.followup.NewAction;
import org.hindsight.incident.Incident;
import org.hindsight.incident.Trail;
import org.hindsight.incident.record.Recorded;
import org.hindsight.incident.record.RecordedView;
import org.hindsight.incident.record.Register;
import org.hindsight.investigation.Causes;
import org.hindsight.investigation.Impacts;
import org.hindsight.investigation.NewCause;
import org.hindsight.investigation.NewImpact;
import org.hindsight.investigation.NewSignal;
import org.hindsight.investigation.NewSymptom;
import org.hindsight.investigation.NewWorkaround;
import org.hindsight.investigation.Signals;
import org.hindsight.investigation.Symptoms;
import org.hindsight.investigation.Workarounds;
import org.hindsight.platform.web.Form;
import org.hindsight.platform.web.Forms;

/** The numbered parts of an incident's record as pages know them: by the word in their address. */
@ApplicationScoped
class Parts {

    private final Map<String, Kind<?, ?, ?>> kinds = new LinkedHashMap<>();
    private final Forms forms;

    Parts(
            Symptoms symptoms,
            Causes causes,
            Impacts impacts,
            Workarounds workarounds,
            Signals signals,
            ActionItems actions,
            Forms forms) {
        this.forms = forms;
        kinds.put("symptoms", new Kind<>("symptom", NewSymptom.class, symptoms));
        kinds.put("causes", new Kind<>("cause", NewCause.class, causes));
        kinds.put("impacts", new Kind<>("impact", NewImpact.class, impacts));
        kinds.put("workarounds", new Kind<>("workaround", NewWorkaround.class, workarounds));
        kinds.put("signals", new Kind<>("signal", NewSignal.class, signals));
        kinds.put("actions", new Kind<>("action", NewAction.class, actions));
    }

    /** The kind behind a word; empty when there is none. */
    Optional<Kind<?, ?, ?>> of(String word) {
        return Optional.ofNullable(kinds.get(word));
    }

    /**
     * A part with what its page shows.
     *
     * @param form filled in as the part stands
     */
    record Shown(RecordedView view, Form form, List<Trail.Step> history) {}

    /** One kind of part, and the same few verbs for each of them. */
    final class Kind<T extends Recorded<I, V>, I extends Record, V extends RecordedView> {

        /** What one of them is called, in addresses within a page too: {@code #symptom-2}. */
        final String word;

        private final Class<I> input;
        private final Register<T, I, V> register;

        Kind(String word, Class<I> input, Register<T, I, V> register) {
            this.word = word;
            this.input = input;
            this.register = register;
        }

        int record(Incident incident, Form typed) {
            return register.record(incident, forms.read(listed(typed), input, incident.zoneId())).no;
        }

        void change(Incident incident, int no, Form typed) {
            T part = register.one(incident, no);
            typed.mustBeAbout(part.version);
            Form exact = forms.untouched(listed(typed), part.asInput(), incident.zoneId());
            register.change(part, forms.read(exact, input, incident.zoneId()));
        }

        /** Changes some fields of a part and leaves the others as they are. */
        void change(Incident incident, int no, Map<String, String> fields) {
            T part = register.one(incident, no);
            Form form = forms.fill(part.asInput());
            for (Map.Entry<String, String> field : fields.entrySet()) {
                form = form.with(field.getKey(), field.getValue());
            }
            register.change(part, forms.read(form, input, incident.zoneId()));
        }

        void retract(Incident incident, int no, Form typed) {
            T part = register.one(incident, no);
            typed.mustBeAbout(part.version);
            register.retract(part, typed.value("reason"));
        }

        Shown shown(Incident incident, int no) {
            T part = register.one(incident, no);
            return new Shown(
                    register.view(part),
                    written(part.asInput(), incident.zoneId()),
                    Trail.of(register.history(incident, no)));
        }

        private Form written(I part, ZoneId zone) {
            Form form = forms.fill(part, zone);
            return form.values().containsKey("regions")
                    ? form.with("regions", String.join(", ", form.values().get("regions")))
                    : form;
        }

        private static Form listed(Form typed) {
            return typed.split("regions", ",");
        }
    }
}
