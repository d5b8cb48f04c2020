package org.hindsight.pulse;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.hindsight.platform.json.Checked;
import org.hindsight.platform.problem.Problem;
import org.hindsight.platform.problem.Violation;

/** What a report must satisfy, whichever way it comes. */
@Singleton
class ReportRules {

    private final Checked checked;

    ReportRules(Checked checked) {
        this.checked = checked;
    }

    /** The same report, or a refusal that names each faulty field. */
    NewReport checked(Offer offer, NewReport said, Instant now) {
        List<Violation> faults = faults(offer, said, now);
        if (!faults.isEmpty()) {
            throw Problem.invalid(faults);
        }
        return said;
    }

    private List<Violation> faults(Offer offer, NewReport said, Instant now) {
        List<Violation> shape = checked.violations(said);
        if (!shape.isEmpty()) {
            return shape;
        }
        List<Violation> faults = new ArrayList<>(offer.unlisted(said.symptom(), said.platform(), said.region()));
        Report.outOfTime(said.at(), now).ifPresent(faults::add);
        return faults;
    }
}
