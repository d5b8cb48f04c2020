package org.hindsight.platform.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("plain")
class LineDiffTest {

    private static List<String> lines(String markdown) {
        return TextLine.of(markdown).stream()
                .map(line -> line.kind() + (line.level() > 0 ? " " + line.level() : "") + ": " + line.text())
                .toList();
    }

    /** Each changed line as it reads, gone words in [-…-], new ones in [+…+]. */
    private static List<String> changes(String before, String after) {
        return LineDiff.of(TextLine.of(before), TextLine.of(after)).changes().stream()
                .filter(change -> !change.alike())
                .map(change -> change.words().runs().stream()
                        .map(run -> switch (run.fate()) {
                            case KEPT -> run.text();
                            case REMOVED -> "[-" + run.text() + "-]";
                            case ADDED -> "[+" + run.text() + "+]";
                        })
                        .collect(Collectors.joining()))
                .toList();
    }

    @Test
    void aTextIsReadLineByLineWithoutItsMarks() {
        assertEquals(
                List.of(
                        "HEADING 2: How it *was*".replace("*", ""),
                        "PARAGRAPH: One two three.",
                        "ITEM 1: first (https://example.org/x)",
                        "ITEM 2: deeper",
                        "ROW: When · What",
                        "ROW: 14:05 · 30 %",
                        "QUOTE: said",
                        "CODE: let x = 1;\nlet y;"),
                lines(
                        "## How it *was*\n\nOne **two**\nthree.\n\n- [first](https://example.org/x)\n  - deeper\n\n"
                                + "| When | What |\n| --- | --- |\n| 14:05 | 30 % |\n\n> said\n\n```\nlet x = 1;\nlet y;\n```"));
    }

    @Test
    void aRewordedLineMeetsItsFormerSelfAmongNewAndGoneOnes() {
        assertEquals(
                List.of(
                        "[-This line goes away.-]",
                        "It began at 14:[-05-][+15+] UTC on Tuesday.",
                        "[+And this is quite new here.+]"),
                changes(
                        "Same.\n\nThis line goes away.\n\nIt began at 14:05 UTC on Tuesday.\n\nEnd.",
                        "Same.\n\nIt began at 14:15 UTC on Tuesday.\n\nAnd this is quite new here.\n\nEnd."));
    }

    @Test
    void theCellsOfARowAreComparedEachWithTheOneInItsPlace() {
        assertEquals(
                List.of("26 Nov [-06:03-][+08:00+] · [-369-][+546+] · [-372-][+540+] · Normal"),
                changes(
                        "| a | b | c | d |\n|---|---|---|---|\n| 26 Nov 06:03 | 369 | 372 | Normal |",
                        "| a | b | c | d |\n|---|---|---|---|\n| 26 Nov 08:00 | 546 | 540 | Normal |"));
    }

    @Test
    void aFigureIsToldWhole() {
        assertEquals(
                List.of("There were [-1,047,514-][+1,047,582+] reports in all of 2,000 places."),
                changes(
                        "There were 1,047,514 reports in all of 2,000 places.",
                        "There were 1,047,582 reports in all of 2,000 places."));
    }

    @Test
    void aFigureInARowIsTold() {
        assertEquals(
                List.of("Teams · [-305-][+315+] · Measured"),
                changes(
                        "| a | b | c |\n|---|---|---|\n| Teams | 305 | Measured |",
                        "| a | b | c |\n|---|---|---|\n| Teams | 315 | Measured |"));
    }

    @Test
    void whereALinkLeadsIsPartOfTheText() {
        assertEquals(
                List.of("See here (https://example.org/[-a-][+b+])."),
                changes("See [here](https://example.org/a).", "See [here](https://example.org/b)."));
    }

    @Test
    void textsThatAreAlikeDoNotDiffer() {
        assertFalse(LineDiff.of(TextLine.of("a\n\n- b"), TextLine.of("a\n\n* **b**"))
                .differs());
        assertTrue(LineDiff.of(TextLine.of("a"), TextLine.of("a\n\nb")).differs());
        assertTrue(LineDiff.of(TextLine.of("a"), TextLine.of("- a")).differs());
    }
}
