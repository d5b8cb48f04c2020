package org.hindsight.pulse;

import jakarta.enterprise.context.ApplicationScoped;
import org.hindsight.account.Caller;
import org.hindsight.account.Role;

/** Brings in reports that were counted elsewhere, so that an outage can be looked at that nobody here saw; an admin's work. */
@ApplicationScoped
public class PastReports {

    private final Ledger ledger;
    private final Caller caller;

    PastReports(Ledger ledger, Caller caller) {
        this.ledger = ledger;
        this.caller = caller;
    }

    /**
     * Puts a series in the place of what was counted between its first and its last time; wants a transaction.
     *
     * @param slug the service
     * @param csv lines of {@code time,count[,platform][,region][,symptom]} below such a header
     */
    public void bringIn(String slug, String csv) {
        bringIn(Offers.known(slug), csv);
    }

    Imported bringIn(Offer offer, String csv) {
        caller.mustBe(Role.ADMIN);
        Imported series = Imported.of(offer, csv);
        ledger.replace(offer.id(), series.first(), series.last(), series.counts());
        return series;
    }
}
