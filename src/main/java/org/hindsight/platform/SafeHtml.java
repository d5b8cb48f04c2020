package org.hindsight.platform;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * HTML that went through the sanitiser, or was built by code that escapes every value. The only type
 * whose text a page may put out as it is.
 *
 * @param html the markup, safe inside an element's content
 */
public record SafeHtml(@JsonValue String html) {

    @Override
    public String toString() {
        return html;
    }
}
