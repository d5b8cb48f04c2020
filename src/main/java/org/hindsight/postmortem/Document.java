package org.hindsight.postmortem;

import java.util.List;
import org.hindsight.incident.Audience;
import org.hindsight.platform.SafeHtml;

/**
 * A post-mortem for one audience, ready to be laid out: what that audience may not read is gone, every
 * block, figure and citation stands for what the record says now.
 *
 * @param template the key of the template after which it was written
 * @param evidence what the sections cite, in order of first citation
 */
public record Document(
        Audience audience,
        String template,
        String title,
        Facts facts,
        List<DocumentSection> sections,
        List<Cited> evidence) {

    /**
     * A section of it.
     *
     * @param markdown as written, without internal passages
     * @param finished the same with blocks, figures and citations spelt out: what a Markdown file shows
     * @param html the same as HTML; headings inside it begin at level 3
     */
    public record DocumentSection(String key, String title, String markdown, String finished, SafeHtml html) {}

    /**
     * A thing that a section cites.
     *
     * @param label as the text names it: {@code #7}, {@code cause 3}
     * @param anchor the fragment that citations link to: {@code entry-7}
     * @param shown whether a block of the document carries that anchor; if not, the list of evidence has to
     * @param text Markdown, one line
     */
    public record Cited(String label, String anchor, boolean shown, String text) {

        public SafeHtml html() {
            return org.hindsight.platform.Markdown.line(text);
        }
    }
}
