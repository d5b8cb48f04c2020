package org.hindsight.account;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import java.util.Set;
import org.hindsight.platform.problem.Problem;
import org.hindsight.platform.web.SubmittedForm;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.WithFormRead;

/**
 * Keeps other sites from writing in the name of somebody who is signed in here. A form must carry its
 * token, unless its {@linkplain SecretAddress address is secret}; a call of the API that rests on a cookie must come from a page of this very origin.
 */
class ForgeryGuard {

    private static final Set<String> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private final Caller caller;
    private final FormToken token;
    private final SubmittedForm submitted;

    ForgeryGuard(Caller caller, FormToken token, SubmittedForm submitted) {
        this.caller = caller;
        this.token = token;
        this.submitted = submitted;
    }

    @WithFormRead
    @ServerRequestFilter(priority = 200)
    public void check(ContainerRequestContext request, ResourceInfo resource) {
        if (SAFE.contains(request.getMethod())
                || resource.getResourceMethod().isAnnotationPresent(SecretAddress.class)) {
            return;
        }
        if (request.getUriInfo().getPath().replaceFirst("^/+", "").startsWith("api/")) {
            if (caller.byCookie() && !fromHere(request)) {
                throw Problem.forbidden(
                        "A browser session may call the API only from its own pages. Programs send a Bearer token.");
            }
        } else if (!token.accepts(submitted.form().value("form-token"))) {
            throw Problem.forbidden("This form is too old, or your sign-in ended meanwhile."
                    + " Go back (what you typed is still there), copy it, load the page again and send it once more.");
        }
    }

    private static boolean fromHere(ContainerRequestContext request) {
        String site = request.getHeaderString("Sec-Fetch-Site");
        if (site != null) {
            return site.equals("same-origin");
        }
        String origin = request.getHeaderString("Origin");
        String host = request.getHeaderString("Host");
        return origin != null && host != null && (origin.equals("http://" + host) || origin.equals("https://" + host));
    }
}
