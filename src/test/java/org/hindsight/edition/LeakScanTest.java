package org.hindsight.edition;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import java.util.Set;
import org.hindsight.edition.LeakScan.Find;
import org.hindsight.edition.LeakScan.Part;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("plain")
class LeakScanTest {

    private static final List<String> PEOPLE = List.of("Ada Okafor", "ada@example.org", "Grace", "Sun Li");
    private static final List<String> SUFFIXES = List.of("internal", "local", "corp");

    @Test
    void findsAWholeSentenceHoweverItIsDressed() {
        Set<String> internal =
                LeakScan.sentences("First this. The *session store* was restored by hand, twice! [#4]\n- short one");
        assertThat(finds(internal, "Then the session store was restored by hand twice, and it held."), hasSize(1));
        assertThat(finds(internal, "The session store was restored by hand."), empty());
        assertThat(finds(internal, "A short one."), empty());
    }

    @Test
    void takesSentencesAcrossTheLinesOfAParagraphButNotAcrossParagraphs() {
        Set<String> internal =
                LeakScan.sentences("The backup of that night\nwas never taken.\n\nNobody had looked at it");
        assertEquals(Set.of("the backup of that night was never taken"), internal);
    }

    @Test
    void takesAMomentForNoSentence() {
        assertEquals(Set.of(), LeakScan.sentences("2026-11-23T20:50:00.123Z"));
        assertEquals(Set.of(), LeakScan.sentences("https://status.example.org/incidents/2026/11/23/outage"));
    }

    @Test
    void findsNamesWholeAndNotWordByWord() {
        assertThat(message("Then ada okafor restarted it."), containsString("names Ada Okafor"));
        assertThat(message("Write to ADA@example.org."), containsString("e-mail address"));
        assertThat(finds("Ada wrote it; Okafor did not. By the grace of timing, Sunli stayed."), empty());
        assertThat(message("Grace did it."), containsString("Grace"));
        assertThat(message("Sun\nLi did it."), containsString("Sun Li"));
        assertThat(message("Par l'équipe d'Ada Okafor."), containsString("Ada Okafor"));
    }

    @Test
    void findsHostsAddressesAndTokens() {
        assertThat(message("It ran on db-3.eu.internal, alone."), containsString("db-3.eu.internal"));
        assertThat(message("http://wiki.corp/x"), containsString("wiki.corp"));
        assertThat(message("the printer.local queue"), containsString("printer.local"));
        assertThat(message("at 10.0.12.7."), containsString("10.0.12.7"));
        assertThat(message("at 172.31.0.1:8080"), containsString("172.31.0.1"));
        assertThat(message("at fd12:3456:789a::1 there"), containsString("fd12"));
        assertThat(message("FE80::1"), containsString("FE80::1"));
        assertThat(finds("169.254.0.1, 192.168.7.7"), hasSize(2));
        assertThat(message("with hs_0123456789abcdefABCDEF"), containsString("token"));
    }

    @Test
    void findsHostsUnderTheSuffixesOfTheHouse() {
        LeakScan scan = new LeakScan(
                Set.of(), PEOPLE, List.of("lan", "prod.example.net", "xn--bcher-kva.example.net"), List.of());
        for (String[] text : new String[][] {
            {"http://Nas-1.LAN:80/", "Nas-1.LAN"},
            {"It ran on api.prod.example.net.", "api.prod.example.net"},
            {"The zone prod.example.net is gone", "prod.example.net"},
            {"-x.lan", "x.lan"},
            {"Größe.lan", "Größe.lan"},
            {"db.xn--bcher-kva.example.net", "db.xn--bcher-kva.example.net"},
            {"db.BÜCHER.example.net", "db.BÜCHER.example.net"}
        }) {
            List<Find> finds = scan.finds(List.of(new Part("x", text[0])));
            assertThat(text[0], finds, hasSize(1));
            assertThat(finds.get(0).message(), containsString("internal host " + text[1] + "."));
        }
        assertThat(scan.finds(List.of(new Part("x", "a.lan\u4e0ab.lan"))), hasSize(2));
        for (String harmless : List.of(
                "The LAN. lan .lan", "a.lan.example.org", "a.lane", "nonprod.example.net", "prod.example.network")) {
            assertThat(harmless, scan.finds(List.of(new Part("x", harmless))), empty());
        }
    }

