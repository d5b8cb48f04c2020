package org.hindsight.postmortem.prose;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("plain")
class WordListTest {

    private static final WordList LIST = WordList.of("""
            # what it is for

            -> say what it does
            careless*
            forgot [to|about]
            should ... have been
            by mistake -> say what happened
            ! not by mistake
            *'s fault
            """);

    private static String in(String text) {
        return LIST.in(text).stream()
                .map(hit -> text.substring(hit.start(), hit.end()) + " (" + hit.advice() + ")")
                .collect(Collectors.joining(", "));
    }

    @Test
    void findsPhrasesAsItsFileDescribesThem() {
        assertEquals("Carelessness (say what it does)", in("Carelessness hurts"));
        assertEquals("forgot  about (say what it does)", in("They forgot  about it, and forgot it again"));
        assertEquals("should by then have been (say what it does)", in("It should by then have been there"));
        assertEquals("", in("It should, as all of us know by now, have been there"));
        assertEquals("team's fault (say what it does)", in("The team's fault"));
    }

    @Test
    void anAdviceOfItsOwnAndAHarmlessPhraseWin() {
        assertEquals("by mistake (say what happened)", in("Done by mistake"));
        assertEquals("", in("Not by mistake, and nearby mistakes"));
    }

    @Test
    void everyListThatComesWithTheApplicationCanBeReadAndFindsSomething() {
        List<String> lists = List.of(
                "hindsight",
                "blame",
                "vague-quantities",
                "counted",
                "wholes",
                "not-counted",
                "causes",
                "doubt",
                "vague-verbs",
                "results");
        lists.forEach(WordList::named);
        assertEquals(1, WordList.named("wholes").in("90 out of 305").size());
    }
}
