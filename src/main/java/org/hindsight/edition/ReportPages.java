package org.hindsight.edition;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hindsight.incident.Audience;
import org.hindsight.platform.SafeHtml;
import org.hindsight.platform.web.Copy;

/** The public reports, the same for everybody: the whole answer at each of their addresses. */
@ApplicationScoped
class ReportPages {

    private static final String SLUG = "(?<slug>[a-z0-9-]{1,80})";
    private static final String FORMAT = "(?:\\.(?<format>[a-z]{1,5}))?";
    private static final String NUMBER = "(?<no>[1-9][0-9]{0,8})";
    private static final Pattern NEWEST = Pattern.compile("/reports/" + SLUG + FORMAT);
    private static final Pattern NUMBERED = Pattern.compile("/reports/" + SLUG + "/editions/" + NUMBER + FORMAT);
    private static final Pattern CHANGES = Pattern.compile("/reports/" + SLUG + "/editions/" + NUMBER + "/changes");
    private static final Pattern SUMS = Pattern.compile("/reports/" + SLUG + "/editions/" + NUMBER + "/SHA256SUMS");

    private final LiveActions actions;
    private final FollowThrough followThrough;
    private final Newsroom newsroom;
    private final Catalogue catalogue;
    private final Publisher publisher;
    private final Previews previews;
    private final Clock clock;

    ReportPages(
            LiveActions actions,
            FollowThrough followThrough,
            Newsroom newsroom,
            Catalogue catalogue,
            Publisher publisher,
            Previews previews,
            Clock clock) {
        this.actions = actions;
        this.followThrough = followThrough;
        this.newsroom = newsroom;
        this.catalogue = catalogue;
        this.publisher = publisher;
        this.previews = previews;
        this.clock = clock;
    }

    /** What is to be read at a path; nothing where there is no report. */
    Optional<Copy> at(String path) {
        if (path.equals("/reports")) {
            return Optional.of(found(Search.ALL));
        }
        if (path.equals("/reports/actions")) {
            return Optional.of(Copy.page(200, promises()));
        }
        if (path.equals(Feed.ADDRESS)) {
            return Optional.of(Copy.file(200, Feed.TYPE + ";charset=UTF-8", newsroom.feed(), false, null));
        }
        return asked(NEWEST, path, this::newest)
                .or(() -> asked(NUMBERED, path, this::numbered))
                .or(() -> asked(SUMS, path, ReportPages::sums))
                .or(() -> asked(CHANGES, path, ReportPages::changes));
    }

    /** The index, or what a search finds in it. */
    Copy found(Search search) {
        return Copy.page(search.fault() == null ? 200 : 400, Index.of(search, catalogue.cards()));
    }

    /** What somebody asks of a report: its public editions, newest first, at least one. */
    private record Asked(Matcher path, String slug, List<Edition> all) {

        Optional<Edition> edition() {
            return all.stream()
                    .filter(edition -> Integer.toString(edition.no).equals(path.group("no")))
                    .findFirst();
        }
    }

    private static <T> Optional<T> asked(Pattern pattern, String path, Function<Asked, Optional<T>> answer) {
        Matcher matcher = pattern.matcher(path);
        return matcher.matches()
                ? Report.at(matcher.group("slug"))
                        .map(report -> new Asked(matcher, report.slug, Edition.of(report.incident, Audience.PUBLIC)))
                        .filter(asked -> !asked.all().isEmpty())
                        .flatMap(answer)
                : Optional.empty();
    }

    private Optional<Copy> newest(Asked asked) {
        return copy(asked, newestOf(asked), false);
    }

    private static Edition newestOf(Asked asked) {
        return asked.all().stream()
                .filter(one -> !one.withdrawn())
                .findFirst()
                .orElseGet(() -> asked.all().get(0));
    }

    /** The bundle at a path, which is not put on the shelf; nothing where there is none, or something else is there. */
    static Optional<Bundle> bundle(String path) {
        return asked(NEWEST, path, asked -> bundle(newestOf(asked), false))
                .or(() -> asked(NUMBERED, path, asked -> asked.edition().flatMap(edition -> bundle(edition, true))));
    }

