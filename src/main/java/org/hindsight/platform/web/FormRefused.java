package org.hindsight.platform.web;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.function.Function;
import org.hindsight.platform.problem.Problem;

/**
 * A form that was not taken. Leaving the method by this exception rolls back what it had begun; then the
 * same page is shown again with the message and everything that was typed.
 */
public final class FormRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient Form form;
    private final transient Function<Form, TemplateInstance> page;

    FormRefused(Form form, Problem problem, Function<Form, TemplateInstance> page) {
        super(problem.detail(), problem);
        this.status = problem.status();
        this.form = form.refused(problem);
        this.page = page;
    }

    /** The page, read afresh in a transaction of its own. */
    public Response answer() {
        String html =
                QuarkusTransaction.requiringNew().call(() -> page.apply(form).render());
        return Response.status(status)
                .type(MediaType.TEXT_HTML_TYPE.withCharset("UTF-8"))
                .entity(html)
                .build();
    }
}
