package org.hindsight.demo;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.hindsight.edition.NewEdition;
import org.hindsight.followup.NewAction;
import org.hindsight.incident.MilestoneName;
import org.hindsight.incident.NewIncident;
import org.hindsight.incident.NewService;
import org.hindsight.investigation.Direction;
import org.hindsight.investigation.NewCause;
import org.hindsight.investigation.NewEffect;
import org.hindsight.investigation.NewImpact;
import org.hindsight.investigation.NewSignal;
import org.hindsight.investigation.NewSymptom;
import org.hindsight.investigation.NewWorkaround;
import org.hindsight.platform.time.Precision;
import org.hindsight.timeline.NewEntry;
import org.jspecify.annotations.Nullable;

/**
 * An incident from its declaration to its report, as a file tells it: what people would send, in the
 * shapes in which they would send it.
 *
 * @param reports what users of the services reported
 * @param roles who holds which role
 * @param template the document template of its post-mortem
 * @param sections the Markdown of the post-mortem's sections by key
 */
record Story(
        List<NewService> services,
        List<Tide> reports,
        NewIncident incident,
        List<NewEntry> entries,
        List<Milestone> milestones,
        Map<String, String> roles,
        List<NewSymptom> symptoms,
        List<WeighedCause> causes,
        List<NewImpact> impacts,
        List<NewWorkaround> workarounds,
        List<NewSignal> signals,
        List<NewAction> actions,
        String template,
        Map<String, String> sections,
        NewEdition edition) {

    /** A milestone with the entry that proves it. */
    record Milestone(MilestoneName name, Instant at, Precision precision, int entry) {}

    /** A suspected cause with what speaks for and against it, and what it would explain. */
    record WeighedCause(
            NewCause cause,
            List<Evidence> evidence,
            @Nullable List<NewEffect> effects) {}

    /** An entry that weighs for or against a cause. */
    record Evidence(int entry, Direction weighs, String note) {}
}
