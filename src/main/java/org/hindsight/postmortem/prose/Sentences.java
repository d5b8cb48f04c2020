package org.hindsight.postmortem.prose;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Where the sentences of an English text begin and end. A line break ends one. */
final class Sentences {

    record Span(int start, int end) {}

    /** A point after these ends no sentence. */
    private static final Pattern ABBREVIATED = Pattern.compile(
            "(?:^|[\\s(\\[])(?:e\\.g|i\\.e|a\\.m|p\\.m|vs|cf|ca|approx|no|nos|fig|figs|sec|min|max|incl|resp|mr|mrs|ms|dr|prof|st|inc|ltd)\\.\\s*$",
            Pattern.CASE_INSENSITIVE);

    /** The longest abbreviation with what surrounds it. */
    private static final int ABBREVIATION = 12;

    private Sentences() {}

    static List<Span> of(String text) {
        List<Span> spans = new ArrayList<>();
        BreakIterator sentences = BreakIterator.getSentenceInstance(Locale.ENGLISH);
        int lineStart = 0;
        while (lineStart < text.length()) {
            int newline = text.indexOf('\n', lineStart);
            int lineEnd = newline < 0 ? text.length() : newline;
            ofLine(text.substring(lineStart, lineEnd), lineStart, sentences, spans);
            lineStart = lineEnd + 1;
        }
        return spans;
    }

    private static void ofLine(String line, int offset, BreakIterator sentences, List<Span> spans) {
        sentences.setText(line);
        int start = 0;
        for (int end = sentences.next(); end != BreakIterator.DONE; end = sentences.next()) {
            String tail = line.substring(Math.max(start, end - ABBREVIATION), end);
            if (end < line.length() && ABBREVIATED.matcher(tail).find()) {
                continue;
            }
            if (!line.substring(start, end).isBlank()) {
                spans.add(new Span(offset + start, offset + end));
            }
            start = end;
        }
    }
}
