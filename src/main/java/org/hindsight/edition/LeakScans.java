package org.hindsight.edition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.hindsight.edition.host.InternalHosts;
import org.hindsight.incident.Incident;
import org.hindsight.incident.Incidents;
import org.hindsight.postmortem.Document;
import org.hindsight.postmortem.Drafts;
import org.hindsight.postmortem.Facts;
import org.jspecify.annotations.Nullable;

/** What to look for in the files of a public edition, as its incident is known now, and where to look. */
@ApplicationScoped
class LeakScans {

    private static final Pattern ESCAPE = Pattern.compile("\\\\(?=\\p{Punct})");

    private final Drafts drafts;
    private final InternalTexts internal;
    private final Incidents incidents;
    private final Attached attached;
    private final InternalHosts hosts;
    private final ObjectMapper json;

    LeakScans(
            Drafts drafts,
            InternalTexts internal,
            Incidents incidents,
            Attached attached,
            InternalHosts hosts,
            ObjectMapper json) {
        this.drafts = drafts;
        this.internal = internal;
        this.incidents = incidents;
        this.attached = attached;
        this.hosts = hosts;
        this.json = json;
    }

    LeakScan of(Incident incident) {
        return drafts.state(incident).isPresent()
                ? of(incident, drafts.both(incident))
                : of(incident, internal.sentences(incident));
    }

    /** For what is made of a public edition after it was published: what it says there as well is no secret any more. */
    LeakScan beyond(Edition edition) {
        return of(edition.incident)
                .beyond(EditionFile.of(edition, Format.MD).text() + "\n"
                        + HtmlText.plain(EditionFile.of(edition, Format.ARTICLE).text()));
    }

    private LeakScan of(Incident incident, Drafts.BothReadings draft) {
        return of(incident, draft.everything(), draft.open());
    }

    /** @param published the document as the public may read it */
    private LeakScan of(Incident incident, Document everything, Document published) {
        return of(incident, internal.sentences(incident, drafts.comments(incident), everything, published));
    }

    private LeakScan of(Incident incident, Set<String> sentences) {
        List<Clearance> clearances = Clearance.of(incident);
        clearances.forEach(clearance -> sentences.addAll(LeakScan.sentences(clearance.reason)));
        return new LeakScan(
                sentences,
                internal.names(incidents.view(incident)),
                hosts.suffixes(),
                clearances.stream()
                        .filter(Clearance::stands)
                        .map(clearance -> new LeakScan.Cleared(clearance.person, clearance.sentence))
                        .toList());
    }

    /**
     * What must not be published, in the finished files and in what goes with them. The files hold all that the document
     * says: only where something is found in them is it looked for section by section, so that people know where to mend it. What
     * a section says already is not told once more of each file.
     */
    List<LeakScan.Find> finds(
            Incident incident,
            Document everything,
            Document published,
            @Nullable String note,
            Map<Format, byte[]> files) {
        LeakScan scan = of(incident, everything, published);
        List<LeakScan.Find> inFiles = new ArrayList<>();
        files.forEach((format, bytes) -> inFiles.addAll(scan.finds(parts(format, bytes))));
        List<LeakScan.Find> finds = new ArrayList<>();
        if (!inFiles.isEmpty()) {
            finds.addAll(scan.finds(parts(published, note)));
        }
        published
                .facts()
                .attachments()
                .forEach(file -> finds.addAll(scan.finds(List.of(new LeakScan.Part(null, attached.searchable(file))))));
        Set<String> told = finds.stream().map(LeakScan.Find::message).collect(Collectors.toSet());
        inFiles.stream().filter(find -> told.add(find.message())).forEach(finds::add);
        return finds.stream().distinct().toList();
    }

    private List<LeakScan.Part> parts(Document document, @Nullable String note) {
        List<LeakScan.Part> parts = new ArrayList<>();
        Facts.Head head = document.facts().incident();
        parts.add(new LeakScan.Part(
                null,
                document.title() + "\n\n" + (head.summary() == null ? "" : head.summary()) + "\n\n"
                        + String.join("\n\n", head.services()) + "\n\n" + (note == null ? "" : note)));
        document.sections()
                .forEach(section -> parts.add(new LeakScan.Part(
                        section.key(),
                        String.join(
                                "\n\n",
                                section.title(),
                                HtmlText.plain(section.html().html()),
                                section.markdown(),
                                HtmlText.attributes(section.html().html())))));
        document.evidence()
                .forEach(cited -> parts.add(
                        new LeakScan.Part(null, HtmlText.plain(cited.html().html()))));
        return parts;
    }

    private List<LeakScan.Part> parts(Format format, byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        return switch (format) {
            // The HTML file holds it, byte for byte.
            case ARTICLE -> List.of();
            case HTML ->
                List.of(
                        new LeakScan.Part(null, "HTML file", HtmlText.plain(text), line -> ""),
                        new LeakScan.Part(
                                null,
                                "HTML file",
                                HtmlText.attributes(text),
                                line -> "in a link or another attribute"));
            case JSON -> List.of(values(bytes));
            // What stands between escapes is read without them.
            default ->
                List.of(new LeakScan.Part(
                        null, "Markdown file", ESCAPE.matcher(text).replaceAll(""), line -> "line " + (line + 1)));
        };
    }

    /** The texts of a JSON file as programs read them, each on a line that is called by its place. */
    private LeakScan.Part values(byte[] file) {
        List<String> texts = new ArrayList<>();
        List<String> places = new ArrayList<>();
        try {
            collect(json.readTree(file), "", texts, places);
        } catch (IOException broken) {
            throw new IllegalStateException("An edition's JSON that cannot be read", broken);
        }
        return new LeakScan.Part(
                null, "JSON file", String.join("\n", texts), line -> line < places.size() ? places.get(line) : "");
    }

    private static void collect(JsonNode node, String place, List<String> texts, List<String> places) {
        if (node.isTextual()) {
            // Sections end where the next one begins.
            texts.add(node.textValue().replace('\n', ' '));
            places.add(place);
            if (node.textValue().contains("<")) {
                // A field of markup is looked at as its readers see it.
                texts.add(HtmlText.plain(node.textValue()).replace('\n', ' '));
                places.add(place);
            }
        } else if (node.isObject()) {
            node.properties()
                    .forEach(part -> collect(
                            part.getValue(),
                            place.isEmpty() ? part.getKey() : place + "." + part.getKey(),
                            texts,
                            places));
        } else {
            for (int i = 0; i < node.size(); i++) {
                collect(node.get(i), place + "[" + i + "]", texts, places);
            }
        }
    }
}
