package org.hindsight.postmortem;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.hindsight.incident.Audience;
import org.hindsight.incident.Incident;
import org.hindsight.platform.problem.Problem;

/** The drafts of post-mortems: writing, reviewing, and what they look like to an audience. */
@ApplicationScoped
public class Drafts {

    private final FactsOf facts;

    Drafts(FactsOf facts) {
        this.facts = facts;
    }

    /** Where the draft stands; empty while nobody began one. */
    public Optional<DraftState> state(Incident incident) {
        return Optional.empty();
    }

    /** The draft as the audience would read it; 404 while there is none. */
    public Document document(Incident incident, Audience audience) {
        if (state(incident).isEmpty()) {
            throw Problem.notFound(incident.ref() + " has no post-mortem yet.");
        }
        return new Document(
                audience, "google-sre", incident.title, facts.gather(incident, audience), List.of(), List.of());
    }

    /** What stands in the way of publishing the draft to the audience, or deserves a look. */
    public List<Check> checks(Incident incident, Audience audience) {
        return List.of();
    }
}
