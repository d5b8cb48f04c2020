package org.hindsight.postmortem;

import java.text.BreakIterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Block;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.hindsight.platform.Markdown;
import org.hindsight.platform.text.InternalPassages;
import org.hindsight.postmortem.prose.Marks;

/** What a text cites, each with the sentences that rest on it. */
final class CitedSentences extends AbstractVisitor {

    private final Map<String, Set<String>> sentences = new LinkedHashMap<>();
    private final StringBuilder words = new StringBuilder();

    private CitedSentences() {}

    /**
     * The sentences of a Markdown text that cite something, by what they cite: {@code #7}, {@code cause 3} or
     * <code>{{time-to-mitigate}}</code>, in the order in which they do.
     */
    static Map<String, Set<String>> in(String markdown) {
        CitedSentences cited = new CitedSentences();
        Markdown.parse(InternalPassages.of(markdown).whole()).accept(cited);
        cited.endBlock();
        return cited.sentences;
    }

    /** How a citation is called, however it is typed; empty where that is none. */
    static String named(Matcher cited) {
        if (cited.group("figure") != null) {
            return "{{" + cited.group("figure").toLowerCase(Locale.ROOT) + "}}";
        }
        return cited.group("entry") != null
                ? References.Thing.ENTRY.label(Integer.parseInt(cited.group("entry")))
                : References.Thing.valueOf(cited.group("thing").toUpperCase(Locale.ROOT))
                        .label(Integer.parseInt(cited.group("no")));
    }

    @Override
    protected void visitChildren(Node parent) {
        if (parent instanceof Block) {
            endBlock();
        }
        super.visitChildren(parent);
    }

    @Override
    public void visit(Text text) {
        words.append(text.getLiteral());
    }

    @Override
    public void visit(SoftLineBreak line) {
        words.append(' ');
    }

    @Override
    public void visit(HardLineBreak line) {
        words.append(' ');
    }

    private void endBlock() {
        String block = words.toString();
        words.setLength(0);
        BreakIterator ends = BreakIterator.getSentenceInstance(Locale.ENGLISH);
        ends.setText(block);
        for (int from = ends.first(), to = ends.next(); to != BreakIterator.DONE; from = to, to = ends.next()) {
            String sentence = block.substring(from, to).strip();
            Matcher cited = Marks.CITED.matcher(sentence);
            while (cited.find()) {
                sentences
                        .computeIfAbsent(named(cited), first -> new LinkedHashSet<>())
                        .add(sentence);
            }
        }
    }
}
