package org.hindsight.overview;

import java.util.List;
import org.hindsight.account.Person;
import org.hindsight.platform.web.Choice;

/**
 * What the forms about an incident offer to choose from.
 *
 * @param services the catalogue, by slug
 * @param causes the suspected causes, by number; none where there is no incident yet
 * @param zone in which times without a zone are meant
 */
record Known(List<Choice> services, List<Choice> causes, List<Person> people, String zone) {

    public String zoneHint() {
        return "Without a zone it is read in " + zone + ".";
    }
}
