package org.hindsight.archive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.hindsight.edition.PublicCheck;
import org.hindsight.incident.Audience;
import org.hindsight.incident.Incident;
import org.hindsight.incident.Lasting;
import org.hindsight.incident.Service;
import org.hindsight.incident.chapter.Content;
import org.hindsight.platform.Digests;
import org.hindsight.platform.problem.Problem;
import org.hindsight.postmortem.Drafts;
import org.hindsight.postmortem.Facts;
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
        Facts known = drafts.state(incident).isPresent()
                ? drafts.document(incident, Audience.PUBLIC).facts()
                : facts.gather(incident, Audience.PUBLIC);
        List<Content> contents = new ArrayList<>();
        RecordOfFacts told = new RecordOfFacts(
                lasting.mapper(),
                Audience.PUBLIC,
                slugs,
                fact -> known.attachment(fact.path("id").asInt()).flatMap(file -> content(incident, file, contents)));
        ObjectNode record = drafts.state(incident).isPresent()
                ? told.document(lasting.tree(drafts.document(incident, Audience.PUBLIC)), ref(incident))
                : told.facts(lasting.tree(known), ref(incident));
        check.refuseLeaks(incident, texts(record));
        return new Archive(record, contents);
    }

    /** The bytes of an attachment, which are read once more when they leave: so many need not be in memory. */
    private Optional<byte[]> content(Incident incident, Facts.Attachment file, List<Content> contents) {
        Optional<byte[]> open = check.open(incident, file);
        open.ifPresent(bytes -> {
            String sha256 = Digests.sha256(bytes);
            if (contents.stream().noneMatch(content -> content.sha256().equals(sha256))) {
                contents.add(new Content(
                        file.place(),
                        sha256,
                        bytes.length,
                        () -> new ByteArrayInputStream(
                                check.bytes(file).orElseThrow(() -> new IOException(file.name() + " is lost")))));
            }
        });
        return open;
    }

    private static String texts(JsonNode node) {
        StringBuilder texts = new StringBuilder();
        collect(node, texts);
        return texts.toString();
    }

    private static void collect(JsonNode node, StringBuilder texts) {
        if (node.isTextual()) {
            texts.append(node.textValue()).append("\n\n");
        } else {
            node.forEach(part -> collect(part, texts));
        }
    }

    private static String ref(Incident incident) {
        return Objects.requireNonNullElse(incident.importedFrom, incident.ref());
    }
}
