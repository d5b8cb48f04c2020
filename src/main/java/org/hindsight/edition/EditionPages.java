package org.hindsight.edition;

import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.hindsight.incident.Audience;
import org.hindsight.incident.Incident;
import org.hindsight.incident.Incidents;
import org.hindsight.platform.problem.Problem;

/** The internal editions, for those who may know of their incident. */
@Path("/incidents/{ref}")
@RolesAllowed("VIEWER")
@Transactional
public class EditionPages {

    private static final Pattern NAME = Pattern.compile("([1-9][0-9]{0,8})(?:\\.([a-z]{1,5}))?");

    private final Incidents incidents;
    private final Editions editions;
    private final LiveActions actions;

    EditionPages(Incidents incidents, Editions editions, LiveActions actions) {
        this.incidents = incidents;
        this.editions = editions;
        this.actions = actions;
    }

    @GET
    @Path("/editions/{name}")
    @Operation(hidden = true)
    public Response one(@PathParam("ref") String ref, @PathParam("name") String name) {
        Incident incident = incidents.toRead(ref);
        Matcher asked = NAME.matcher(name);
        if (!asked.matches()) {
            throw Problem.notFound("There is no edition at this address.");
        }
        Edition edition = editions.internal(incident, Integer.parseInt(asked.group(1)));
        return asked.group(2) == null ? page(edition) : file(edition, asked.group(2));
    }

    @GET
    @Path("/editions/{no}/SHA256SUMS")
    @Operation(hidden = true)
    public Response sums(@PathParam("ref") String ref, @PathParam("no") int no) {
        Edition edition = editions.internal(incidents.toRead(ref), no);
        refuseIfWithdrawn(edition);
        return Response.ok(ReportPages.checksums(edition), "text/plain;charset=UTF-8")
                .build();
    }

    /** What an internal edition changed. */
    @GET
    @Path("/editions/{no}/changes")
    @Operation(hidden = true)
    public Response changes(@PathParam("ref") String ref, @PathParam("no") int no) {
        Edition edition = editions.internal(incidents.toRead(ref), no);
        Frame frame = frame(edition);
        if (!frame.follows(edition)) {
            throw Problem.notFound("There is no edition before this one.");
        }
        return page(edition, edition.withdrawn() ? frame.instead(edition) : frame.changes(edition));
    }

    private static Frame frame(Edition edition) {
        return new Frame(Edition.of(edition.incident, Audience.INTERNAL), null);
    }

    private Response page(Edition edition) {
        Frame frame = frame(edition);
        byte[] html = edition.withdrawn()
                ? frame.instead(edition)
                : frame.around(edition, ReportPages.article(edition), actions.of(edition), null, null);
        return page(edition, html);
    }

    private static Response page(Edition edition, byte[] html) {
        return Response.status(edition.withdrawn() ? 410 : 200)
                .type(MediaType.TEXT_HTML_TYPE.withCharset("UTF-8"))
                .entity(html)
                .build();
    }

    private static Response file(Edition edition, String extension) {
        Format format =
                Format.of(extension).orElseThrow(() -> Problem.notFound("There is no such format of this edition."));
        refuseIfWithdrawn(edition);
        Optional<EditionFile> known = EditionFile.known(edition, format);
        if (known.isEmpty() && PrintOrder.waiting(edition, format)) {
            return Response.status(Response.Status.SERVICE_UNAVAILABLE)
                    .header("Retry-After", PrintOrder.WAIT.toSeconds())
                    .header("Cache-Control", "no-store")
                    .type("text/plain;charset=UTF-8")
                    .entity(PrintOrder.later(format))
                    .build();
        }
        EditionFile file = known.orElseThrow(() -> Problem.notFound("There is no " + format + " of this edition."));
        Object content = format == Format.ZIP ? Bundle.of(file) : file.content;
        Response.ResponseBuilder response = Response.ok(content, format.mediaType)
                .header("ETag", "\"" + file.sha256 + "\"")
                .header("Cache-Control", "private, no-cache");
        if (format == Format.HTML) {
            response.header("Content-Security-Policy", Rendition.policy(file.text()));
        }
        if (format == Format.ZIP) {
            response.header("Content-Length", file.size).header("Content-Disposition", Bundle.disposition(edition));
        }
        return response.build();
    }

    private static void refuseIfWithdrawn(Edition edition) {
        if (edition.withdrawn()) {
            throw Problem.of(
                    410,
                    "withdrawn",
                    "Withdrawn",
                    "Edition " + edition.no + " was withdrawn: " + edition.withdrawnBecause);
        }
    }
}
