package org.hindsight.edition.host;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.hindsight.platform.problem.Problem;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("plain")
class HostSuffixTest {

    @ParameterizedTest
    @CsvSource({
        "prod.example.net, prod.example.net",
        "' .Prod.Example.NET ', prod.example.net",
        "*.prod.example.net, prod.example.net",
        "lan, lan",
        "k8s, k8s",
        "eu-1.prod, eu-1.prod",
        "10.example.net, 10.example.net",
        "bücher.example.net, xn--bcher-kva.example.net",
        "example.co.uk, example.co.uk",
    })
    void isKeptInSmallLettersWithoutWhatStandsBeforeIt(String typed, String kept) {
        assertEquals(kept, HostSuffix.typed(typed).text());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".",
                "*",
                "*.",
                "..lan",
                "**.lan",
                "a..b",
                "lan.",
                "-a.lan",
                "a-.lan",
                "a_b.lan",
                "a b.lan",
                "a.*.lan",
                "https://db.lan",
                "db.lan/x",
                "db.lan:5432",
                "ada@lan",
                "a／b.lan",
                "\u0000"
            })
    void mustBeTheEndOfAHostName(String typed) {
        assertRefused("must be what host names end with", typed);
    }

    @Test
    void hasLabelsOf63CharactersAnd253InAll() {
        String label = "a".repeat(63);
        assertRefused("must be what", "a" + label + ".lan");
        String three = label + "." + label + "." + label + ".";
        String longest = three + "a".repeat(61);
        assertEquals(longest, HostSuffix.typed("*." + longest).text());
        assertRefused("must be what", longest + "a");
        assertRefused("must be what", "ü".repeat(63) + ".lan");
        assertRefused("must be what", "a.".repeat(500_000) + "lan");
    }

    @ParameterizedTest
    @ValueSource(strings = {"10", "10.0.0.5", "192.168", "prod.7"})
    void isNoAddress(String typed) {
        assertRefused("must be a name", typed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"com", ".ORG", "*.net", "io", "de", "xn--p1ai", "рф", "dev", "co.uk", "com.au", "or.jp"})
    void isNothingThatManyShare(String typed) {
        assertRefused("is a part of the public internet", typed);
    }

    private static void assertRefused(String beginning, String typed) {
        Problem refused = assertThrows(Problem.class, () -> HostSuffix.typed(typed), typed);
        assertEquals(400, refused.status());
        assertEquals("suffix", refused.violations().get(0).field());
        assertThat(refused.violations().get(0).message(), startsWith(beginning));
    }
}
