package org.hindsight.edition;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.hindsight.platform.SafeHtml;
import org.hindsight.postmortem.Document;
import org.jsoup.Jsoup;

/** What the sentences of a section cite, in the order in which they do. */
final class Footnotes {

    private final Map<String, Document.Cited> cited = new LinkedHashMap<>();

    /** @param evidence what the whole document cites */
    Footnotes(List<Document.Cited> evidence) {
        evidence.forEach(thing -> cited.put("#" + thing.anchor(), thing));
    }

    /** The footnotes of one section; blocks have none, since they say themselves what they rest on. */
    List<Document.Cited> of(SafeHtml section) {
        if (cited.isEmpty() || !section.html().contains("citation")) {
            return List.of();
        }
        return Jsoup.parseBodyFragment(section.html()).select(".prose a.citation").eachAttr("href").stream()
                .distinct()
                .map(cited::get)
                .filter(Objects::nonNull)
                .toList();
    }
}
