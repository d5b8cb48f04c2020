package org.hindsight.edition;

import io.vertx.ext.web.RoutingContext;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What somebody looks for in the index.
 *
 * @param text as it was typed
 * @param words of the text, as {@link Card#folded} leaves them; all of them must occur
 * @param fault why it cannot be answered
 */
record Search(
        String text,
        List<String> words,
        @Nullable Integer year,
        @Nullable String fault) {

    static final int LONGEST = 200;

    /** What the plain index shows. */
    static final Search ALL = new Search("", List.of(), null, null);

    private static final Pattern YEAR = Pattern.compile("[1-9][0-9]{3}");
    private static final Pattern BLANK = Pattern.compile("[\\s\\p{Z}\\p{Cntrl}]+");

    /** What the query of a request asks for; nothing when that is the plain index. */
    static Optional<Search> in(RoutingContext exchange) {
        String query = exchange.request().query();
        if (query == null || query.isEmpty()) {
            return Optional.empty();
        }
        return of(first(exchange, "q"), first(exchange, "year"));
    }

    private static String first(RoutingContext exchange, String name) {
        List<String> values = exchange.queryParam(name);
        return values.isEmpty()
                ? ""
                : BLANK.matcher(values.get(0)).replaceAll(" ").strip();
    }

    static Optional<Search> of(String text, String year) {
        if (text.isEmpty() && year.isEmpty()) {
            return Optional.empty();
        }
        if (text.length() > LONGEST) {
            return Optional.of(new Search(
                    text.substring(0, LONGEST),
                    List.of(),
                    null,
                    "At most " + LONGEST + " characters can be looked for."));
        }
        if (!year.isEmpty() && !YEAR.matcher(year).matches()) {
            return Optional.of(new Search(text, List.of(), null, "A year has four digits, such as 2026."));
        }
        List<String> words = List.of(Card.folded(text).split(" ", -1)).stream()
                .filter(word -> !word.isEmpty())
                .distinct()
                .toList();
        return Optional.of(new Search(text, words, year.isEmpty() ? null : Integer.valueOf(year), null));
    }

    public boolean all() {
        return text.isEmpty() && year == null && fault == null;
    }

    /** Whether a report has the words, whatever its year. */
    boolean has(Card card) {
        if (fault != null || (words.isEmpty() && !text.isEmpty())) {
            return false;
        }
        return words.stream().allMatch(card.folded()::contains);
    }

    boolean in(Card card) {
        return year == null || year == card.year();
    }

    /** The address of the same search in another year, or in all of them. */
    String address(@Nullable Integer other) {
        String asked = (text.isEmpty() ? "" : "&q=" + URLEncoder.encode(text, StandardCharsets.UTF_8))
                + (other == null ? "" : "&year=" + other);
        return "/reports" + asked.replaceFirst("&", "?");
    }
}
