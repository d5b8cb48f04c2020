package org.hindsight.edition;

import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.PermitAll;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.hindsight.incident.Audience;
import org.hindsight.platform.SafeHtml;
import org.hindsight.platform.problem.Problem;

/**
 * The public reports, the same for everybody. An answer made here goes on the {@link Shelf}, from where the
 * {@link FrontDesk} hands it out from then on.
 */
@Path("/reports")
@PermitAll
@Transactional
public class ReportPages {

    private static final Pattern NAME = Pattern.compile("([a-z0-9-]{1,80})(?:\\.([a-z]{1,5}))?");
    private static final Pattern NUMBER = Pattern.compile("([1-9][0-9]{0,8})(?:\\.([a-z]{1,5}))?");

    private final Shelf shelf;
    private final RoutingContext exchange;

    ReportPages(Shelf shelf, RoutingContext exchange) {
        this.shelf = shelf;
        this.exchange = exchange;
    }

    @GET
    @Operation(hidden = true)
    public Response index() {
        return answer("/reports", () -> Copy.page(200, reports()));
    }

    @GET
    @Path("/{name}")
    @Operation(hidden = true)
    public Response newest(@PathParam("name") String name) {
        Matcher asked = match(NAME, name);
        Report report = report(asked.group(1));
        List<Edition> all = Edition.of(report.incident, Audience.PUBLIC);
        Edition edition =
                all.stream().filter(one -> !one.withdrawn()).findFirst().orElseGet(() -> all.get(0));
        return answer(Addresses.report(name), () -> copy(report, all, edition, asked.group(2), false));
    }

    @GET
    @Path("/{slug}/editions/{name}")
    @Operation(hidden = true)
    public Response one(@PathParam("slug") String slug, @PathParam("name") String name) {
        Matcher asked = match(NUMBER, name);
        Report report = report(slug);
        List<Edition> all = Edition.of(report.incident, Audience.PUBLIC);
        Edition edition = numbered(all, asked.group(1));
        return answer(
                Addresses.report(slug) + "/editions/" + name, () -> copy(report, all, edition, asked.group(2), true));
    }

    @GET
    @Path("/{slug}/editions/{no}/SHA256SUMS")
    @Operation(hidden = true)
    public Response sums(@PathParam("slug") String slug, @PathParam("no") String no) {
        Matcher asked = match(NUMBER, no);
        if (asked.group(2) != null) {
            throw nothingHere();
        }
        Report report = report(slug);
        Edition edition = numbered(Edition.of(report.incident, Audience.PUBLIC), no);
        return answer(
                Addresses.report(slug) + "/editions/" + no + "/SHA256SUMS",
                () -> edition.withdrawn()
                        ? gone(edition)
                        : Copy.file(200, "text/plain;charset=UTF-8", checksums(edition), true, null));
    }

    private Response answer(String path, Supplier<Copy> made) {
        String state = shelf.state();
        Copy copy = made.get();
        if (path.equals(exchange.request().path())) {
            shelf.put(path, copy, state);
        }
        return copy.response(exchange.request());
    }

    private static Matcher match(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.matches()) {
            throw nothingHere();
        }
        return matcher;
    }

    private static Report report(String slug) {
        return Report.at(slug)
                .filter(report -> !Edition.of(report.incident, Audience.PUBLIC).isEmpty())
                .orElseThrow(ReportPages::nothingHere);
    }

    private static Edition numbered(List<Edition> all, String no) {
        return all.stream()
                .filter(edition -> Integer.toString(edition.no).equals(no))
                .findFirst()
                .orElseThrow(ReportPages::nothingHere);
    }

    private static Problem nothingHere() {
        return Problem.notFound("There is no report at this address.");
    }

    @SuppressWarnings("NullAway") // a group that did not take part is null, which is asked for here
    private static Copy copy(Report report, List<Edition> all, Edition edition, String extension, boolean numbered) {
        if (extension == null) {
            Frame frame = new Frame(all, report.slug);
            return edition.withdrawn()
                    ? Copy.page(410, frame.around(edition, new SafeHtml(""), Map.of()))
                    : Copy.page(200, frame.around(edition, article(edition), EditionFile.sums(edition)));
        }
        Format format = Format.of(extension).orElseThrow(ReportPages::nothingHere);
        if (edition.withdrawn()) {
            return gone(edition);
        }
        EditionFile file = EditionFile.of(edition, format);
        String policy = format == Format.HTML ? Rendition.policy(file.text()) : null;
        return Copy.file(200, format.mediaType, file.content, numbered, policy);
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

    private static byte[] reports() {
        Map<Integer, List<Frame.Card>> years = new TreeMap<>(java.util.Comparator.reverseOrder());
        for (Edition edition : Edition.onTheShelf()) {
            String slug = Report.of(edition.incident).orElseThrow().slug;
            years.computeIfAbsent(
                            edition.beganAt.atOffset(ZoneOffset.UTC).getYear(), year -> new java.util.ArrayList<>())
                    .add(new Frame.Card(edition, Addresses.report(slug)));
        }
        return Frame.Templates.reports(years.entrySet().stream()
                        .map(year -> new Frame.Year(year.getKey(), year.getValue()))
                        .toList())
                .render()
                .getBytes(StandardCharsets.UTF_8);
    }
}
