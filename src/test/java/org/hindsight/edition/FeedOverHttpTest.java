package org.hindsight.edition;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hindsight.Api.ADMIN;
import static org.hindsight.Api.fields;
import static org.hindsight.edition.EditionTest.publish;
import static org.hindsight.edition.EditionTest.published;
import static org.hindsight.edition.EditionTest.read;
import static org.hindsight.edition.EditionTest.ready;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.rometools.rome.feed.atom.Category;
import com.rometools.rome.feed.atom.Entry;
import com.rometools.rome.feed.atom.Link;
import com.rometools.rome.io.WireFeedInput;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.StringReader;
import java.util.List;
import org.hindsight.Visitor;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
class FeedOverHttpTest {

    private static final String FEED = "/reports/feed.atom";

    @Inject
    Shelf shelf;

    private static List<Entry> entries() {
        String xml = read(FEED)
                .then()
                .statusCode(200)
                .contentType("application/atom+xml")
                .header("Cache-Control", "public, max-age=2")
                .extract()
                .asString();
        try {
            return ((com.rometools.rome.feed.atom.Feed) new WireFeedInput().build(new StringReader(xml))).getEntries();
        } catch (Exception broken) {
            throw new AssertionError(xml, broken);
        }
    }

    /** The news of a report, the last first. */
    private static List<Entry> entries(String slug) {
        return entries().stream()
                .filter(entry -> address(entry).contains("/reports/" + slug + "/editions/"))
                .toList();
    }

    private static String address(Entry entry) {
        return entry.getAlternateLinks().stream().map(Link::getHref).findFirst().orElseThrow();
    }

    private static String service() {
        String slug = "music-" + System.nanoTime();
        ADMIN.post("/api/v1/services", fields("slug", slug, "name", "Music <" + slug + ">"))
                .then()
                .statusCode(201);
        return slug;
    }

    @Test
    void anEditionIsToldOnceAndTheNextOneBesideIt() {
        String service = service();
        String incident = ready("services", List.of(service));
        String slug = published(incident);
        Entry first = entries().get(0);
        assertThat(address(first), endsWith("/reports/" + slug + "/editions/1"));
        assertThat(first.getTitle(), containsString("Preliminary: " + EditionTest.TITLE));
        assertEquals("Nobody could open a saved library.", first.getSummary().getValue());
        assertEquals(
                List.of("SEV1", "Preliminary", "Music <" + service + ">"),
                first.getCategories().stream().map(Category::getTerm).toList());

        publish(ADMIN, incident, "label", "CORRECTION", "note", "The rise was steep.")
                .then()
                .statusCode(201);
        List<Entry> both = entries(slug);
        assertEquals(2, both.size());
        assertThat(both.get(0).getTitle(), containsString("Correction: " + EditionTest.TITLE));
        assertThat(both.get(0).getSummary().getValue(), containsString("The rise was steep."));
        assertEquals(first.getId(), both.get(1).getId());
        assertEquals(first.getUpdated(), both.get(1).getUpdated());
        assertEquals(first.getTitle(), both.get(1).getTitle());

        publish(ADMIN, incident, "audience", "INTERNAL").then().statusCode(201);
        assertEquals(2, entries(slug).size());
        assertEquals(
                entries().size(),
                entries().stream().map(Entry::getId).distinct().count());
    }

    @Test
    void aWithdrawalIsToldWhereTheEditionWas() {
        String incident = ready();
        String slug = published(incident);
        publish(ADMIN, incident, "note", "More is known.").then().statusCode(201);
        Entry second = entries(slug).get(0);
        ADMIN.post(incident + "/editions/2/withdrawal", fields("reason", "It named a <customer>."))
                .then()
                .statusCode(201);
        Entry withdrawn = entries(slug).get(0);
        assertEquals(second.getId(), withdrawn.getId());
        assertThat(withdrawn.getTitle(), containsString("Withdrawn: edition 2 of the report “" + EditionTest.TITLE));
        assertThat(withdrawn.getSummary().getValue(), containsString("It named a <customer>."));
        assertThat(withdrawn.getSummary().getValue(), not(containsString("More is known")));
        assertFalse(
                withdrawn.getUpdated().toInstant().isBefore(second.getUpdated().toInstant()));
        assertEquals(second.getPublished(), withdrawn.getPublished());
    }

    @Test
    void theFeedLiesOnTheShelfUntilSomethingIsPublished() {
        read(FEED).then().statusCode(200);
        assertTrue(shelf.at(FEED).isPresent());
        String slug = published(ready());
        assertEquals(1, entries(slug).size());
    }

    @Test
    void aRestrictedIncidentIsNoNews() {
        String incident = ready();
        String slug = published(incident);
        assertEquals(1, entries(slug).size());
        ADMIN.patch(incident, fields("restricted", true)).then().statusCode(200);
        shelf.look();
        assertEquals(List.of(), entries(slug));
    }

    @Test
    @Tag("pages")
    void theFeedTellsTheLastFifty() {
        String incident = ready();
        String slug = published(incident);
        for (int i = 0; i < 50; i++) {
            publish(ADMIN, incident).then().statusCode(201);
        }
        List<Entry> entries = entries();
        assertEquals(50, entries.size());
        assertThat(entries.stream().map(entry -> address(entry).contains(slug)).toList(), everyItem(is(true)));
        assertThat(address(entries.get(0)), endsWith("/editions/51"));
    }

    @Test
    void thePagesNameTheFeed() {
        String slug = published(ready());
        for (String page : List.of("/reports", "/reports/" + slug)) {
            assertEquals(
                    FEED,
                    Visitor.stranger()
                            .page(page)
                            .select("head > link[rel=alternate][type=application/atom+xml]")
                            .attr("href"));
        }
        assertEquals(
                1,
                Visitor.stranger()
                        .page("/reports")
                        .select("main a[href=" + FEED + "]")
                        .size());
    }
}
