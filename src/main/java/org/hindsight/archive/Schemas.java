package org.hindsight.archive;

import jakarta.annotation.security.PermitAll;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.hindsight.platform.Digests;
import org.hindsight.platform.problem.Problem;

/**
 * What is in the files that leave, for everybody who reads them with a program: JSON Schema 2020-12. A file says in its
 * field {@code format} which one it keeps to.
 */
@Path("/schemas")
@Singleton
@PermitAll
class Schemas {

    /** Fresh for an hour: a later version may say more of the same format. */
    private static final String FRESH = "public, max-age=3600";

    private static final String MEDIA_TYPE = "application/schema+json";

    private record Schema(String text, EntityTag tag) {

        static Schema of(String format) {
            String text = read("/schemas/" + format + ".json");
            return new Schema(text, new EntityTag(Digests.sha256(text.getBytes(StandardCharsets.UTF_8))));
        }

        private static String read(String resource) {
            try (InputStream in = Schemas.class.getResourceAsStream(resource)) {
                if (in == null) {
                    throw new IllegalStateException(resource + " did not come along");
                }
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }
    }

    private final Map<String, Schema> schemas = List.of(Archive.FORMAT, RecordImporter.EDITION).stream()
            .collect(Collectors.toMap(Function.identity(), Schema::of));

    @GET
    @Path("{format}.json")
    @Operation(hidden = true)
    public Response schema(@PathParam("format") String format, @Context Request conditions) {
        Schema schema = Optional.ofNullable(schemas.get(format))
                .orElseThrow(() -> Problem.notFound("There is no format that is called so."));
        Response.ResponseBuilder unchanged = conditions.evaluatePreconditions(schema.tag());
        Response.ResponseBuilder answer = unchanged == null ? Response.ok(schema.text(), MEDIA_TYPE) : unchanged;
        return answer.tag(schema.tag()).header("Cache-Control", FRESH).build();
    }
}
