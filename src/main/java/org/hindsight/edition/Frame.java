package org.hindsight.edition;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateData;
import io.quarkus.qute.TemplateInstance;
import java.util.List;
import java.util.Map;
import org.hindsight.platform.SafeHtml;
import org.jspecify.annotations.Nullable;

/**
 * What stands around the frozen text of an edition and is not frozen: whether there is a newer one, what became of
 * its actions, what was corrected or withdrawn since, checksums and formats.
 */
final class Frame {

    @CheckedTemplate(basePath = "edition")
    static class Templates {
        private Templates() {}

        static native TemplateInstance page(View view);

        static native TemplateInstance withdrawn(View view);

        static native TemplateInstance actions(FollowThrough.Promises promises);
    }

    /**
     * A page about one edition.
     *
     * @param back where the reader came from
     * @param address of the edition, without a format
     * @param newer the newest standing edition, when it is another one
     * @param newest where that is read
     * @param lost newer editions that were withdrawn
     * @param actions what became of what it promises
     * @param metadata what it says of itself to machines, when it is public and stands
     * @param lacking a sentence where a format is not there yet, or never will be
     */
    @TemplateData
    record View(
            Edition edition,
            SafeHtml article,
            Link back,
            String address,
            @Nullable Edition newer,
            @Nullable String newest,
            List<Edition> lost,
            List<LiveActions.Live> actions,
            List<Line> lines,
            List<File> files,
            @Nullable Metadata metadata,
            @Nullable String lacking) {

        public boolean isPublic() {
            return edition.audience == org.hindsight.incident.Audience.PUBLIC;
        }
    }

    record Link(String address, String text) {}

    /** A line of the list of editions. */
    record Line(Edition edition, String address, boolean current) {}

    /** A format of the edition, ready for download. */
    record File(String name, String address, String sha256, int bytes) {}

    private final List<Edition> all;
    private final @Nullable String slug;

    /** @param all every edition of one incident for one audience, newest first */
    Frame(List<Edition> all, @Nullable String slug) {
        this.all = all;
        this.slug = slug;
    }

    /** The page of a standing edition. */
    byte[] around(Edition edition, SafeHtml article, List<LiveActions.Live> actions, @Nullable Metadata metadata) {
        return bytes(Templates.page(view(edition, article, actions, EditionFile.sums(edition), metadata)));
    }

    /** The page that an edition leaves behind when it was withdrawn. */
    byte[] instead(Edition edition) {
        return bytes(Templates.withdrawn(view(edition, new SafeHtml(""), List.of(), Map.of(), null)));
    }

    private static byte[] bytes(TemplateInstance page) {
        return page.render().getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }

    private View view(
            Edition edition,
            SafeHtml article,
            List<LiveActions.Live> actions,
            Map<Format, EditionFile.Sum> sums,
            @Nullable Metadata metadata) {
        Edition standing =
                all.stream().filter(other -> !other.withdrawn()).findFirst().orElse(null);
        boolean another = standing != null && (standing.no > edition.no || edition.withdrawn());
        String address = Addresses.of(edition, slug);
        return new View(
                edition,
                article,
                slug == null || edition.audience == org.hindsight.incident.Audience.INTERNAL
                        ? new Link("/incidents/" + edition.incident.ref(), edition.incident.ref())
                        : new Link("/reports", "All reports"),
                address,
                another ? standing : null,
                another && standing != null ? Addresses.of(standing, slug) : null,
                all.stream()
                        .filter(other -> other.withdrawn() && other.no > edition.no)
                        .toList(),
                actions,
                all.stream()
                        .map(other -> new Line(other, Addresses.of(other, slug), other.no == edition.no))
                        .toList(),
                sums.entrySet().stream()
                        .map(file -> new File(
                                name(file.getKey()),
                                address + "." + file.getKey().extension,
                                file.getValue().sha256(),
                                file.getValue().bytes()))
                        .toList(),
                metadata,
                sums.containsKey(Format.PDF) || edition.withdrawn() ? null : PrintOrder.told(edition));
    }

    private static String name(Format format) {
        return switch (format) {
            case HTML -> "One HTML file";
            case MD -> "Markdown";
            default -> format.name();
        };
    }
}
