package org.hindsight.platform.problem;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Says a refusal to a program as JSON and to a person as a page. */
@ApplicationScoped
public class ProblemAnswers {

    public static final String MEDIA_TYPE = "application/problem+json";

    @CheckedTemplate(basePath = "platform")
    static class Templates {
        private Templates() {}

        static native TemplateInstance error(int status, String title, String detail);
    }

    /** The answer in the form that fits the address. */
    public Response answer(Problem problem, ContainerRequestContext request) {
        UriInfo uri = request.getUriInfo();
        String path = "/" + uri.getPath().replaceFirst("^/+", "");
        if (path.startsWith("/api/") || path.equals("/api") || path.startsWith("/q/")) {
            return asJson(problem, path);
        }
        if (problem.status() == 401) {
            return Response.seeOther(signIn(request)).build();
        }
        return Response.status(problem.status())
                .type(MediaType.TEXT_HTML_TYPE.withCharset("UTF-8"))
                .entity(Templates.error(problem.status(), problem.title(), problem.detail())
                        .render())
                .build();
    }

    private static Response asJson(Problem problem, String path) {
        Response.ResponseBuilder answer =
                Response.status(problem.status()).type(MEDIA_TYPE).entity(ProblemBody.of(problem, path));
        if (problem.status() == 401) {
            answer.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        if (problem.status() == 429 && problem.members().get("retryAfter") instanceof Number seconds) {
            answer.header(HttpHeaders.RETRY_AFTER, seconds);
        }
        return answer.build();
    }

    private static URI signIn(ContainerRequestContext request) {
        if (!request.getMethod().equals("GET")) {
            return URI.create("/sign-in");
        }
        String asked = request.getUriInfo().getRequestUri().getRawPath();
        String query = request.getUriInfo().getRequestUri().getRawQuery();
        String next = query == null ? asked : asked + "?" + query;
        return URI.create(
                "/sign-in" + (next.equals("/") ? "" : "?next=" + URLEncoder.encode(next, StandardCharsets.UTF_8)));
    }
}
