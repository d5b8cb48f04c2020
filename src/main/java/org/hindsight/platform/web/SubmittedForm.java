package org.hindsight.platform.web;

import jakarta.enterprise.context.RequestScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hindsight.platform.Texts;
import org.hindsight.platform.problem.Problem;
import org.jboss.resteasy.reactive.server.core.CurrentRequestManager;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.core.multipart.FormData;
import org.jspecify.annotations.Nullable;

/**
 * The form that came with the current request; empty when none did. Read when it is first asked for: a
 * filter that wants it must say {@code @WithFormRead}.
 */
@RequestScoped
public class SubmittedForm {

    private @Nullable Form form;

    public Form form() {
        Form known = form;
        if (known == null) {
            ResteasyReactiveRequestContext request = CurrentRequestManager.get();
            known = request == null || request.getFormData() == null ? Form.EMPTY : read(request.getFormData());
            form = known;
        }
        return known;
    }

    private static Form read(FormData data) {
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
        return Form.of(values);
    }
}
