package org.hindsight.platform.web;

import io.quarkus.qute.TemplateData;
import java.util.Arrays;
import java.util.List;

/**
 * One of the things to choose from in a form.
 *
 * @param value what is sent
 * @param label what people read
 */
@TemplateData
public record Choice(String value, String label) {

    /** A choice for each constant, in words. */
    public static List<Choice> of(Enum<?>[] constants) {
        return Arrays.stream(constants)
                .map(constant -> new Choice(constant.name(), Wording.words(constant)))
                .toList();
    }
}
