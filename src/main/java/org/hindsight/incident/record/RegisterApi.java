package org.hindsight.incident.record;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.hindsight.incident.Incident;
import org.hindsight.incident.Incidents;
import org.hindsight.incident.Version;
import org.hindsight.platform.Etag;
import org.hindsight.platform.Listing;
import org.hindsight.platform.json.MergePatch;
import org.jspecify.annotations.Nullable;

/**
 * The calls that are the same for every kind of part. A room adds POST and PATCH, whose bodies differ.
 * What is answered carries its ETag through {@link RecordedEtag}.
 */
@RolesAllowed("VIEWER")
public abstract class RegisterApi<T extends Recorded<I, V>, I extends Record, V extends RecordedView> {

    private final String path;
    private final Class<I> input;
    private final Register<T, I, V> register;
    private final Incidents incidents;
    private final MergePatch patch;

    /**
     * @param path the last part of the address, for example {@code symptoms}
     * @param input what POST takes
     */
    protected RegisterApi(
            String path, Class<I> input, Register<T, I, V> register, Incidents incidents, MergePatch patch) {
        this.path = path;
        this.input = input;
        this.register = register;
        this.incidents = incidents;
        this.patch = patch;
    }

    @GET
    public Listing<V> list(
            @PathParam("ref") String ref,
            @QueryParam("asKnownAt") @Nullable Instant asKnownAt,
            @QueryParam("includeRetracted") @Nullable Boolean includeRetracted,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor) {
        Incident incident = incidents.toRead(ref);
        return register.list(incident, asKnownAt, Boolean.TRUE.equals(includeRetracted), limit, cursor);
    }

    @GET
    @Path("/{no}")
    public V one(@PathParam("ref") String ref, @PathParam("no") int no) {
        return register.view(register.one(incidents.toRead(ref), no));
    }

    @DELETE
    @Path("/{no}")
    public V retract(
            @PathParam("ref") String ref,
            @PathParam("no") int no,
            @QueryParam("reason") @Nullable String reason,
            @HeaderParam("If-Match") @Nullable String ifMatch) {
        T part = toChange(ref, no, ifMatch);
        register.retract(part, reason);
        return register.view(part);
    }

    @GET
    @Path("/{no}/history")
    public Listing<Version> history(@PathParam("ref") String ref, @PathParam("no") int no) {
        List<Version> versions = register.history(incidents.toRead(ref), no);
        return Listing.whole(versions);
    }

    /** Answers POST. */
    protected Response recorded(String ref, I body) {
        V view = register.record(incidents.toChange(ref), body).view();
        return Response.created(URI.create("/api/v1/incidents/" + ref + "/" + path + "/" + view.no()))
                .entity(view)
                .header("ETag", Etag.of(view.version()))
                .build();
    }

    /** Answers PATCH. */
    protected V changed(String ref, int no, @Nullable String ifMatch, JsonNode body) {
        T part = toChange(ref, no, ifMatch);
        register.change(part, patch.apply(part.asInput(), MergePatch.object(body), input));
        return register.view(part);
    }

    /** The part under its incident's lock, unless the caller had read another version of it. */
    protected T toChange(String ref, int no, @Nullable String ifMatch) {
        T part = register.one(incidents.toChange(ref), no);
        Etag.check(ifMatch, part.version);
        return part;
    }
}
