package org.hindsight.platform.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes internal passages out of Markdown, before anything else reads it: {@code :::internal … :::} on
 * lines of their own and <code>{internal: …}</code> within a line, also inside code. Where it is not clear
 * where a passage ends, all that follows is internal: too much is cut rather than too little.
 */
public final class InternalPassages {

    /**
     * A text in its two readings.
     *
     * @param open without internal passages
     * @param whole with them, but without their marks
     * @param faults what is wrong with the marks, as sentences
     */
    public record Split(String open, String whole, List<String> faults) {}

    /**
     * A passage that is cut.
     *
     * @param mark what opens it, as people write it
     * @param text without its marks
     */
    public record Cut(String mark, String text) {}

    private static final String BLOCK = ":::internal";
    private static final String INLINE = "{internal: …}";
    private static final String GAP = "[\\h\\p{Cf}]*";
    private static final Pattern OPENING = Pattern.compile(
            "(?<colons>:{3,}" + GAP + "internal\\b" + GAP + ":?)|(?<brace>\\{" + GAP + "internal\\b" + GAP + ":?)",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    private static final Pattern MARKERS = Pattern.compile("[\\h>*+\\-0-9.)]*");
    private static final Pattern COLONS_ALONE = Pattern.compile("[\\h>]*:{3,}\\h*");
    private static final Pattern COLONS_WITH_WORD = Pattern.compile("[\\h>*+\\-]*:{3,}\\h*[^:\\h].*");
    private static final Pattern COLONS_AT_END = Pattern.compile(".*[^:]:{3,}\\h*", Pattern.DOTALL);
    private static final Pattern FENCE = Pattern.compile("[\\h>]*(`{3,}|~{3,})(.*)");

    private static final String UNCLOSED =
            "An internal passage is not closed, so everything after it counts as internal. Close it with “:::” on a line"
                    + " of its own, or with “}”.";
    private static final String STRAY =
            "A line “:::” closes an internal passage that nothing opened. Take it out, or put “:::internal” where the"
                    + " passage begins.";

    private final String text;
    private final StringBuilder open = new StringBuilder();
    private final StringBuilder whole = new StringBuilder();
    private final List<String> faults = new ArrayList<>();
    private final List<Cut> cuts = new ArrayList<>();

    private InternalPassages(String text) {
        this.text = text;
    }

    /** What everybody may read of a text; empty where nothing of it is open. */
    public static String openPart(String markdown) {
        return of(markdown).open().strip();
    }

    /** Both readings of a text. */
    public static Split of(String markdown) {
        Split split = new InternalPassages(markdown.replace("\r\n", "\n").replace('\r', '\n')).split();
        String open = split.open();
        // What was cut may have stood between the halves of another mark.
        while (OPENING.matcher(open).find()) {
            open = new InternalPassages(open).split().open();
        }
        return new Split(open, split.whole(), split.faults());
    }

    /** What is cut out of a text, in order. */
    public static List<Cut> cuts(String markdown) {
        InternalPassages passages =
                new InternalPassages(markdown.replace("\r\n", "\n").replace('\r', '\n'));
        passages.split();
        return List.copyOf(passages.cuts);
    }

    private Split split() {
        Matcher opening = OPENING.matcher(text);
        int at = 0;
        while (at < text.length() && opening.find(at)) {
            at = opening.group("brace") == null ? block(at, opening) : inline(at, opening);
        }
        outside(text.substring(Math.min(at, text.length())));
        return new Split(open.toString(), whole.toString(), List.copyOf(faults));
    }

    private void outside(String passage) {
        passage.lines()
                .filter(line -> COLONS_ALONE.matcher(line).matches())
                .findFirst()
                .ifPresent(line -> faults.add(STRAY));
        open.append(passage);
        whole.append(passage);
    }

    /** Whether what was opened inside a passage is closed there too; if not, nobody knows where either ends. */
    private static boolean closedWithin(String passage) {
        return of(passage).faults().isEmpty();
    }

    private void inside(String mark, String passage) {
        String unmarked = of(passage).whole();
        whole.append(unmarked);
        cuts.add(new Cut(mark, unmarked.strip()));
    }

    private int unclosed(String mark, int contentStart) {
        faults.add(UNCLOSED);
        inside(mark, text.substring(contentStart));
        return text.length();
    }

    private int inline(int from, Matcher opening) {
        outside(text.substring(from, opening.start()));
        int start = opening.end();
        int end = closingBrace(start);
        if (end < 0 || !closedWithin(text.substring(start, end))) {
            return unclosed(INLINE, start);
        }
        inside(INLINE, text.substring(start, end).strip());
        closeGap(end + 1);
        return end + 1;
    }

    /** Where the text goes on with a space or a stop, the space before the passage goes too. */
    private void closeGap(int next) {
        boolean goesOn = next >= text.length() || " \n.,;:!?)".indexOf(text.charAt(next)) >= 0;
        if (goesOn && open.length() > 0 && open.charAt(open.length() - 1) == ' ') {
            open.setLength(open.length() - 1);
        }
    }

    private int closingBrace(int start) {
        int depth = 1;
        int i = start;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '`') {
                i = afterCode(i) - 1;
            } else if (c == '{') {
                depth++;
            } else if (c == '}' && --depth == 0) {
                return i;
            }
            i++;
        }
        return -1;
    }

    /** The place after a code span that begins here; after its backticks when it is none. */
    private int afterCode(int start) {
        int ticks = run(start);
        for (int i = start + ticks; i < text.length(); i++) {
            if (text.charAt(i) == '`') {
                int length = run(i);
                if (length == ticks) {
                    return i + length;
                }
                i += length - 1;
            }
        }
        return start + ticks;
    }

    private int run(int start) {
        int end = start;
        while (end < text.length() && text.charAt(end) == '`') {
            end++;
        }
        return end - start;
    }

    private int block(int from, Matcher opening) {
        int lineStart = text.lastIndexOf('\n', opening.start() - 1) + 1;
        boolean ownLine = lineStart >= from
                && MARKERS.matcher(text.substring(lineStart, opening.start())).matches();
        outside(text.substring(from, ownLine ? lineStart : opening.start()));
        int start = opening.end();
        int lineEnd = endOfLine(start);
        String rest = text.substring(start, lineEnd);
        if (ownLine && COLONS_AT_END.matcher(":" + rest).matches() && !rest.isBlank()) {
            inside(BLOCK, rest.stripTrailing().replaceFirst(":{3,}$", "").strip() + "\n");
            open.append('\n');
            return afterNewline(lineEnd);
        }
        int sameLine = ownLine ? -1 : rest.indexOf(":::");
        if (sameLine >= 0) {
            inside(BLOCK, rest.substring(0, sameLine).strip());
            int end = start + sameLine;
            while (end < text.length() && text.charAt(end) == ':') {
                end++;
            }
            closeGap(end);
            return end;
        }
        return untilColons(start, afterNewline(lineEnd));
    }

    private int untilColons(int contentStart, int firstLine) {
        int depth = 1;
        String fence = "";
        for (int line = firstLine; line < text.length(); line = afterNewline(endOfLine(line))) {
            String content = text.substring(line, endOfLine(line));
            Matcher fenced = FENCE.matcher(content);
            if (!fence.isEmpty()) {
                boolean closes = fenced.matches()
                        && fenced.group(1).startsWith(fence)
                        && fenced.group(2).isBlank();
                fence = closes ? "" : fence;
            } else if (fenced.matches()) {
                fence = fenced.group(1);
            } else if (COLONS_ALONE.matcher(content).matches()) {
                if (--depth == 0) {
                    if (!closedWithin(text.substring(contentStart, line))) {
                        return unclosed(BLOCK, contentStart);
                    }
                    inside(BLOCK, "\n" + text.substring(contentStart, line).strip() + "\n");
                    open.append('\n');
                    return afterNewline(endOfLine(line));
                }
            } else if (COLONS_WITH_WORD.matcher(content).matches()
                    && !COLONS_AT_END.matcher(content.replaceFirst(":{3,}", "")).matches()) {
                depth++;
            }
        }
        return unclosed(BLOCK, contentStart);
    }

    private int endOfLine(int from) {
        int end = text.indexOf('\n', from);
        return end < 0 ? text.length() : end;
    }

    private int afterNewline(int lineEnd) {
        return Math.min(lineEnd + 1, text.length());
    }
}
