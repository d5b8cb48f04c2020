package org.hindsight.platform.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import org.hindsight.platform.problem.Problem;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jspecify.annotations.Nullable;

/**
 * A form that nothing is wrong with, but that cannot be saved just now: what was typed stays on the page, which can be
 * sent again. It is sent with its old idempotency key, so that it is done once whatever became of the first time.
 */
class UntakenForms {

    @CheckedTemplate(basePath = "platform")
    static class Templates {
        private Templates() {}

        static native TemplateInstance untaken(
                int status, String title, String detail, String address, List<Field> fields);
    }

    /** What was typed into one field; prose is shown, the rest (choices, tokens, dates) travels along. */
    record Field(String name, String text) {

        public boolean prose() {
            return text.strip().contains(" ");
        }
    }

    private final SubmittedForm submitted;

    UntakenForms(SubmittedForm submitted) {
        this.submitted = submitted;
    }

    @ServerResponseFilter
    public void keep(ContainerRequestContext request, ContainerResponseContext response) {
        Problem reason = reason(response.getStatus());
        if (reason != null && isForm(request) && isPage(response)) {
            List<Field> fields = submitted.form().values().entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .flatMap(field -> field.getValue().stream().map(text -> new Field(field.getKey(), text)))
                    .toList();
            String address = request.getUriInfo().getRequestUri().getRawPath();
            response.setEntity(Templates.untaken(reason.status(), reason.title(), reason.detail(), address, fields)
                    .render());
        }
    }

    private static @Nullable Problem reason(int status) {
        return switch (status) {
            case 503 -> Problem.away();
            case 507 -> Problem.noRoom();
            default -> null;
        };
    }

    /** One with a password or a file is not shown again: the one must not be, the other could not be. */
    private boolean isForm(ContainerRequestContext request) {
        return MediaType.APPLICATION_FORM_URLENCODED_TYPE.isCompatible(request.getMediaType())
                && !submitted.form().values().containsKey("password");
    }

    private static boolean isPage(ContainerResponseContext response) {
        return MediaType.TEXT_HTML_TYPE.isCompatible(response.getMediaType());
    }
}
