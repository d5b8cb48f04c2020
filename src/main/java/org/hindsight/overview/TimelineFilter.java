package org.hindsight.overview;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.QueryParam;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.hindsight.platform.web.Form;
import org.hindsight.timeline.EntryKind;
import org.hindsight.timeline.Timeline;
import org.jspecify.annotations.Nullable;

/** Which lines of a timeline a page shows, and in which order, as its address says. */
class TimelineFilter {

    /** The order of lines on a page. */
    enum Order {
        OLDEST_FIRST,
        NEWEST_FIRST
    }

    private static final String USUAL_ORDER = "timeline-order";

    /** Longer than browsers keep any cookie. */
    private static final Duration KEPT = Duration.ofDays(400);

    @QueryParam("kind")
    @Nullable EntryKind kind;

    /** The e-mail address of who wrote them. */
    @QueryParam("by")
    @Nullable String by;

    @QueryParam("source")
    @Nullable String source;

    @QueryParam("starred")
    @Nullable Boolean starred;

    @QueryParam("q")
    @Nullable String q;

    @QueryParam("order")
    @Nullable Order order;

    /** Which part of a long timeline; 1 holds the newest entries. */
    @QueryParam("part")
    @Nullable Integer part;

    /** Shows the part that holds this entry, whatever else is asked for. */
    @QueryParam("entry")
    @Nullable Integer entry;

    @CookieParam(USUAL_ORDER)
    @Nullable String usualOrder;

    /** A page on which nothing is looked for. */
    static TimelineFilter none() {
        return new TimelineFilter();
    }

    Timeline.Wanted wanted() {
        return entry != null
                ? Timeline.Wanted.ALL_WITH_RETRACTED
                : new Timeline.Wanted(
                        kind,
                        Boolean.TRUE.equals(starred) ? true : null,
                        null,
                        given(by),
                        given(source),
                        given(q),
                        true);
    }

    int part() {
        return part == null ? 1 : part;
    }

    /** Whether only some of the lines are shown. */
    public boolean active() {
        return !wanted().equals(Timeline.Wanted.ALL_WITH_RETRACTED);
    }

    public boolean newestFirst() {
        return order == null ? Order.NEWEST_FIRST.name().equals(usualOrder) : order == Order.NEWEST_FIRST;
    }

    /** The order that was asked for becomes the usual one in this browser. */
    void remember(RoutingContext exchange) {
        if (order != null) {
            exchange.response()
                    .addCookie(Cookie.cookie(USUAL_ORDER, order.name())
                            .setPath("/incidents")
                            .setHttpOnly(true)
                            .setSameSite(CookieSameSite.LAX)
                            .setMaxAge(KEPT.toSeconds()));
        }
    }

    /** What stands in the address for it, each part with an ampersand behind it. */
    public String query() {
        return values().entrySet().stream()
                .map(value -> value.getKey() + "=" + URLEncoder.encode(value.getValue(), StandardCharsets.UTF_8) + "&")
                .collect(Collectors.joining());
    }

    /** The form that it is typed into. */
    public Form form() {
        Form form = Form.EMPTY.with("order", (newestFirst() ? Order.NEWEST_FIRST : Order.OLDEST_FIRST).name());
        for (Map.Entry<String, String> value : values().entrySet()) {
            form = form.with(value.getKey(), value.getValue());
        }
        return form;
    }

    /** What is looked for, by the names that stand in the address. */
    public Map<String, String> values() {
        Map<String, String> values = new LinkedHashMap<>();
        Timeline.Wanted wanted = wanted();
        put(values, "kind", wanted.kind());
        put(values, "by", wanted.author());
        put(values, "source", wanted.source());
        put(values, "starred", wanted.starred());
        put(values, "q", wanted.q());
        return values;
    }

    private static void put(Map<String, String> values, String name, @Nullable Object value) {
        if (value != null) {
            values.put(name, Objects.toString(value));
        }
    }

    private static @Nullable String given(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