    private static Optional<Bundle> bundle(Edition edition, boolean numbered) {
        return edition.withdrawn() ? Optional.empty() : Bundle.of(edition, numbered);
    }

    private Optional<Copy> numbered(Asked asked) {
        return asked.edition().flatMap(edition -> copy(asked, edition, true));
    }

    private static Optional<Copy> sums(Asked asked) {
        return asked.edition()
                .map(edition -> edition.withdrawn()
                        ? gone(edition)
                        : Copy.file(
                                200, "text/plain;charset=UTF-8", checksums(edition), PrintOrder.done(edition), null));
    }

    private static Optional<Copy> changes(Asked asked) {
        Frame frame = new Frame(asked.all(), asked.slug());
        return asked.edition()
                .filter(frame::follows)
                .map(edition -> edition.withdrawn()
                        ? Copy.page(410, frame.instead(edition))
                        : Copy.page(200, frame.changes(edition)));
    }

    private Optional<Copy> copy(Asked asked, Edition edition, boolean numbered) {
        String extension = asked.path().group("format");
        if (extension == null) {
            return Optional.of(page(asked, edition));
        }
        return extension.equals(Previews.EXTENSION)
                ? picture(edition)
                : Format.of(extension).flatMap(format -> file(edition, format, numbered));
    }

    private Copy page(Asked asked, Edition edition) {
        Frame frame = new Frame(asked.all(), asked.slug());
        return edition.withdrawn()
                ? Copy.page(410, frame.instead(edition))
                : Copy.page(
                        200,
                        frame.around(
                                edition,
                                article(edition),
                                actions.of(edition),
                                Metadata.of(
                                        edition,
                                        asked.all(),
                                        asked.slug(),
                                        publisher,
                                        publisher.known() && previews.possible()),
                                publisher
                                        .link(Addresses.of(edition, asked.slug()))
                                        .orElse(null)));
    }

    private static Optional<Copy> file(Edition edition, Format format, boolean numbered) {
        if (edition.withdrawn()) {
            return Optional.of(gone(edition));
        }
        return EditionFile.known(edition, format)
                .filter(file -> format != Format.ZIP)
                .map(file -> {
                    String policy = format == Format.HTML ? Rendition.policy(file.text()) : null;
                    return Copy.file(200, format.mediaType, file.content, numbered, policy);
                })
                .or(() -> PrintOrder.waiting(edition, format)
                        ? Optional.of(Copy.later(PrintOrder.later(format), PrintOrder.WAIT))
                        : Optional.empty());
    }

    private Optional<Copy> picture(Edition edition) {
        if (edition.withdrawn()) {
            return Optional.of(gone(edition));
        }
        return previews.possible()
                ? Optional.of(Copy.file(200, "image/png", previews.of(edition), false, null))
                : Optional.empty();
    }

    static SafeHtml article(Edition edition) {
        return new SafeHtml(EditionFile.of(edition, Format.ARTICLE).text());
    }

    private static Copy gone(Edition edition) {
        String why = "Edition " + edition.no + " was withdrawn"
                + Optional.ofNullable(edition.withdrawnAt)
                        .map(at -> " on " + Told.moment(at))
                        .orElse("")
                + ".\n" + edition.withdrawnBecause + "\n";
        return Copy.file(410, "text/plain;charset=UTF-8", why.getBytes(StandardCharsets.UTF_8), false, null);
    }

    /** In the form that sha256sum reads. */
    static byte[] checksums(Edition edition) {
        StringBuilder sums = new StringBuilder();
        EditionFile.sums(edition)
                .forEach((format, sum) -> sums.append(sum.sha256())
                        .append("  ")
                        .append(edition.no)
                        .append('.')
                        .append(format.extension)
                        .append('\n'));
        return sums.toString().getBytes(StandardCharsets.UTF_8);
    }

    private byte[] promises() {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return Frame.Templates.actions(followThrough.on(today)).render().getBytes(StandardCharsets.UTF_8);
    }
}
