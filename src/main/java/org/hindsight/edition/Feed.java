package org.hindsight.edition;

import com.rometools.rome.feed.atom.Category;
import com.rometools.rome.feed.atom.Content;
import com.rometools.rome.feed.atom.Entry;
import com.rometools.rome.feed.atom.Link;
import com.rometools.rome.feed.atom.Person;
import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.WireFeedOutput;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

/** What happened to the reports last, in Atom (RFC 4287). The same news give the same bytes. */
final class Feed {

    static final String ADDRESS = "/reports/feed.atom";
    static final String TYPE = "application/atom+xml";

    /** Characters that XML 1.0 has no way to say. */
    private static final Pattern UNTELLABLE =
            Pattern.compile("[^\\t\\n\\r\\x{20}-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]");

    private final Publisher publisher;
    private final String seed;

    /** @param seed what ids are made of: another one for each installation, and always the same there */
    Feed(Publisher publisher, String seed) {
        this.publisher = publisher;
        this.seed = seed;
    }

    /** The feed of these news, in their order. */
    byte[] of(List<News> news) {
        com.rometools.rome.feed.atom.Feed feed = new com.rometools.rome.feed.atom.Feed("atom_1.0");
        feed.setEncoding("UTF-8");
        feed.setId(id(ADDRESS));
        feed.setTitle(told("Incident reports"
                + publisher.organisation().map(name -> " – " + name).orElse("")));
        feed.setUpdated(Date.from(
                news.stream().map(News::updated).max(Comparator.naturalOrder()).orElse(Instant.EPOCH)));
        Person author = new Person();
        author.setName(told(publisher.organisation().orElse("Hindsight")));
        feed.setAuthors(List.of(author));
        feed.setAlternateLinks(List.of(link("alternate", "text/html", "/reports")));
        feed.setOtherLinks(List.of(link("self", TYPE, ADDRESS)));
        feed.setEntries(news.stream().map(this::entry).toList());
        try {
            return new WireFeedOutput().outputString(feed).getBytes(StandardCharsets.UTF_8);
        } catch (FeedException impossible) {
            throw new IllegalStateException("A feed that cannot be written", impossible);
        }
    }

    private Entry entry(News news) {
        Entry entry = new Entry();
        entry.setId(id(news.address()));
        entry.setTitle(told(news.title()));
        entry.setPublished(Date.from(news.edition().publishedAt));
        entry.setUpdated(Date.from(news.updated()));
        entry.setAlternateLinks(List.of(link("alternate", "text/html", news.address())));
        entry.setCategories(news.categories().stream().map(Feed::category).toList());
        Content summary = new Content();
        summary.setType(Content.TEXT);
        summary.setValue(told(news.summary()));
        entry.setSummary(summary);
        return entry;
    }

    private Link link(String relation, String type, String path) {
        Link link = new Link();
        link.setRel(relation);
        link.setType(type);
        link.setHref(publisher.linkOrPath(path));
        return link;
    }

    private static Category category(String term) {
        Category category = new Category();
        category.setTerm(told(term));
        return category;
    }

    /** Stays when the server is moved to another address: paths are for good, and so is the seed. */
    private String id(String path) {
        return "urn:uuid:" + UUID.nameUUIDFromBytes((seed + path).getBytes(StandardCharsets.UTF_8));
    }

    private static String told(String text) {
        return UNTELLABLE.matcher(text).replaceAll("");
    }
}
