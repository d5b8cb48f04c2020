package org.hindsight.pulse;

import io.quarkus.qute.TemplateData;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.hindsight.platform.web.Wording;
import org.hindsight.pulse.detection.State;

/** The services that are not as they should be just now, as far as their users tell. Wants a transaction. */
@ApplicationScoped
public class Spikes {

    private final States states;

    Spikes(States states) {
        this.states = states;
    }

    /** A service whose users report more than is normal. */
    @TemplateData
    public record Spike(String slug, String name, State state, Instant since) {

        public String word() {
            return Portraits.word(state);
        }

        /** When it began, as one would type it. */
        public String began() {
            return Wording.typed(since, "UTC") + " UTC";
        }

        /** Whether somebody should ask whether this is an incident. */
        public boolean outage() {
            return state == State.OUTAGE;
        }
    }

    /** All of them, outages first. */
    public List<Spike> standing() {
        List<Spike> spikes = new ArrayList<>();
        for (Offer offer : Offers.all()) {
            states.last(offer.id())
                    .filter(turn -> turn.state() != State.NORMAL)
                    .ifPresent(turn -> spikes.add(new Spike(offer.slug(), offer.name(), turn.state(), turn.since())));
        }
        spikes.sort((one, other) -> other.state().compareTo(one.state()));
        return spikes;
    }
}
