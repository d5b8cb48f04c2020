package org.hindsight.overview;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.hindsight.incident.Incident;
import org.hindsight.platform.SafeHtml;
import org.hindsight.timeline.Timeline;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * What changes on the page of an incident while it is followed, beside the lines: made once for each change and each
 * kind of reader, and shared by all of them. Nothing in it belongs to one reader: no form token, no key, no name of their own.
 */
@ApplicationScoped
class Regions {

    /** The ids of the page's regions. */
    static final List<String> IDS = List.of(
            "headline",
            "promise",
            "roles",
            "milestones",
            "durations",
            "warnings",
            "causes-shown",
            "reports-shown",
            "impact-shown",
            "symptoms-shown",
            "workarounds-shown",
            "actions-shown",
            "signals-shown");

    /** Names of people and services may change without a change of the incident; dates go by. */
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private static final int MOST = 300;

    private record Key(long incident, long revision, boolean responder, int part, Timeline.Wanted wanted) {}

    private final Cache<Key, SafeHtml> made =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(LONGEST).build();

    /**
     * The regions of a page.
     *
     * @param responder whether the reader may write: their page has more on it
     * @param filter which lines of the timeline the page shows: the regions speak of those on it and of others
     * @param page makes the page, if nobody did since the incident changed
     */
    SafeHtml of(Incident incident, boolean responder, TimelineFilter filter, Supplier<String> page) {
        return made.get(
                new Key(incident.id, incident.revision, responder, filter.part(), filter.wanted()),
                key -> new SafeHtml(shared(page.get())));
    }

    private static String shared(String page) {
        Document document = Jsoup.parse(page);
        document.outputSettings().prettyPrint(false);
        for (Element own : document.select("[name=form-token], [name=idempotency-key]")) {
            own.attr("value", "");
        }
        for (Element own : document.select("#presence")) {
            own.text("").removeAttr("data-me");
        }
        return IDS.stream()
                .map(document::getElementById)
                .filter(region -> region != null)
                .map(Element::outerHtml)
                .collect(Collectors.joining("\n"));
    }
}
