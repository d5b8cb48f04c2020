package org.hindsight.account;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/** While there is no account yet, every page leads to the first run. */
class FirstVisit {

    private final FirstRun firstRun;

    FirstVisit(FirstRun firstRun) {
        this.firstRun = firstRun;
    }

    @ServerRequestFilter(priority = 50)
    public @Nullable Response lead(ContainerRequestContext request) {
        String path = request.getUriInfo().getPath().replaceFirst("^/+", "");
        boolean page = request.getMethod().equals("GET")
                && !path.startsWith("api/")
                && !path.startsWith("assets/")
                && !path.equals("icon.svg")
                && !path.equals("manifest.webmanifest");
        return page && !path.equals("set-up") && firstRun.pending()
                ? Response.seeOther(URI.create("/set-up")).build()
                : null;
    }
}
