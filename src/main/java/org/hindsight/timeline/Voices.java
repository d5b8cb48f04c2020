package org.hindsight.timeline;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.hindsight.account.Person;

/**
 * Who speaks in a timeline.
 *
 * @param authors those who wrote entries, by name
 * @param sources the names of where entries come from
 */
public record Voices(List<Person> authors, List<String> sources) {

    /** Those of some entries. */
    public static Voices of(List<EntryView> entries) {
        return new Voices(
                entries.stream()
                        .map(EntryView::author)
                        .filter(Objects::nonNull)
                        .distinct()
                        .sorted(Comparator.comparing(Person::name).thenComparing(Person::email))
                        .toList(),
                entries.stream()
                        .map(EntryView::source)
                        .filter(Objects::nonNull)
                        .map(Source::name)
                        .distinct()
                        .sorted()
                        .toList());
    }
}
