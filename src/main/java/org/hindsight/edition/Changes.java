package org.hindsight.edition;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.hindsight.platform.text.TextLine;

/**
 * What changed from one edition to another, read from their Markdown files: the same diff for prose, tables and
 * timelines. What an edition says about itself (its number, its date, those before it) is no change of the report.
 */
final class Changes {

    private static final Pattern IMPRINT =
            Pattern.compile("\\.? (?:Preliminary|Final|Correction), edition \\d+(?: \\(internal\\))?, [^.]*\\.$");
    private static final String EDITIONS = "Editions and corrections";
    private static final String NEWEST = "The newest edition is at ";
    private static final String HEAD = "Title and summary";

    /** A section of a file. */
    private record Section(String title, List<TextLine> lines) {}

    /**
     * The Markdown file of an edition.
     *
     * @param noted whether it begins with a note on what changed
     */
    record File(String markdown, boolean noted) {

        static File of(Edition edition) {
            return new File(EditionFile.of(edition, Format.MD).text(), edition.note != null);
        }
    }

    private Changes() {}

    static Beside between(File before, File after) {
        Map<String, Section> old = sections(before);
        Map<String, Section> now = sections(after);
        List<Beside.Part> parts = new ArrayList<>();
        List<String> order = new ArrayList<>(now.keySet());
        // What is gone is told where it stood: after the section that it followed.
        String last = null;
        for (String key : old.keySet()) {
            if (!now.containsKey(key)) {
                order.add(last == null ? 0 : order.indexOf(last) + 1, key);
            }
            last = key;
        }
        for (String key : order) {
            Section was = old.get(key);
            Section is = now.get(key);
            String title = is == null ? (was == null ? "" : was.title()) : is.title();
            parts.add(Beside.part(
                    "part-" + (parts.size() + 1),
                    title,
                    was == null ? List.of() : was.lines(),
                    is == null ? List.of() : is.lines(),
                    change -> Set.of()));
        }
        return new Beside(List.copyOf(parts));
    }

    private static Map<String, Section> sections(File file) {
        Map<String, Section> sections = new LinkedHashMap<>();
        Map<String, Integer> times = new HashMap<>();
        Section current = new Section(HEAD, new ArrayList<>());
        sections.put(HEAD, current);
        for (TextLine line : body(MarkdownFile.lines(file.markdown()), file.noted())) {
            if (line.kind() == TextLine.Kind.HEADING && line.level() == 2) {
                current = new Section(line.text(), new ArrayList<>());
                int time = times.merge(line.text(), 1, Integer::sum);
                sections.put(line.text() + "#" + time, current);
            } else {
                current.lines().add(line);
            }
        }
        return sections;
    }

    /** Without what the edition says about itself. */
    private static List<TextLine> body(List<TextLine> lines, boolean noted) {
        List<TextLine> body = new ArrayList<>(lines);
        int own = -1;
        for (int i = 0; i < body.size(); i++) {
            if (body.get(i).kind() == TextLine.Kind.HEADING
                    && body.get(i).text().equals(EDITIONS)) {
                own = i;
            }
        }
        int end = own;
        while (end >= 0 && end < body.size() && !body.get(end).text().startsWith(NEWEST)) {
            end++;
        }
        if (own >= 0) {
            List<TextLine> evidence = body.subList(Math.min(end + 1, body.size()), body.size());
            List<TextLine> rest = new ArrayList<>(body.subList(0, own));
            if (!evidence.isEmpty()) {
                rest.add(new TextLine(TextLine.Kind.HEADING, 2, "Evidence"));
                rest.addAll(evidence);
            }
            body = rest;
        }
        for (int i = 0; i < body.size(); i++) {
            TextLine line = body.get(i);
            if (line.kind() == TextLine.Kind.PARAGRAPH
                    && IMPRINT.matcher(line.text()).find()) {
                body.set(
                        i,
                        new TextLine(
                                line.kind(), 0, IMPRINT.matcher(line.text()).replaceFirst(".")));
                if (noted && i + 1 < body.size() && body.get(i + 1).kind() == TextLine.Kind.QUOTE) {
                    body.remove(i + 1);
                }
                break;
            }
        }
        return body;
    }
}
