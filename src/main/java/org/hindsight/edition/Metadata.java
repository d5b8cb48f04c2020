package org.hindsight.edition;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.qute.TemplateData;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hindsight.platform.SafeHtml;
import org.jspecify.annotations.Nullable;

/**
 * What the page of a public edition says of itself to search engines, and wherever its link is pasted. Facts of the
 * edition alone; what is not known is left out.
 *
 * @param canonical where the same is read for good: the address of the report while this is its newest edition
 * @param url the same as a link from anywhere, where the server knows its own address
 * @param published when the first edition of the report was
 * @param data the same in the words of schema.org
 * @param picture what shows beside a link, where the server knows its own address
 */
@TemplateData
record Metadata(
        String canonical,
        @Nullable String url,
        Instant published,
        Instant modified,
        SafeHtml data,
        @Nullable Picture picture) {

    /**
     * A picture in a preview of a link.
     *
     * @param url a link from anywhere
     * @param words the same for those who do not see it
     */
    @TemplateData
    record Picture(String url, String words) {

        public int width() {
            return Preview.WIDTH;
        }

        public int height() {
            return Preview.HEIGHT;
        }
    }

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * @param all the public editions of the report, newest first
     * @param pictured whether there is a picture of the edition
     */
    static Metadata of(Edition edition, List<Edition> all, String slug, Publisher publisher, boolean pictured) {
        boolean newest = all.stream()
                .filter(one -> !one.withdrawn())
                .findFirst()
                .filter(edition::equals)
                .isPresent();
        String path = newest ? Addresses.report(slug) : Addresses.of(edition, slug);
        Instant first = all.get(all.size() - 1).publishedAt;
        String url = publisher.link(path).orElse(null);
        Picture picture = pictured ? picture(edition, slug, publisher) : null;
        return new Metadata(
                publisher.linkOrPath(path),
                url,
                first,
                edition.publishedAt,
                data(edition, first, url, picture, publisher),
                picture);
    }

    /** That of this very edition: whoever kept the picture of another one must not show it here. */
    private static @Nullable Picture picture(Edition edition, String slug, Publisher publisher) {
        return publisher
                .link(Addresses.of(edition, slug) + "." + Previews.EXTENSION)
                .map(url -> new Picture(url, words(edition)))
                .orElse(null);
    }

    private static String words(Edition edition) {
        return edition.title + ". " + Told.severity(edition.severity) + ", " + Told.moment(edition.beganAt)
                + (edition.lastedSeconds == null ? "" : ", for " + Told.length(edition.lastedSeconds)) + ". "
                + edition.label.spoken() + ", edition " + edition.no + ".";
    }

    private static SafeHtml data(
            Edition edition, Instant first, @Nullable String url, @Nullable Picture picture, Publisher publisher) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("@context", "https://schema.org");
        data.put("@type", "Report");
        data.put("headline", edition.title);
        if (!edition.lead.isEmpty()) {
            data.put("description", edition.lead);
        }
        if (url != null) {
            data.put("url", url);
        }
        if (picture != null) {
            data.put("image", picture.url());
        }
        data.put("datePublished", first.toString());
        data.put("dateModified", edition.publishedAt.toString());
        data.put("version", edition.no);
        data.put("creativeWorkStatus", edition.label.spoken());
        data.put("inLanguage", "en");
        if (!edition.services.isEmpty()) {
            data.put(
                    "about",
                    edition.services.stream()
                            .map(name -> named("Service", name))
                            .toList());
        }
        publisher.organisation().ifPresent(name -> data.put("author", named("Organization", name)));
        return new SafeHtml(script(data));
    }

    private static Map<String, String> named(String type, String name) {
        Map<String, String> thing = new LinkedHashMap<>();
        thing.put("@type", type);
        thing.put("name", name);
        return thing;
    }

    /** As it may stand within a script element: nothing in it ends that, or begins a comment. */
    private static String script(Map<String, Object> data) {
        try {
            return JSON.writeValueAsString(data)
                    .replace("<", "\\u003c")
                    .replace(">", "\\u003e")
                    .replace("&", "\\u0026");
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("Names and numbers that cannot be written as JSON", impossible);
        }
    }
}
