package org.hindsight.platform.web;

import jakarta.annotation.security.PermitAll;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;

/**
 * What a browser wants to install the application and to open it without the server: a manifest, an icon, and a
 * service worker. Their addresses are fixed, the worker's because it decides over which pages it has a say.
 */
@Path("/")
@Singleton
@PermitAll
class Installation {

    @GET
    @Path("sw.js")
    @Operation(hidden = true)
    public Response worker() {
        return answer(
                Assets.read("web/offline/sw.js")
                        .replace("CONTENT-SECURITY-POLICY", SecurityHeaders.CONTENT_SECURITY_POLICY),
                "text/javascript;charset=UTF-8");
    }

    @GET
    @Path("manifest.webmanifest")
    @Operation(hidden = true)
    public Response manifest() {
        return resource("manifest.webmanifest", "application/manifest+json;charset=UTF-8");
    }

    @GET
    @Path("icon.svg")
    @Operation(hidden = true)
    public Response icon() {
        return resource("icon.svg", "image/svg+xml;charset=UTF-8");
    }

    private static Response resource(String name, String type) {
        return answer(Assets.read("web/offline/" + name), type);
    }

    private static Response answer(String text, String type) {
        return Response.ok(text, type)
                .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                .build();
    }
}
