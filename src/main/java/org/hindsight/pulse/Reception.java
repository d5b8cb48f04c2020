package org.hindsight.pulse;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/** Takes what one person reports, whether on a page or through the API. Wants a transaction. */
@ApplicationScoped
class Reception {

    private final Ledger ledger;
    private final Salts salts;
    private final Flood flood;
    private final ReportRules rules;
    private final Clock clock;

    Reception(Ledger ledger, Salts salts, Flood flood, ReportRules rules, Clock clock) {
        this.ledger = ledger;
        this.salts = salts;
        this.flood = flood;
        this.rules = rules;
        this.clock = clock;
    }

    /**
     * Counts a report, unless the same person was counted within the last 15 minutes; says whether it was.
     *
     * @param said is not asked for where the sender sent too many already
     */
    boolean counts(Offer offer, Sender sender, Supplier<NewReport> said) {
        Instant now = clock.instant();
        flood.mayReport(offer, sender, now);
        NewReport report = rules.checked(offer, said.get(), now);
        salts.prepareUnlessReady(now);
        Report.Person person = salts.person(offer.id(), sender.address(), sender.browser(), now);
        return ledger.count(List.of(Report.of(offer, report, person, now)), now)[0];
    }
}
