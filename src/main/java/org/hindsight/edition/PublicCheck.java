package org.hindsight.edition;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.hindsight.incident.Incident;
import org.hindsight.platform.problem.Problem;
import org.hindsight.postmortem.Check;

/** The last look at what leaves for the public in another way than as an edition. */
@ApplicationScoped
public class PublicCheck {

    private final LeakScans scans;

    PublicCheck(LeakScans scans) {
        this.scans = scans;
    }

    /**
     * Refuses with 409 while a text says what is internal, with the finds as {@code checks}.
     *
     * @param text all that would leave
     */
    public void refuseLeaks(Incident incident, String text) {
        List<Check> leaks = scans.of(incident).finds(List.of(new LeakScan.Part(null, text))).stream()
                .map(find -> Check.block("LEAK", null, "What would leave " + find.message()))
                .toList();
        if (!leaks.isEmpty()) {
            throw Problem.refused("Something internal would leave with it: "
                            + leaks.get(0).message())
                    .with("checks", leaks);
        }
    }
}
