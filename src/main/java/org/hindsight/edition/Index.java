package org.hindsight.edition;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateData;
import io.quarkus.qute.TemplateInstance;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The page that lists the reports: all of them, or what a search finds. */
final class Index {

    /** A search shows no more than that, so that none is dear. */
    private static final int MOST = 100;

    @CheckedTemplate(basePath = "edition")
    static class Templates {
        private Templates() {}

        static native TemplateInstance reports(View view);
    }

    /**
     * What the page shows.
     *
     * @param found how many there are; more than it shows, perhaps
     * @param choices all years and each of them, where there is a choice
     */
    @TemplateData
    record View(Search search, List<Year> years, int found, int shown, List<Choice> choices) {

        /** What was looked for, as the end of a sentence. */
        public String wanted() {
            return (search.text().isEmpty() ? "" : ": “" + search.text() + "”")
                    + (search.year() == null ? "" : " in " + search.year());
        }
    }

    /** The reports on one year's incidents. */
    record Year(int year, List<Card> cards) {}

    /** A year to choose. */
    record Choice(String name, String address, long count, boolean chosen) {}

    private Index() {}

    static byte[] of(Search search, List<Card> all) {
        List<Card> worded = all.stream().filter(search::has).toList();
        List<Card> found = worded.stream().filter(search::in).toList();
        List<Card> shown = search.all() ? found : found.subList(0, Math.min(MOST, found.size()));
        return Templates.reports(
                        new View(search, years(shown), found.size(), shown.size(), choices(search, all, worded)))
                .render()
                .getBytes(StandardCharsets.UTF_8);
    }

    private static List<Year> years(Collection<Card> cards) {
        Map<Integer, List<Card>> years = new TreeMap<>(Comparator.reverseOrder());
        cards.forEach(card ->
                years.computeIfAbsent(card.year(), year -> new ArrayList<>()).add(card));
        return years.entrySet().stream()
                .map(year -> new Year(year.getKey(), year.getValue()))
                .toList();
    }

    private static List<Choice> choices(Search search, List<Card> all, List<Card> worded) {
        Map<Integer, Long> counts = worded.stream().collect(Collectors.groupingBy(Card::year, Collectors.counting()));
        List<Integer> years = all.stream()
                .map(Card::year)
                .distinct()
                .sorted(Comparator.reverseOrder())
                .toList();
        if (years.size() < 2 || worded.isEmpty()) {
            return List.of();
        }
        Function<Integer, Choice> choice = year -> new Choice(
                String.valueOf(year), search.address(year), counts.getOrDefault(year, 0L), year.equals(search.year()));
        List<Choice> choices = new ArrayList<>();
        choices.add(new Choice("All years", search.address(null), worded.size(), search.year() == null));
        years.stream().map(choice).forEach(choices::add);
        return choices;
    }
}
