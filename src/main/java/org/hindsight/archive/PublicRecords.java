package org.hindsight.archive;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.hindsight.edition.PublicCheck;
import org.hindsight.incident.Audience;
import org.hindsight.incident.Incident;
import org.hindsight.incident.Lasting;
import org.hindsight.incident.Service;
import org.hindsight.platform.problem.Problem;
import org.hindsight.postmortem.Drafts;
import org.hindsight.postmortem.FactsOf;

/** The archive of what the public may know of an incident, made of the same facts as its public editions. */
@ApplicationScoped
class PublicRecords {

    private final FactsOf facts;
    private final Drafts drafts;
    private final PublicCheck check;
    private final Lasting lasting;

    PublicRecords(FactsOf facts, Drafts drafts, PublicCheck check, Lasting lasting) {
        this.facts = facts;
        this.drafts = drafts;
        this.check = check;
        this.lasting = lasting;
    }

    /** Refused with 409 while something in it would say what is internal. */
    Archive of(Incident incident) {
        if (incident.restricted) {
            throw Problem.refused(incident.ref()
                    + " is restricted to named people. Lift that before what is public of it leaves this server.");
        }
        Map<String, String> slugs = new HashMap<>();
        Service.catalogue().forEach(service -> slugs.putIfAbsent(service.name, service.slug));
        incident.services.forEach(service -> slugs.put(service.name, service.slug));
        Told told = new Told(lasting.mapper(), Audience.PUBLIC, slugs);
        Archive archive = new Archive(
                drafts.state(incident).isPresent()
                        ? told.document(lasting.tree(drafts.document(incident, Audience.PUBLIC)), ref(incident))
                        : told.facts(lasting.tree(facts.gather(incident, Audience.PUBLIC)), ref(incident)),
                List.of());
        check.refuseLeaks(incident, archive.record().toString());
        return archive;
    }

    private static String ref(Incident incident) {
        return Objects.requireNonNullElse(incident.importedFrom, incident.ref());
    }
}
