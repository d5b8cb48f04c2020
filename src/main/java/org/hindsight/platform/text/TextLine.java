package org.hindsight.platform.text;

import java.util.ArrayList;
import java.util.List;
import org.commonmark.ext.gfm.tables.TableBody;
import org.commonmark.ext.gfm.tables.TableHead;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.Code;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.CustomNode;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.hindsight.platform.Markdown;

/**
 * A paragraph, a heading, an item of a list or a row of a table: what readers take for one line of a text, in plain
 * words. Where a link leads is among the words, for it may be what differs.
 *
 * @param level of a heading, as Markdown counts them; how deep an item lies, from 1; else 0
 */
public record TextLine(Kind kind, int level, String text) {

    /** What a line looks like. */
    public enum Kind {
        HEADING,
        PARAGRAPH,
        ITEM,
        ROW,
        QUOTE,
        CODE
    }

    /** Between the cells of a row. */
    static final String CELL = " · ";

    /** The lines of a Markdown text, in order. */
    public static List<TextLine> of(String markdown) {
        Reader reader = new Reader();
        Markdown.parse(markdown).accept(reader);
        return List.copyOf(reader.lines);
    }

    private static final class Reader extends AbstractVisitor {
        private final List<TextLine> lines = new ArrayList<>();
        private int items;
        private int quotes;

        private void add(Kind kind, int level, String text) {
            String tidy = kind == Kind.CODE
                    ? text.strip()
                    : text.replaceAll("[\\s\\p{Z}]+", " ").strip();
            if (!tidy.isEmpty()) {
                lines.add(new TextLine(kind, level, tidy));
            }
        }

        @Override
        public void visit(Heading heading) {
            add(Kind.HEADING, heading.getLevel(), words(heading));
        }

        @Override
        public void visit(Paragraph paragraph) {
            add(items > 0 ? Kind.ITEM : quotes > 0 ? Kind.QUOTE : Kind.PARAGRAPH, items, words(paragraph));
        }

        @Override
        public void visit(ListItem item) {
            items++;
            visitChildren(item);
            items--;
        }

        @Override
        public void visit(BlockQuote quote) {
            quotes++;
            visitChildren(quote);
            quotes--;
        }

        @Override
        public void visit(FencedCodeBlock code) {
            add(Kind.CODE, 0, code.getLiteral());
        }

        @Override
        public void visit(IndentedCodeBlock code) {
            add(Kind.CODE, 0, code.getLiteral());
        }

        @Override
        public void visit(HtmlBlock html) {
            add(Kind.PARAGRAPH, 0, html.getLiteral());
        }

        @Override
        public void visit(CustomBlock block) {
            visitChildren(block);
        }

        @Override
        public void visit(CustomNode node) {
            if (node instanceof TableRow row) {
                row(row);
            } else if (node instanceof TableHead || node instanceof TableBody) {
                visitChildren(node);
            }
        }

        private void row(TableRow row) {
            List<String> cells = new ArrayList<>();
            for (Node cell = row.getFirstChild(); cell != null; cell = cell.getNext()) {
                cells.add(words(cell).strip());
            }
            add(Kind.ROW, 0, String.join(CELL, cells));
        }

        private static String words(Node node) {
            Words words = new Words();
            node.accept(words);
            return words.text.toString();
        }
    }

    /** The words within a line. */
    private static final class Words extends AbstractVisitor {
        private final StringBuilder text = new StringBuilder();

        @Override
        public void visit(Text part) {
            text.append(part.getLiteral());
        }

        @Override
        public void visit(Code code) {
            text.append(code.getLiteral());
        }

        @Override
        public void visit(HtmlInline html) {
            text.append(html.getLiteral());
        }

        @Override
        public void visit(SoftLineBreak end) {
            text.append(' ');
        }

        @Override
        public void visit(HardLineBreak end) {
            text.append(' ');
        }

        @Override
        public void visit(Link link) {
            withTarget(link, link.getDestination());
        }

        @Override
        public void visit(Image image) {
            withTarget(image, image.getDestination());
        }

        private void withTarget(Node link, String target) {
            int from = text.length();
            visitChildren(link);
            if (!target.startsWith("#") && !text.substring(from).equals(target)) {
                text.append(text.length() > from ? " (" + target + ")" : target);
            }
        }
    }
}
