package org.hindsight.edition;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateData;
import io.quarkus.qute.TemplateInstance;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

        static native TemplateInstance changes(Between view);
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
     * @param slug of the report, when it is public
     * @param lacking a sentence where a format is not there yet, or never will be
     * @param changes where it is told what it changed; null where there is nothing before it that stands
     * @param fetch where the edition is fetched from anywhere; null where that is not known, or is behind sign-in
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
            @Nullable String slug,
            @Nullable String lacking,
            @Nullable String changes,
            @Nullable String fetch) {

        public boolean isPublic() {
            return edition.audience == org.hindsight.incident.Audience.PUBLIC;
        }
    }

    /**
     * The page about what an edition changed.
     *
     * @param earlier the newest edition before it that stands; null where there is none, or none any more
     */
    @TemplateData
    record Between(
            Edition edition,
            String address,
            @Nullable Edition earlier,
            @Nullable String earlierAddress,
            Link back,
            @Nullable Beside changes) {

        public boolean isPublic() {
            return edition.audience == org.hindsight.incident.Audience.PUBLIC;
        }

        /** What went before was withdrawn, and is told no more. */
        public boolean nothingToCompare() {
            return earlier == null;
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
    byte[] around(
            Edition edition,
            SafeHtml article,
            List<LiveActions.Live> actions,
            @Nullable Metadata metadata,
            @Nullable String fetch) {
        return bytes(Templates.page(view(edition, article, actions, EditionFile.sums(edition), metadata, fetch)));
    }

    /** The page that an edition leaves behind when it was withdrawn. */
    byte[] instead(Edition edition) {
        return bytes(Templates.withdrawn(view(edition, new SafeHtml(""), List.of(), Map.of(), null, null)));
    }

    /** What an edition changed. Text that was withdrawn is not compared with: it would be told again. */
    byte[] changes(Edition edition) {
        Edition earlier = earlier(edition).orElse(null);
        String address = Addresses.of(edition, slug);
        return bytes(Templates.changes(new Between(
                edition,
                address,
                earlier,
                earlier == null ? null : Addresses.of(earlier, slug),
                new Link(address, "Edition " + edition.no),
                earlier == null ? null : Changes.between(Changes.File.of(earlier), Changes.File.of(edition)))));
    }

    /** Whether there was an edition before it, be it withdrawn. */
    boolean follows(Edition edition) {
        return all.stream().anyMatch(other -> other.no < edition.no);
    }

    /** The newest edition before it that stands. */
    private Optional<Edition> earlier(Edition edition) {
        return all.stream()
                .filter(other -> other.no < edition.no && !other.withdrawn())
                .findFirst();
    }

    private static byte[] bytes(TemplateInstance page) {
        return page.render().getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }

    private View view(
            Edition edition,
            SafeHtml article,
            List<LiveActions.Live> actions,
            Map<Format, EditionFile.Sum> sums,
            @Nullable Metadata metadata,
            @Nullable String fetch) {
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
                edition.audience == org.hindsight.incident.Audience.PUBLIC ? slug : null,
                edition.withdrawn() ? null : PrintOrder.told(edition, sums.keySet()),
                earlier(edition).isPresent() ? address + "/changes" : null,
                fetch);
    }

    private static String name(Format format) {
        return switch (format) {
            case HTML -> "One HTML file";
            case MD -> "Markdown";
            case ZIP -> "ZIP of all";
            default -> format.name();
        };
    }
}
