package org.hindsight.postmortem.prose;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableHead;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.Code;
import org.commonmark.node.CustomNode;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.hindsight.platform.Markdown;

/**
 * The words that the writers of a text chose themselves, sentence by sentence. Code, quotations, addresses, comments
 * and what is set in from the record are not theirs and are not judged.
 */
final class Prose {

    /** Where sentences stand. */
    enum Place {
        PARAGRAPH,
        HEADING,
        /** The head of a table. */
        COLUMN,
        ROW
    }

    /**
     * Sentences that belong together: a paragraph, a heading, a row of a table.
     *
     * @param cited whether something in it says where a claim comes from: a citation, or a link
     */
    record Block(Place place, List<Sentence> sentences, boolean cited) {}

    /**
     * A sentence in two readings of the same length.
     *
     * @param written as its readers see it
     * @param judged the same with everything blotted out that is not the writer's own
     * @param measured whether a figure of the record is set in
     */
    record Sentence(String written, String judged, boolean measured) {

        /** The place of a finding with some words around it. */
        String around(int start, int end) {
            return Passage.of(written, start, end);
        }

        String words(int start, int end) {
            return Passage.of(written.substring(start, end), 0, end - start);
        }
    }

    /** Stands for what is blotted out; no letter, no digit, no space. */
    private static final char BLOT = '\uFFFC';

    private static final Pattern QUOTED = Pattern.compile("“[^“”\\n]{1,400}+”|\"[^\"\\n]{1,400}+\"");

    private final List<Block> blocks = new ArrayList<>();

    private Prose() {}

    static List<Block> of(String markdown) {
        Prose prose = new Prose();
        Markdown.parse(markdown).accept(prose.new Reader());
        return prose.blocks;
    }

    /** Finds the blocks; what it does not visit is not prose: code, HTML, breaks. */
    private final class Reader extends AbstractVisitor {

        @Override
        public void visit(Paragraph paragraph) {
            block(Place.PARAGRAPH, paragraph);
        }

        @Override
        public void visit(Heading heading) {
            block(Place.HEADING, heading);
        }

        @Override
        public void visit(BlockQuote quotation) {
            // Somebody else's words.
        }

        /** After a comment a text may go on. */
        @Override
        public void visit(HtmlBlock html) {
            Matcher comment = Marks.COMMENT.matcher(html.getLiteral());
            if (comment.find()) {
                blocks.addAll(of(comment.replaceAll("")));
            }
        }

        @Override
        public void visit(CustomNode node) {
            if (node instanceof TableRow row) {
                block(row.getParent() instanceof TableHead ? Place.COLUMN : Place.ROW, row);
            } else {
                visitChildren(node);
            }
        }

        private void block(Place place, Node node) {
            Words words = new Words();
            words.read(node);
            List<Sentence> sentences = words.sentences();
            if (!sentences.isEmpty()) {
                blocks.add(new Block(place, sentences, words.cited));
            }
        }
    }

    /** The words of one block. */
    private static final class Words extends AbstractVisitor {

        private final StringBuilder written = new StringBuilder();
        private final StringBuilder judged = new StringBuilder();
        private final List<Integer> figures = new ArrayList<>();
        private boolean cited;

        @Override
        public void visit(Text text) {
            String literal = text.getLiteral();
            Matcher mark = Marks.CITED.matcher(literal);
            int at = 0;
            while (mark.find()) {
                theirs(literal.substring(at, mark.start()));
                if (mark.group("figure") == null) {
                    cited = true;
                } else {
                    figures.add(written.length());
                }
                foreign(mark.group());
                at = mark.end();
            }
            theirs(literal.substring(at));
        }

        @Override
        public void visit(Code code) {
            foreign(code.getLiteral());
        }

        @Override
        public void visit(Link link) {
            cited = true;
            if (link.getFirstChild() instanceof Text text
                    && text.getNext() == null
                    && link.getDestination().endsWith(text.getLiteral())) {
                foreign(text.getLiteral());
            } else {
                visitChildren(link);
            }
        }

        @Override
        public void visit(Image image) {
            // Its text stands for a picture.
        }

        @Override
        public void visit(SoftLineBreak lineBreak) {
            theirs(" ");
        }

        @Override
        public void visit(HardLineBreak lineBreak) {
            theirs("\n");
        }

        @Override
        public void visit(CustomNode node) {
            visitChildren(node);
            if (node instanceof TableCell) {
                theirs("\n");
            }
        }

        void read(Node block) {
            visitChildren(block);
        }

        private void theirs(String words) {
            written.append(words);
            judged.append(words);
        }

        private void foreign(String words) {
            written.append(words.replace('\n', ' '));
            judged.append(String.valueOf(BLOT).repeat(words.length()));
        }

        List<Sentence> sentences() {
            String plain = judged.toString()
                    .replace('’', '\'')
                    .replace('\u00a0', ' ')
                    .replace('\u202f', ' ')
                    .replace('\t', ' ');
            String own = QUOTED.matcher(plain)
                    .replaceAll(quoted -> String.valueOf(BLOT).repeat(quoted.end() - quoted.start()));
            List<Sentence> sentences = new ArrayList<>();
            int figure = 0;
            for (Sentences.Span span : Sentences.of(own)) {
                boolean measured = false;
                while (figure < figures.size() && figures.get(figure) < span.end()) {
                    measured = true;
                    figure++;
                }
                sentences.add(new Sentence(
                        written.substring(span.start(), span.end()),
                        own.substring(span.start(), span.end()),
                        measured));
            }
            return sentences;
        }
    }
}
