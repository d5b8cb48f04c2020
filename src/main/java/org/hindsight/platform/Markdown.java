package org.hindsight.platform;

import java.util.List;
import java.util.Set;
import org.commonmark.Extension;
import org.commonmark.ext.autolink.AutolinkExtension;
import org.commonmark.ext.autolink.AutolinkType;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.markdown.MarkdownRenderer;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;

/**
 * Markdown (CommonMark with tables and autolinks) to sanitised HTML. Raw HTML is shown as text; an image
 * becomes a link, because a page fetches nothing from elsewhere.
 */
public final class Markdown {

    /** An e-mail address stays text: in a record it names somebody, nobody is invited to write to them. */
    private static final Extension LINKS = AutolinkExtension.builder()
            .linkTypes(AutolinkType.URL, AutolinkType.WWW)
            .build();

    private static final List<Extension> EXTENSIONS = List.of(TablesExtension.create(), LINKS);
    private static final Parser PARSER = Parser.builder().extensions(EXTENSIONS).build();
    private static final HtmlRenderer RENDERER = HtmlRenderer.builder()
            .extensions(EXTENSIONS)
            .escapeHtml(true)
            .sanitizeUrls(true)
            .build();
    private static final MarkdownRenderer WRITER =
            MarkdownRenderer.builder().extensions(EXTENSIONS).build();
    private static final Set<String> ALIGNMENTS = Set.of("left", "right", "center");
    private static final PolicyFactory POLICY = new HtmlPolicyBuilder()
            .allowElements(
                    "p",
                    "br",
                    "hr",
                    "strong",
                    "em",
                    "del",
                    "code",
                    "pre",
                    "blockquote",
                    "ul",
                    "ol",
                    "li",
                    "a",
                    "h1",
                    "h2",
                    "h3",
                    "h4",
                    "h5",
                    "h6",
                    "table",
                    "thead",
                    "tbody",
                    "tr",
                    "th",
                    "td")
            .allowAttributes("href", "title")
            .onElements("a")
            .allowAttributes("start")
            .onElements("ol")
            .allowAttributes("align")
            .matching((element, attribute, value) -> ALIGNMENTS.contains(value) ? value : null)
            .onElements("th", "td")
            .allowUrlProtocols("http", "https", "mailto")
            .requireRelsOnLinks("noopener", "noreferrer", "nofollow")
            .toFactory();

    private Markdown() {}

    /** A log line or a short statement: headings become bold paragraphs, so that a page keeps its outline. */
    public static SafeHtml line(String markdown) {
        Node document = PARSER.parse(markdown);
        document.accept(new FlattenedHeadings());
        return render(document);
    }

    /**
     * A section of a document, whose own heading is of level {@code under}: the headings inside are moved
     * below it.
     */
    public static SafeHtml section(String markdown, int under) {
        return section(parse(markdown), under);
    }

    /** The tree of a text, to be worked on before it is rendered. */
    public static Node parse(String markdown) {
        return PARSER.parse(markdown);
    }

    /** As {@link #section(String, int)}, from a tree; the tree is changed by it. */
    public static SafeHtml section(Node document, int under) {
        document.accept(new LoweredHeadings(under));
        return render(document);
    }

    /** A tree as Markdown again, every special character of its texts escaped. */
    public static String written(Node document) {
        return WRITER.render(document);
    }

    private static SafeHtml render(Node document) {
        document.accept(new ImagesAsLinks());
        return new SafeHtml(POLICY.sanitize(RENDERER.render(document)));
    }

    private static void moveChildren(Node from, Node to) {
        while (from.getFirstChild() != null) {
            to.appendChild(from.getFirstChild());
        }
    }

    private static final class ImagesAsLinks extends AbstractVisitor {
        @Override
        public void visit(Image image) {
            Link link = new Link(image.getDestination(), image.getTitle());
            if (image.getFirstChild() == null) {
                link.appendChild(new Text(image.getDestination()));
            }
            moveChildren(image, link);
            image.insertAfter(link);
            image.unlink();
        }
    }

    private static final class FlattenedHeadings extends AbstractVisitor {
        @Override
        public void visit(Heading heading) {
            Paragraph paragraph = new Paragraph();
            StrongEmphasis strong = new StrongEmphasis("**");
            moveChildren(heading, strong);
            paragraph.appendChild(strong);
            heading.insertAfter(paragraph);
            heading.unlink();
        }
    }

    private static final class LoweredHeadings extends AbstractVisitor {
        private final int under;
        private int last;

        LoweredHeadings(int under) {
            this.under = under;
            this.last = under;
        }

        @Override
        public void visit(Heading heading) {
            int wanted = Math.min(6, under + heading.getLevel());
            heading.setLevel(Math.min(wanted, last + 1));
            last = heading.getLevel();
            visitChildren(heading);
        }
    }

    /** The words of a text without its markup, on one line. */
    public static String plain(String markdown) {
        StringBuilder words = new StringBuilder();
        parse(markdown).accept(new AbstractVisitor() {
            @Override
            public void visit(Text text) {
                words.append(text.getLiteral());
            }

            @Override
            public void visit(Code code) {
                words.append(code.getLiteral());
            }

            @Override
            public void visit(SoftLineBreak end) {
                words.append(' ');
            }

            @Override
            public void visit(HardLineBreak end) {
                words.append(' ');
            }

            @Override
            public void visit(Paragraph paragraph) {
                visitChildren(paragraph);
                words.append(' ');
            }
        });
        return words.toString().strip().replaceAll("\\s+", " ");
    }

    /** A text as literal text: its punctuation does not become Markdown. */
    public static String literal(String text) {
        return text.replaceAll("([\\\\`*_{}\\[\\]<>()#+!|~-])", "\\\\$1");
    }
}
