package org.hindsight.edition;

import java.util.Arrays;
import java.util.Optional;

/** What is kept of an edition. */
enum Format {
    /** The frozen text itself, which the live page frames; no file of its own. */
    ARTICLE("article", "text/html;charset=UTF-8"),
    HTML("html", "text/html;charset=UTF-8"),
    MD("md", "text/markdown;charset=UTF-8"),
    JSON("json", "application/json"),
    /** Made a moment after the others, see {@link Press}. */
    PDF("pdf", "application/pdf"),
    /** All of them with the attachments, made after the PDF and kept in parts, see {@link Bindery}. */
    ZIP("zip", "application/zip");

    final String extension;
    final String mediaType;

    Format(String extension, String mediaType) {
        this.extension = extension;
        this.mediaType = mediaType;
    }

    /** The file format of that extension. */
    static Optional<Format> of(String extension) {
        return Arrays.stream(values())
                .filter(format -> format != ARTICLE && format.extension.equals(extension))
                .findFirst();
    }
}
