package org.hindsight.platform;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * HTML that went through the sanitiser, or was built by code that escapes every value. The only type
 * whose text a page may put out as it is.
 */
public final class SafeHtml {

    /** What makes it; null once it is made. */
    private @Nullable Supplier<String> making;

    private @Nullable String html;

    /** @param html the markup, safe inside an element's content */
    public SafeHtml(String html) {
        this.html = html;
    }

    private SafeHtml(Supplier<String> making) {
        this.making = making;
    }

    /** HTML that is made when somebody first asks for it: much is put together of which only the Markdown is read. */
    public static SafeHtml later(Supplier<String> making) {
        return new SafeHtml(making);
    }

    /** The markup, safe inside an element's content. */
    @JsonValue
    public synchronized String html() {
        if (making != null) {
            html = making.get();
            making = null;
        }
        return Objects.requireNonNull(html);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SafeHtml html && html.html().equals(html());
    }

    @Override
    public int hashCode() {
        return html().hashCode();
    }

    @Override
    public String toString() {
        return html();
    }
}
