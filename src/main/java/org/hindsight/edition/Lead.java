package org.hindsight.edition;

import org.hindsight.platform.Markdown;
import org.jspecify.annotations.Nullable;

/** The first words of a text, for lists. */
final class Lead {

    private static final int LONGEST = 300;

    private Lead() {}

    /** The beginning of a Markdown text as plain words, cut at the end of a word. */
    static String of(@Nullable String markdown) {
        if (markdown == null) {
            return "";
        }
        String plain = HtmlText.plain(Markdown.line(markdown).html())
                .replaceAll("\\s+", " ")
                .strip();
        if (plain.length() <= LONGEST) {
            return plain;
        }
        String cut = plain.substring(0, LONGEST);
        int space = cut.lastIndexOf(' ');
        return (space > 0 ? cut.substring(0, space) : cut.substring(0, LONGEST - 1)) + "…";
    }
}
