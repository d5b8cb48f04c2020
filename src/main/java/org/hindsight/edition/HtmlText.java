package org.hindsight.edition;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** What stands in HTML that we made: what its readers see, and what its tags hold. Read in one go, for reports are long. */
final class HtmlText {

    /** What ends a line, as a reader sees it: a closing tag, or one that stands alone. */
    private static final Set<String> LINE_ENDS = Set.of(
            "/p",
            "/li",
            "/h1",
            "/h2",
            "/h3",
            "/h4",
            "/h5",
            "/h6",
            "/th",
            "/td",
            "/tr",
            "/blockquote",
            "/pre",
            "/div",
            "/dt",
            "/dd",
            "/small",
            "/caption",
            "/figcaption",
            "/summary",
            "/data",
            "/text",
            "/title",
            "/desc",
            "/time",
            "br",
            "hr");

    private static final Map<String, String> NAMED =
            Map.of("lt", "<", "gt", ">", "quot", "\"", "nbsp", " ", "amp", "&", "apos", "'");

    /** So long are the names of tags and characters that matter here, at most. */
    private static final int LONGEST = 12;

    /** What these hold is measures and names of our own, nothing that anybody wrote. */
    private static final Set<String> MEASURES =
            Set.of("class", "id", "d", "style", "viewBox", "points", "transform", "xmlns", "for", "fill", "stroke");

    private HtmlText() {}

    /** The text that a reader of this HTML sees. */
    static String plain(String html) {
        StringBuilder plain = new StringBuilder(html.length());
        char[] signs = html.toCharArray();
        int from = 0;
        for (int i = 0; i < signs.length; ) {
            int end = signs[i] == '<' ? html.indexOf('>', i) : -1;
            if (end >= 0) {
                plain.append(signs, from, i - from);
                if (endsLine(html, i + 1, end)) {
                    plain.append('\n');
                }
                i = end + 1;
                from = i;
            } else if (signs[i] == '&') {
                plain.append(signs, from, i - from);
                i = character(html, i, plain);
                from = i;
            } else {
                i++;
            }
        }
        return plain.append(signs, from, signs.length - from).toString();
    }

    private static boolean endsLine(String html, int from, int to) {
        int end = from;
        while (end < to && end - from < LONGEST && (html.charAt(end) == '/' ? end == from : isName(html.charAt(end)))) {
            end++;
        }
        return LINE_ENDS.contains(html.substring(from, end));
    }

    private static boolean isName(char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    }

    /** Appends the character that is written in digits or by its name, else the sign as it stands; answers where to go on. */
    private static int character(String html, int at, StringBuilder plain) {
        int end = html.indexOf(';', at);
        if (end > at + 1 && end - at <= LONGEST) {
            String name = html.substring(at + 1, end);
            String named = NAMED.get(name);
            if (named != null) {
                plain.append(named);
                return end + 1;
            }
            int code = name.charAt(0) == '#' ? code(name) : -1;
            if (code >= 0) {
                plain.appendCodePoint(Character.isValidCodePoint(code) ? code : 0xFFFD);
                return end + 1;
            }
        }
        plain.append('&');
        return at + 1;
    }

    /** @return the number of a character, as in {@code #39} or {@code #x27}; negative where it is none */
    private static int code(String name) {
        boolean sixteens = name.startsWith("#x") || name.startsWith("#X");
        String digits = name.substring(sixteens ? 2 : 1);
        int base = sixteens ? 16 : 10;
        boolean number = !digits.isEmpty()
                && digits.length() <= 7
                && digits.chars().allMatch(digit -> digit < 0x80 && Character.digit(digit, base) >= 0);
        return number ? Integer.parseInt(digits, base) : -1;
    }

    /** What the tags of this HTML hold: targets of links, and what is read aloud or shown beside a pointer. */
    static String attributes(String html) {
        Set<String> values = new LinkedHashSet<>();
        for (int equals = html.indexOf("=\""); equals >= 0; equals = html.indexOf("=\"", equals + 1)) {
            int name = equals;
            while (name > 0 && isAttribute(html.charAt(name - 1))) {
                name--;
            }
            int end = html.indexOf('"', equals + 2);
            boolean whole = name < equals && name > 0 && Character.isWhitespace(html.charAt(name - 1)) && end >= 0;
            if (whole && !MEASURES.contains(html.substring(name, equals))) {
                values.add(plain(html.substring(equals + 2, end)));
            }
        }
        StringBuilder held = new StringBuilder();
        for (String value : values) {
            held.append(held.isEmpty() ? "" : "\n\n").append(value);
            if (value.contains("%")) {
                held.append('\n').append(unescaped(value));
            }
        }
        return held.toString();
    }

    private static boolean isAttribute(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == ':' || c == '-';
    }

    private static String unescaped(String target) {
        try {
            return URLDecoder.decode(target.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException noTarget) {
            return target;
        }
    }
}
