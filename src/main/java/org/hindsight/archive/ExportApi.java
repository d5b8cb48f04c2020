package org.hindsight.archive;

import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.Variant;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hindsight.account.Caller;
import org.hindsight.account.Role;
import org.hindsight.incident.Audience;
import org.hindsight.incident.Incident;
import org.hindsight.incident.Incidents;
import org.hindsight.incident.Lasting;
import org.hindsight.platform.problem.Problem;
import org.jspecify.annotations.Nullable;

/** An incident to take along: what the format {@code hindsight} imports elsewhere without loss. */
@Path("/api/v1/incidents/{ref}/export")
@RolesAllowed("VIEWER")
@Transactional
@Tag(name = "Imports")
class ExportApi {

    private static final String ZIP = "application/zip";

    private final Incidents incidents;
    private final Archives archives;
    private final Caller caller;
    private final Writing writing;

    ExportApi(Incidents incidents, Archives archives, Caller caller, Lasting lasting) {
        this.incidents = incidents;
        this.archives = archives;
        this.caller = caller;
        this.writing = new Writing(lasting.mapper());
    }

    /**
     * The incident as one JSON file, or with {@code Accept: application/zip} as a bundle with all that belongs to it as files.
     *
     * @param audience {@code PUBLIC} when left out; {@code INTERNAL} wants a responder
     * @param format {@code json} or {@code zip}, for those who cannot say what they accept, such as a link; wins over {@code Accept}
     */
    @GET
    @Produces({MediaType.APPLICATION_JSON, ZIP})
    @APIResponse(
            responseCode = "200",
            description = "The record after the schema at /schemas/" + Archive.FORMAT + ".json, or a bundle",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(type = SchemaType.STRING, format = "binary")),
                @Content(mediaType = ZIP, schema = @Schema(type = SchemaType.STRING, format = "binary"))
            })
    public Response export(
            @PathParam("ref") String ref,
            @QueryParam("audience") @Nullable Audience audience,
            @Parameter(schema = @Schema(enumeration = {"json", "zip"})) @QueryParam("format") @Nullable String format,
            @Context Request wanted) {
        boolean bundle = bundle(format, wanted);
        Archive archive = archive(ref, audience);
        StreamingOutput output = out -> {
            if (bundle) {
                writing.zip(archive, out);
            } else {
                writing.json(archive, out);
            }
        };
        String name = ref + (audience == Audience.INTERNAL ? "-internal" : "-public") + (bundle ? ".zip" : ".json");
        return Response.ok(output)
                .type(bundle ? ZIP : MediaType.APPLICATION_JSON)
                .header("Content-Disposition", "attachment; filename=\"" + name.toLowerCase(Locale.ROOT) + "\"")
                .header("Cache-Control", "private, no-store")
                .build();
    }

    private static boolean bundle(@Nullable String format, Request wanted) {
        if (format == null) {
            Variant chosen =
                    wanted.selectVariant(Variant.mediaTypes(MediaType.APPLICATION_JSON_TYPE, MediaType.valueOf(ZIP))
                            .build());
            return chosen != null && chosen.getMediaType().toString().equals(ZIP);
        }
        return switch (format) {
            case "zip" -> true;
            case "json" -> false;
            default -> throw Problem.invalid("format", "must be json or zip");
        };
    }

    /** Under the lock of the incident: what leaves is the record of one moment. */
    private Archive archive(String ref, @Nullable Audience audience) {
        Incident incident = incidents.toRead(ref);
        if (audience == Audience.INTERNAL) {
            caller.mustBe(Role.RESPONDER);
        }
        return archives.of(incidents.underLock(incident.id), audience == null ? Audience.PUBLIC : audience);
    }
}
