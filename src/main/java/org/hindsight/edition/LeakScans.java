package org.hindsight.edition;

import jakarta.enterprise.context.ApplicationScoped;
import org.hindsight.incident.Audience;
import org.hindsight.incident.Incident;
import org.hindsight.incident.Incidents;
import org.hindsight.postmortem.Document;
import org.hindsight.postmortem.Drafts;

/** What to look for in the files of a public edition, as its incident is known now. */
@ApplicationScoped
class LeakScans {

    private final Drafts drafts;
    private final InternalTexts internal;
    private final Incidents incidents;

    LeakScans(Drafts drafts, InternalTexts internal, Incidents incidents) {
        this.drafts = drafts;
        this.internal = internal;
        this.incidents = incidents;
    }

    /** @param published the document as the public may read it */
    LeakScan of(Incident incident, Document published) {
        return new LeakScan(
                internal.sentences(
                        incident, drafts.comments(incident), drafts.document(incident, Audience.INTERNAL), published),
                internal.names(incidents.view(incident)));
    }

    LeakScan of(Incident incident) {
        return drafts.state(incident).isPresent()
                ? of(incident, drafts.document(incident, Audience.PUBLIC))
                : new LeakScan(internal.sentences(incident), internal.names(incidents.view(incident)));
    }
}
