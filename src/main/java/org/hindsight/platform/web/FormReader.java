package org.hindsight.platform.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hindsight.platform.Texts;
import org.hindsight.platform.problem.Problem;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.WithFormRead;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.core.multipart.FormData;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;

/** Reads a posted form once, for its guard, for the idempotency key and for the page. */
class FormReader {

    private final SubmittedForm submitted;

    FormReader(SubmittedForm submitted) {
        this.submitted = submitted;
    }

    @WithFormRead
    @ServerRequestFilter(priority = 100)
    public void read(ResteasyReactiveContainerRequestContext request) {
        FormData data = ((ResteasyReactiveRequestContext) request.getServerRequestContext()).getFormData();
        if (data == null) {
            return;
        }
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (String field : data) {
            List<String> texts = new ArrayList<>();
            data.get(field).forEach(value -> {
                if (!value.isFileItem()) {
                    texts.add(value.getValue());
                }
            });
            for (String text : texts) {
                Texts.fault(text).ifPresent(fault -> {
                    throw Problem.invalid(field, fault);
                });
            }
            values.put(field, texts);
        }
        submitted.take(Form.of(values));
    }
}
