package org.hindsight.edition;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.hindsight.incident.Incident;
import org.hindsight.platform.problem.Problem;
import org.hindsight.postmortem.Check;
import org.hindsight.postmortem.Facts;

/** The last look at what leaves for the public in another way than as an edition. */
@ApplicationScoped
public class PublicCheck {

    private final LeakScans scans;
    private final Attached attached;

    PublicCheck(LeakScans scans, Attached attached) {
        this.scans = scans;
        this.attached = attached;
    }

    /**
     * Refuses with 409 while a text says what is internal, with the finds as {@code checks}.
     *
     * @param text all that would leave
     */
    public void refuseLeaks(Incident incident, String text) {
        refuse(incident, List.of(new LeakScan.Part(null, text)));
    }

    /**
     * The bytes of an attachment as anybody may have them, without what a camera or a program hid in them; empty where they are
     * lost or that cannot be told. Refused as {@link #refuseLeaks}.
     */
    public Optional<byte[]> open(Incident incident, Facts.Attachment file) {
        Optional<byte[]> open = bytes(file);
        open.ifPresent(bytes -> refuse(incident, Attached.parts(file, bytes)));
        return open;
    }

    /** As {@link #open}, once more of one that was looked at. */
    public Optional<byte[]> bytes(Facts.Attachment file) {
        return attached.bytes(file).flatMap(bytes -> Attached.open(file, bytes));
    }

    private void refuse(Incident incident, List<LeakScan.Part> parts) {
        List<Check> leaks = scans.of(incident).finds(parts).stream()
                .map(find -> Check.block("LEAK", null, "What would leave " + find.message()))
                .toList();
        if (!leaks.isEmpty()) {
            throw Problem.refused("Something internal would leave with it: "
                            + leaks.get(0).message())
                    .with("checks", leaks);
        }
    }
}
