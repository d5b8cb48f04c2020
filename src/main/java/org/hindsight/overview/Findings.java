package org.hindsight.overview;

import io.quarkus.qute.TemplateExtension;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hindsight.followup.ActionView;
import org.hindsight.investigation.CauseState;
import org.hindsight.investigation.CauseView;
import org.hindsight.investigation.ImpactView;
import org.hindsight.investigation.SignalView;
import org.hindsight.investigation.SymptomView;
import org.hindsight.investigation.WorkaroundView;
import org.hindsight.platform.Markdown;
import org.hindsight.platform.SafeHtml;
import org.hindsight.platform.web.Wording;
import org.jspecify.annotations.Nullable;

/** What was found out about an incident and what will be done about it, without what was retracted. */
record Findings(
        List<SymptomView> symptoms,
        List<CauseView> causes,
        List<ImpactView> impacts,
        List<WorkaroundView> workarounds,
        List<SignalView> signals,
        List<ActionView> actions) {

    /** The causes in one state. */
    record Lane(CauseState state, List<CauseView> causes) {}

    public List<Lane> lanes() {
        return Arrays.stream(CauseState.values())
                .map(state -> new Lane(
                        state,
                        causes.stream().filter(cause -> cause.state() == state).toList()))
                .toList();
    }

    /** How the figures and facts of the panels read. */
    @TemplateExtension
    static final class InWords {
        private InWords() {}

        /** 31,400; 300 to 305 */
        static String number(ImpactView impact) {
            return impact.value() != null
                    ? Wording.grouped(impact.value())
                    : grouped(impact.low()) + " to " + grouped(impact.high());
        }

        /** 30 %; empty where nobody said out of how many. */
        static String share(ImpactView impact) {
            return impact.figureOfAll()
                    .map(figure -> figure.substring(figure.lastIndexOf(", ") + 2))
                    .orElse("");
        }

        private static String grouped(@Nullable BigDecimal number) {
            return number == null ? "?" : Wording.grouped(number);
        }

        /** "Mobile, United Kingdom"; empty where nothing is said. */
        static String where(ImpactView impact) {
            List<String> parts = new ArrayList<>();
            if (impact.platform() != null) {
                parts.add(Wording.words(impact.platform()));
            }
            if (impact.region() != null) {
                parts.add(impact.region());
            }
            return String.join(", ", parts);
        }

        static SafeHtml html(WorkaroundView workaround) {
            return Markdown.line(workaround.text());
        }

        /** When it was seen: "14:00–17:05 UTC"; with the day where it is not one day. */
        static String seen(SymptomView symptom) {
            return Wording.span(symptom.firstSeenAt(), symptom.lastSeenAt());
        }

        static String window(ImpactView impact) {
            return Wording.span(impact.from(), impact.to());
        }
    }
}
