package org.hindsight.platform.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("plain")
class InternalPassagesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "before {internal: SECRET} after",
                "before {internal:SECRET}after",
                "before { internal : SECRET} after",
                "before {INTERNAL: SECRET} after",
                "before {internal SECRET} after",
                "before {\u200binternal: SECRET} after",
                "before {internal: a {b {c} d} SECRET} after",
                "before {internal: uses {{count.entries}} SECRET} after",
                "before {internal: `}` SECRET} after",
                "before {internal: ``a ` } b`` SECRET} after",
                "before {internal: \\} SECRET} after",
                "before {internal: one\ntwo SECRET} after",
                "before {internal: one\n\ntwo SECRET} after",
                "before `{internal: SECRET}` after",
                "before **{internal: SECRET}** after",
                "before [link {internal: SECRET}](https://example.org) after",
                "before <!-- {internal: SECRET} --> after",
                "before\n\n:::internal\nSECRET\n:::\n\nafter",
                "before\n:::internal\nSECRET\n:::\nafter",
                "before\r\n:::internal\r\nSECRET\r\n:::\r\nafter",
                "before\n::: internal\nSECRET\n:::\nafter",
                "before\n:::Internal SECRET\nSECRET\n:::\nafter",
                "before\n::::internal\nSECRET\n::::\nafter",
                "before\n   :::internal\nSECRET\n   :::\nafter",
                "before\n:::internal SECRET :::\nafter",
                "before :::internal SECRET ::: after",
                "before :::internal SECRET\nSECRET\n:::\nafter",
                "before\n> :::internal\n> SECRET\n> :::\n\nafter",
                "before\n- :::internal\n  SECRET\n  :::\n\nafter",
                "before\n:::internal\na:::b\nSECRET\n:::\nafter",
                "before\n:::internal\n:::note\nSECRET\n:::\nSECRET\n:::\nafter",
                "before\n:::internal\n:::internal\nSECRET\n:::\nSECRET\n:::\nafter",
                "before\n:::internal\n```\n:::\nSECRET\n```\nSECRET\n:::\nafter",
                "before\n:::internal\n~~~~\n:::\n~~~\n:::\nSECRET\n~~~~\n:::\nafter",
                "before\n```\n:::internal\nSECRET\n:::\n```\nafter",
                "before\n:::internal\n{internal: SECRET\n:::\nSECRET}\n:::\nafter",
                "before {inter{internal: x}nal: SECRET} after",
                "before\n::{internal: x}:internal\nSECRET\n:::\nafter",
            })
    void whatIsMarkedNeverStaysOpen(String markdown) {
        InternalPassages.Split split = InternalPassages.of(markdown);
        assertFalse(split.open().contains("SECRET"), split.open());
        assertTrue(split.open().startsWith("before"), split.open());
        assertTrue(split.whole().contains("SECRET"), split.whole());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "before {internal: SECRET",
                "before {internal: SECRET {x} more\n\nSECRET",
                "before {internal: ` SECRET} and `SECRET",
                "before\n:::internal\nSECRET",
                "before\n:::internal\nSECRET\n\n## SECRET\n\nSECRET",
                "before\n:::internal\n```\n:::\nSECRET",
                "before\n:::internal\n:::internal\nSECRET\n:::\nSECRET",
                "before :::internal SECRET",
            })
    void whatIsNotClosedIsInternalToTheEndAndBlocks(String markdown) {
        InternalPassages.Split split = InternalPassages.of(markdown);
        assertFalse(split.open().contains("SECRET"), split.open());
        assertTrue(split.open().startsWith("before"), split.open());
        assertEquals(1, split.faults().size(), split.faults().toString());
    }

    @Test
    void aClosingLineThatNothingOpenedIsAFault() {
        assertEquals(1, InternalPassages.of("open\n\n:::\n\nopen").faults().size());
    }

    @Test
    void whatIsAroundIsKeptAsItWas() {
        assertEquals(
                new InternalPassages.Split(
                        "It failed. We waited.", "It failed at host-7. We waited.", java.util.List.of()),
                InternalPassages.of("It failed {internal: at host-7}. We waited."));
        assertEquals(
                "internal things, {braces}, a::b and internals stay",
                InternalPassages.of("internal things, {braces}, a::b and internals stay")
                        .open());
    }

    @Test
    void eachPassageIsKnownWithTheMarkThatOpensIt() {
        assertEquals(
                java.util.List.of(
                        new InternalPassages.Cut("{internal: …}", "one"),
                        new InternalPassages.Cut(":::internal", "two three"),
                        new InternalPassages.Cut(":::internal", "four")),
                InternalPassages.cuts(
                        "a {internal: one} b\n\n:::internal\ntwo {internal: three}\n:::\n\nc\n\n:::internal\n\nfour"));
    }
}
