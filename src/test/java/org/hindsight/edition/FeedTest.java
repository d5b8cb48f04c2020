package org.hindsight.edition;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.rometools.rome.feed.atom.Category;
import com.rometools.rome.feed.atom.Entry;
import com.rometools.rome.io.WireFeedInput;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hindsight.incident.Audience;
import org.hindsight.incident.Incident;
import org.hindsight.incident.Severity;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("plain")
class FeedTest {

    private static final Instant MORNING = Instant.parse("2026-11-18T09:00:00Z");

    private static Edition edition(int no, Label label) {
        Edition edition = new Edition();
        edition.incident = new Incident();
        edition.audience = Audience.PUBLIC;
        edition.no = no;
        edition.label = label;
        edition.title = "Saved libraries do not open";
        edition.lead = "Nobody could open a saved library.";
        edition.severity = Severity.SEV2;
        edition.services.add("Music streaming");
        edition.publishedAt = MORNING.plusSeconds(3600L * no);
        return edition;
    }

    private static News news(Edition edition) {
        return new News(edition, "saved-libraries", "Saved libraries do not open");
    }

    private static String written(String base, String organisation, String seed, Edition... editions) {
        Publisher publisher = new Publisher(Optional.ofNullable(base), Optional.ofNullable(organisation));
        byte[] bytes = new Feed(publisher, seed)
                .of(List.of(editions).stream().map(FeedTest::news).toList());
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static com.rometools.rome.feed.atom.Feed read(String xml) throws Exception {
        return (com.rometools.rome.feed.atom.Feed) new WireFeedInput().build(new StringReader(xml));
    }

    private static List<String> ids(String xml) {
        return Jsoup.parse(xml, "", Parser.xmlParser()).select("id").eachText();
    }

    @Test
    void whatAtomWantsIsThereOnce() {
        String xml = written(
                "https://status.example.org/", null, "1-2-3", edition(2, Label.FINAL), edition(1, Label.PRELIMINARY));
        Document feed = Jsoup.parse(xml, "", Parser.xmlParser());
        assertEquals("http://www.w3.org/2005/Atom", feed.selectFirst("feed").attr("xmlns"));
        for (Element one : feed.select("feed, entry")) {
            for (String child : List.of("id", "title", "updated")) {
                assertEquals(1, one.select("> " + child).size(), child + " of\n" + one);
            }
            assertThat(one.selectFirst("> id").text(), matchesPattern("urn:uuid:[0-9a-f-]{36}"));
            assertThat(one.selectFirst("> updated").text(), matchesPattern("2026-11-18T1[01]:00:00Z"));
            assertEquals(1, one.select("> link[rel=alternate][href]").size(), one.toString());
        }
        assertEquals("2026-11-18T11:00:00Z", feed.selectFirst("feed > updated").text());
        assertEquals("Hindsight", feed.selectFirst("feed > author > name").text());
        assertThat(
                feed.select("link").eachAttr("href"),
                contains(
                        "https://status.example.org/reports",
                        "https://status.example.org/reports/feed.atom",
                        "https://status.example.org/reports/saved-libraries/editions/2",
                        "https://status.example.org/reports/saved-libraries/editions/1"));
    }

    @Test
    void aServerThatMovesKeepsTheIdsOfWhatItTold() {
        Edition first = edition(1, Label.PRELIMINARY);
        List<String> ids = ids(written("https://old.example.org", null, "1-2-3", first));
        assertEquals(2, ids.stream().distinct().count());
        assertEquals(ids, ids(written("https://new.example.org/status", "Example", "1-2-3", first)));
        assertEquals(ids, ids(written(null, null, "1-2-3", first)));
        List<String> elsewhere = ids(written("https://old.example.org", null, "4-5-6", first));
        assertNotEquals(ids.get(0), elsewhere.get(0));
        assertNotEquals(ids.get(1), elsewhere.get(1));
    }

    @Test
    void withoutAnAddressOfItsOwnTheServerNamesPaths() {
        assertThat(
                Jsoup.parse(written(null, null, "1-2-3", edition(1, Label.FINAL)), "", Parser.xmlParser())
                        .select("link")
                        .eachAttr("href"),
                contains("/reports", "/reports/feed.atom", "/reports/saved-libraries/editions/1"));
    }

    @Test
    void aTitleSaysWhatKindOfNewsItIs() throws Exception {
        Edition corrected = edition(4, Label.CORRECTION);
        corrected.note = "It began at 14:00.";
        List<Entry> entries = read(written(
                        null,
                        "Example & Sons",
                        "1-2-3",
                        corrected,
                        edition(3, Label.FINAL),
                        edition(2, Label.PRELIMINARY),
                        edition(1, Label.PRELIMINARY)))
                .getEntries();
        assertThat(
                entries.stream().map(Entry::getTitle).toList(),
                contains(
                        "Correction: Saved libraries do not open",
                        "Final: Saved libraries do not open",
                        "Preliminary, edition 2: Saved libraries do not open",
                        "Preliminary: Saved libraries do not open"));
        assertEquals(
                "It began at 14:00.\n\nNobody could open a saved library.",
                entries.get(0).getSummary().getValue());
        assertThat(
                entries.get(0).getCategories().stream().map(Category::getTerm).toList(),
                contains("SEV2", "Correction", "Music streaming"));
    }

    @Test
    void whatWasWithdrawnIsNotToldAgain() throws Exception {
        Edition edition = edition(1, Label.FINAL);
        String id = ids(written(null, null, "1-2-3", edition)).get(1);
        edition.withdrawnAt = MORNING.plusSeconds(86_400);
        edition.withdrawnBecause = "It named a <customer>.";
        Publisher nobody = new Publisher(Optional.empty(), Optional.empty());
        String xml = new String(
                new Feed(nobody, "1-2-3").of(List.of(new News(edition, "saved-libraries", null))),
                StandardCharsets.UTF_8);
        Entry entry = read(xml).getEntries().get(0);
        assertEquals(id, entry.getId());
        assertEquals("Withdrawn: edition 1 of a report", entry.getTitle());
        assertEquals(
                "Edition 1 was withdrawn on 19 November 2026, 09:00 UTC. It named a <customer>.",
                entry.getSummary().getValue());
        assertEquals(edition.withdrawnAt, entry.getUpdated().toInstant());
        assertEquals(edition.publishedAt, entry.getPublished().toInstant());
        assertThat(xml, not(containsString("Nobody could open")));
        assertThat(xml, not(containsString("Saved libraries")));
        assertThat(xml, not(containsString("Music streaming")));
    }

    @Test
    void whateverSomebodyWroteTheFeedCanBeRead() throws Exception {
        Edition edition = edition(1, Label.FINAL);
        edition.title = "A <b>bell\u0007</b> & ]]> 🎵\uFFFF";
        edition.lead = "<script>alert(1)</script>";
        String xml = written(null, "A \u0001 <name>", "1-2-3", edition);
        com.rometools.rome.feed.atom.Feed feed = read(xml);
        assertEquals("Final: A <b>bell</b> & ]]> 🎵", feed.getEntries().get(0).getTitle());
        assertEquals(
                "<script>alert(1)</script>",
                feed.getEntries().get(0).getSummary().getValue());
        assertEquals("text", feed.getEntries().get(0).getSummary().getType());
        assertEquals("A  <name>", feed.getAuthors().get(0).getName());
        assertThat(xml, not(containsString("<script")));
    }

    @Test
    void aFeedWithoutNewsIsAFeed() throws Exception {
        assertTrue(read(written(null, null, "1-2-3")).getEntries().isEmpty());
    }
}
