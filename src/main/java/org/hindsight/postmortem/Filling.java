package org.hindsight.postmortem;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hindsight.incident.Audience;
import org.hindsight.postmortem.template.DocumentTemplate;

/**
 * Fills a fresh draft from the record where a template asks for prose: <code>&lt;!-- fill: summary --&gt;</code>.
 * From then on it is the writers' text; what should follow the record belongs into blocks and figures.
 */
final class Filling {

    private static final Pattern PLACE = Pattern.compile("<!--\\s*fill:\\s*([a-z-]+)\\s*-->");

    private final Facts everything;
    private final Facts open;
    private final Instant now;

    /**
     * @param everything for sections that stay internal
     * @param open for sections that are meant for the public
     */
    Filling(Facts everything, Facts open, Instant now) {
        this.everything = everything;
        this.open = open;
        this.now = now;
    }

    /** The text of a section with its places filled; a place without anything to say is empty. */
    String fill(DocumentTemplate.Section plan) {
        Facts facts = plan.audience() == Audience.PUBLIC ? open : everything;
        Matcher places = PLACE.matcher(plan.markdown());
        String filled = places.replaceAll(place -> Matcher.quoteReplacement(text(facts, place.group(1))));
        return filled.replaceAll("\\n{3,}", "\n\n").strip();
    }

    private String text(Facts facts, String name) {
        return switch (name) {
            case "summary" -> Objects.requireNonNullElse(facts.incident().summary(), "");
            case "title" -> Wording.literal(facts.incident().title());
            case "today" -> Wording.moment(now);
            case "sources" -> sources(facts);
            default -> "";
        };
    }

    /** Whoever the record names as a source, as a list. */
    private static String sources(Facts facts) {
        Set<String> names = new LinkedHashSet<>();
        facts.entries().stream().filter(Facts.Entry::fromSource).forEach(entry -> names.add(entry.by()));
        facts.signals().forEach(signal -> names.add(signal.sourceName()));
        facts.impacts().stream()
                .map(Facts.Impact::source)
                .filter(Objects::nonNull)
                .forEach(names::add);
        return String.join(
                "\n",
                names.stream()
                        .map(name -> "- " + Wording.literal(Wording.opening(name)))
                        .toList());
    }
}
