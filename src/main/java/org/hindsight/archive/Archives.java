package org.hindsight.archive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.hindsight.account.User;
import org.hindsight.incident.Audience;
import org.hindsight.incident.Incident;
import org.hindsight.incident.Lasting;
import org.hindsight.incident.Service;
import org.hindsight.incident.chapter.Chapter;
import org.hindsight.incident.chapter.Content;

/** Makes archives of incidents: all that there is of one, or what the public may know of it. */
@ApplicationScoped
class Archives {

    /** The chapters in the order in which they are written and restored: what others rest on comes first. */
    static final List<String> CHAPTERS = List.of(
            "incident",
            "entries",
            "attachments",
            "symptoms",
            "causes",
            "impacts",
            "workarounds",
            "signals",
            "actions",
            "postmortem",
            "clearances",
            "editions",
            "history");

    /** No address is longer. */
    private static final int LONGEST_ADDRESS = 254;

    private static final int AT_ONCE = 500;

    private final List<Chapter> chapters;
    private final Lasting lasting;
    private final PublicRecords publicRecords;

    Archives(@All List<Chapter> told, Lasting lasting, PublicRecords publicRecords) {
        this.chapters = inOrder(told);
        this.lasting = lasting;
        this.publicRecords = publicRecords;
    }

    private static List<Chapter> inOrder(List<Chapter> told) {
        told.forEach(chapter -> {
            if (!CHAPTERS.contains(chapter.name())) {
                throw new IllegalStateException("Nobody has said where the chapter " + chapter.name() + " belongs");
            }
        });
        return told.stream()
                .sorted(Comparator.comparingInt(chapter -> CHAPTERS.indexOf(chapter.name())))
                .toList();
    }

    List<Chapter> chapters() {
        return chapters;
    }

    /** What there is of an incident for an audience. Wants the incident under its lock, so that it is one moment's. */
    Archive of(Incident incident, Audience audience) {
        return audience == Audience.PUBLIC ? publicRecords.of(incident) : everything(incident);
    }

    private Archive everything(Incident incident) {
        ObjectNode kept = lasting.mapper().createObjectNode();
        Map<String, Content> contents = new LinkedHashMap<>();
        for (Chapter chapter : chapters) {
            kept.set(chapter.name(), lasting.tree(chapter.kept(incident)));
            chapter.contents(incident).forEach(content -> contents.putIfAbsent(content.sha256(), content));
        }
        ObjectNode record = begun(Audience.INTERNAL, Objects.requireNonNullElse(incident.importedFrom, incident.ref()));
        record.set("people", people(kept));
        record.set("services", services(kept));
        record.setAll(kept);
        return new Archive(record, List.copyOf(contents.values()));
    }

    private ObjectNode begun(Audience audience, String ref) {
        return lasting.mapper()
                .createObjectNode()
                .put("format", Archive.FORMAT)
                .put("audience", audience.name())
                .put("ref", ref);
    }

    /** Everybody whose address stands anywhere in the record, by address. */
    private ArrayNode people(JsonNode kept) {
        Set<String> addresses = new TreeSet<>();
        texts(kept, text -> {
            if (text.indexOf('@') > 0 && text.length() <= LONGEST_ADDRESS && text.indexOf(' ') < 0) {
                addresses.add(text);
            }
        });
        Map<String, String> names = new TreeMap<>();
        List<String> all = new ArrayList<>(addresses);
        for (int from = 0; from < all.size(); from += AT_ONCE) {
            User.<User>list("email in ?1", all.subList(from, Math.min(all.size(), from + AT_ONCE)))
                    .forEach(user -> names.put(user.email, user.name));
        }
        ArrayNode people = lasting.mapper().createArrayNode();
        names.forEach((email, name) -> people.addObject().put("email", email).put("name", name));
        return people;
    }

    private static void texts(JsonNode node, Consumer<String> each) {
        if (node.isTextual()) {
            each.accept(node.textValue());
        } else {
            node.forEach(part -> texts(part, each));
        }
    }

    /** The services that the record refers to, by slug. */
    private ArrayNode services(JsonNode kept) {
        Set<String> slugs = new TreeSet<>();
        kept.path("incident").path("services").forEach(slug -> slugs.add(slug.asText()));
        kept.path("symptoms").forEach(symptom -> symptom.path("services").forEach(slug -> slugs.add(slug.asText())));
        kept.path("impacts").forEach(impact -> {
            if (impact.path("service").isTextual()) {
                slugs.add(impact.path("service").textValue());
            }
        });
        ArrayNode services = lasting.mapper().createArrayNode();
        slugs.stream()
                .flatMap(slug -> Service.of(slug).stream())
                .forEach(service ->
                        services.addObject().put("slug", service.slug).put("name", service.name));
        return services;
    }
}