    @Test
    void leavesAloneWhatOnlyLooksLikeThem() {
        for (String harmless : List.of(
                "Version 10.4 of the app, released 10.11.2026.",
                "172.217.1.1 and 11.0.0.1 are public; 10.0.0.300 is none.",
                "The local queue, the internal review, a corp.",
                "See example.international and thing.local.example.org.",
                "hs_short",
                "at 14:05 UTC, feed: fine")) {
            assertThat(harmless, finds(harmless), empty());
        }
    }

    @Test
    void tellsWhereItIsAndNeverAWholeToken() {
        Part part = new Part(
                null,
                "Markdown file",
                "One.\nIt ran on db-3.eu.internal, alone.\nWith hs_0123456789abcdefABCDEF it did.",
                line -> "line " + (line + 1));
        List<Find> finds =
                scan(LeakScan.sentences("It ran on *db-3* eu internal, alone.")).finds(List.of(part));
        assertThat(finds, hasSize(3));
        assertThat(finds.get(0).around(), containsString("line 2, “"));
        assertThat(finds.get(1).around(), containsString("With hs_012… it did."));
        assertThat(finds.get(2).around(), containsString("line 2, “"));
        assertThat(finds.toString(), not(containsString("hs_0123456789")));
    }

    @Test
    void findsEachOfSeveral() {
        assertThat(finds("It ran on a.internal, b.internal and again a.internal."), hasSize(2));
    }

    @Test
    void readsWhatTagsHold() {
        String held = HtmlText.attributes("<a class=\"x.internal\" href=\"https://x.org/?to=ada%40example.org\""
                + " title=\"db&#45;1.internal\">here</a><text aria-label=\"Ada Okafor\">x</text>");
        assertThat(finds(held), hasSize(3));
    }

    @Test
    void lastsNoLongerThanTheSentenceThatWasCleared() {
        String internal = "the backup of that night was never taken";
        List<LeakScan.Cleared> cleared = List.of(
                new LeakScan.Cleared(null, internal),
                new LeakScan.Cleared("Grace", "then grace came down the hill"),
                new LeakScan.Cleared("ada@example.org", "write to ada example org at once please"));
        LeakScan scan = new LeakScan(
                Set.of(internal, "nobody had ever looked at that backup before"), PEOPLE, SUFFIXES, cleared);
        assertThat(
                scan.finds(List.of(
                        new Part("x", "The backup of that night was never taken. Then Grace came down the hill."))),
                empty());
        for (String other : List.of(
                "Nobody had ever looked at that backup before.",
                "Then Grace came down the hill. Grace restarted it.",
                "Write to ada@example.org at once, please.",
                "Then Grace came down the hills.")) {
            assertThat(other, scan.finds(List.of(new Part("x", other))), hasSize(1));
        }
    }

    @Test
    void offersOnlyASentenceAndOfANameOnlyALongOne() {
        assertEquals(
                "then ada okafor restarted it again",
                find("Fine. Then Ada Okafor restarted it *again*.").sentence());
        for (String never : List.of(
                "Ada Okafor.",
                "| Ada Okafor | 12 |",
                "Please do write to ada@example.org at once.",
                "It ran that night on db-3.eu.internal alone.",
                "It had the address 10.0.12.7 that night.",
                "With hs_0123456789abcdefABCDEF it worked that night.")) {
            assertNull(find(never).sentence(), never);
        }
    }

    @Test
    void namesTheSection() {
        List<Find> finds = scan(Set.of()).finds(List.of(new Part("impact", "fine"), new Part("causes", "10.1.2.3")));
        assertEquals("causes", finds.get(0).section());
    }

    private static LeakScan scan(Set<String> internal) {
        return new LeakScan(internal, PEOPLE, SUFFIXES, List.of());
    }

    private static List<Find> finds(String text) {
        return finds(Set.of(), text);
    }

    private static List<Find> finds(Set<String> internal, String text) {
        return scan(internal).finds(List.of(new Part("x", text)));
    }

    private static String message(String text) {
        return find(text).message();
    }

    private static Find find(String text) {
        List<Find> finds = finds(text);
        assertThat(text, finds, hasSize(1));
        return finds.get(0);
    }
}
