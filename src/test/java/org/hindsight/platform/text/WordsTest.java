package org.hindsight.platform.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("plain")
class WordsTest {

    @Test
    void keepsLettersAndDigitsInOneCaseAndOneForm() {
        assertEquals("it was bobs 2nd try", Words.flat("  It *was* Bob's — **2nd**\n\ttry!"));
        assertEquals("it was bobs", Words.flat("It was Bob’s"));
        assertEquals("", Words.flat(" —…\u00a0| "));
        assertEquals("é é ç", Words.flat("É e\u0301 Ç"));
        assertEquals("fi 2 tm no5", Words.flat("ﬁ ² ™ №5"));
        assertEquals("日本語 ω σ 😀".replace(" 😀", ""), Words.flat("日本語 Ω ς 😀"));
        assertEquals("𐐨", Words.flat("𐐀"));
    }

    @Test
    void doesNotChangeWhatIsFlatAlready() {
        for (String text : List.of("Bob's 2nd try", "ﬁ ² ™ №5", "É e\u0301 Ç", "İstanbul ıI", "Straße ΣΟΦΟΣ")) {
            assertEquals(Words.flat(text), Words.flat(Words.flat(text)), text);
        }
    }

    @Test
    void findsPhrasesWholeAndWhereverTheyStand() {
        Phrases phrases = new Phrases(List.of("one two three four", "two three four five", "one two three fourth"), 3);
        assertEquals(List.of("one two three four"), phrases.in(Words.of("One, two. Three: four")));
        assertEquals(
                List.of("one two three four", "two three four five"),
                phrases.in(Words.of("Zero. One two *three* four - five; two three four five")));
        assertEquals(List.of("one two three fourth"), phrases.in(Words.of("(one two three fourth)")));
        assertEquals(List.of(), phrases.in(Words.of("one two three fourths and none two three four")));
        assertEquals(List.of(), phrases.in(Words.of("two")));
        assertEquals(
                List.of("two three four five"),
                phrases.without(Set.of("one two three four")).in(Words.of("one two three four five")));
    }

    @Test
    void refusesAPhraseThatIsTooShortToBeFound() {
        assertThrows(IllegalArgumentException.class, () -> new Phrases(List.of("one two"), 3));
    }

    @Test
    void rulesOutOnlyNamesThatDoNotStandInATextAsTyped() {
        for (String text : List.of(
                "then ADA okafor came",
                "l'équipe d'Ada Okafor",
                "Ada\nOkafor’s",
                "™Ada Okafor",
                "“Ada Okafor”: e\u0301",
                "ada.okafor@example.org")) {
            assertTrue(WordParts.of(text).mayHold(WordParts.numbers("Ada Okafor")), text);
        }
        assertTrue(WordParts.of("it was o'brien").mayHold(WordParts.numbers("O’Brien")));
        assertTrue(WordParts.of("anything").mayHold(WordParts.numbers("🙂")));
        for (String text : List.of("adaokafor", "Ada came", "Okafor came", "")) {
            assertFalse(WordParts.of(text).mayHold(WordParts.numbers("Ada Okafor")), text);
        }
    }
}
