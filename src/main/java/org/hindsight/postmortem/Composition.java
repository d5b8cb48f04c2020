package org.hindsight.postmortem;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.hindsight.incident.Audience;
import org.hindsight.platform.Markdown;
import org.hindsight.platform.SafeHtml;
import org.hindsight.platform.text.InternalPassages;
import org.hindsight.postmortem.References.Thing;
import org.hindsight.postmortem.prose.Marks;
import org.hindsight.timeline.attachment.Pictures;
import org.jspecify.annotations.Nullable;

/**
 * Puts a document together: cuts internal passages, then walks the Markdown tree of each section and sets
 * in what the record says for blocks, figures and citations. What stands in code stays as typed.
 *
 * <p>What is set in passes the sanitiser as an unguessable word and takes its place afterwards.
 */
final class Composition {

    /** A section put together, with what is wrong with it. */
    record Composed(Document.DocumentSection section, boolean empty, List<Check> faults) {}

    private static final Pattern ALONE =
            Pattern.compile("\\{\\{\\s*([a-z0-9.-]+|picture\\.[0-9]+\\s*:[^{}]+?)\\s*\\}\\}");
    private static final Pattern PROMPT = Pattern.compile(
            "<!--\\s*prompt\\b\\s*:?\\s*(.*?)\\s*(?:-->|\\z)", Pattern.DOTALL | Pattern.CASE_INSENSITIVE);
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Facts facts;
    private final Facts everything;
    private final Said said;
    private final References references;
    private final Blocks blocks;
    private final String word;

    /**
     * @param facts what the document's audience may know
     * @param everything what there is, to tell what is internal from what does not exist
     * @param said what the record says of it all, and what was taken back
     */
    Composition(Facts facts, Facts everything, Said said, Pictures pictures) {
        this.facts = facts;
        this.everything = everything;
        this.said = said;
        this.references = new References(facts);
        this.blocks = new Blocks(facts, references, pictures);
        byte[] random = new byte[16];
        RANDOM.nextBytes(random);
        this.word = "hx" + HexFormat.of().formatHex(random) + "x";
    }

    /** Puts one section together; a document's sections in their order, so that anchors come first. */
    Composed section(String key, String title, String markdown) {
        return new OneSection(key, title).compose(markdown);
    }

    /** What the sections so far cite. */
    List<Document.Cited> evidence() {
        return references.evidence();
    }

    /** One section while it is put together. */
    private final class OneSection {
        private final String key;
        private final String title;
        private final List<Check> faults = new ArrayList<>();
        private final Map<String, SafeHtml> html = new HashMap<>();
        private final Map<String, String> written = new HashMap<>();
        private boolean prompted;

        OneSection(String key, String title) {
            this.key = key;
            this.title = title;
        }

        Composed compose(String markdown) {
            InternalPassages.Split split = InternalPassages.of(markdown);
            split.faults().forEach(fault -> faults.add(Check.block("UNCLOSED_INTERNAL", key, fault)));
            String text = facts.audience() == Audience.PUBLIC ? split.open() : split.whole();
            Node tree = Markdown.parse(text);
            new Comments().clean(tree);
            splitBlocks(tree);
            tree.accept(new Citations());
            tree.accept(new EmptyParagraphs());
            String finished = Markdown.written(tree).strip();
            boolean empty = finished.isEmpty();
            if (empty && !prompted) {
                faults.add(Check.warn(
                        "EMPTY_SECTION",
                        key,
                        "“" + title + "” says nothing. Write it, or take its text out of the plan."));
            }
            return new Composed(
                    new Document.DocumentSection(
                            key,
                            title,
                            text,
                            put(finished, written),
                            SafeHtml.later(
                                    () -> laidOut(Markdown.section(tree, 2).html()))),
                    empty,
                    List.copyOf(faults));
        }

        /** Prose and blocks side by side: prose in frames of its own. */
        private String laidOut(String rendered) {
            if (rendered.isBlank()) {
                return "";
            }
            String framed = "<div class=\"prose\" data-look=\"report\">\n"
                    + rendered.replaceAll(
                            "<p>(" + word + "b[0-9]+x)</p>", "</div>\n$1\n<div class=\"prose\" data-look=\"report\">")
                    + "\n</div>";
            return put(framed.replaceAll("<div class=\"prose\" data-look=\"report\">\\s*</div>\\s*", ""), html)
                    .strip();
        }

        private String put(String text, Map<String, ?> values) {
            Matcher words = Pattern.compile(word + "[bi][0-9]+x").matcher(text);
            return words.replaceAll(found -> Matcher.quoteReplacement(Objects.toString(values.get(found.group()), "")));
        }

        private Text standIn(char kind, SafeHtml asHtml, String asMarkdown) {
            String name = word + kind + html.size() + "x";
            html.put(name, asHtml);
            written.put(name, asMarkdown);
            return new Text(name);
        }

        /** Lines of top-level paragraphs that are nothing but a block become the block. */
        private void splitBlocks(Node tree) {
            Node node = tree.getFirstChild();
            while (node != null) {
                Node next = node.getNext();
                if (node instanceof Paragraph paragraph) {
                    splitBlocks(paragraph);
                }
                node = next;
            }
        }

        private void splitBlocks(Paragraph paragraph) {
            List<List<Node>> lines = new ArrayList<>(List.of(new ArrayList<>()));
            for (Node child = paragraph.getFirstChild(); child != null; child = child.getNext()) {
                if (child instanceof SoftLineBreak || child instanceof HardLineBreak) {
                    lines.add(new ArrayList<>());
                } else {
                    lines.get(lines.size() - 1).add(child);
                }
            }
            if (lines.stream().noneMatch(line -> blockName(line).isPresent())) {
                return;
            }
            Node last = paragraph;
            Paragraph prose = new Paragraph();
            for (List<Node> line : lines) {
                Optional<String> name = blockName(line);
                if (name.isPresent()) {
                    last = after(last, prose);
                    prose = new Paragraph();
                    PictureBlocks.wanted(name.get()).flatMap(this::faultOf).ifPresent(faults::add);
                    Blocks.Block block = blocks.block(name.get()).orElseThrow();
                    Paragraph alone = new Paragraph();
                    alone.appendChild(standIn('b', block.html(), block.markdown()));
                    last = after(last, alone);
                } else {
                    if (prose.getFirstChild() != null) {
                        prose.appendChild(new SoftLineBreak());
                    }
                    line.forEach(prose::appendChild);
                }
            }
            after(last, prose);
            paragraph.unlink();
        }

        private static Node after(Node last, Paragraph paragraph) {
            if (paragraph.getFirstChild() == null) {
                return last;
            }
            last.insertAfter(paragraph);
            return paragraph;
        }

        private static Optional<String> blockName(List<Node> line) {
            Matcher alone = ALONE.matcher(words(line));
            return alone.matches() && Blocks.has(alone.group(1)) ? Optional.of(alone.group(1)) : Optional.empty();
        }

        /** A line as plain words; a caption may be marked up, but shows as it is. */
        private static String words(List<Node> line) {
            if (line.isEmpty()
                    || !(line.get(0) instanceof Text first)
                    || !first.getLiteral().stripLeading().startsWith("{{")) {
                return "";
            }
            StringBuilder words = new StringBuilder();
            for (Node node : line) {
                node.accept(new AbstractVisitor() {
                    @Override
                    public void visit(Text text) {
                        words.append(text.getLiteral());
                    }

                    @Override
                    public void visit(Code code) {
                        words.append(code.getLiteral());
                    }
                });
            }
            return words.toString().strip();
        }

        /** What keeps a picture from being shown: that it is internal, was taken away, or never was; or how it is. */
        private Optional<Check> faultOf(PictureBlocks.Wanted wanted) {
            String typed = "{{" + wanted.name() + "}}";
            if (facts.attachment(wanted.id()).isPresent()) {
                return blocks.faultOf(wanted, key);
            }
            Optional<Facts.Attachment> internal = everything.attachment(wanted.id());
            if (internal.isPresent()) {
                return Optional.of(Check.block(
                                "PICTURE_INTERNAL",
                                key,
                                typed + " (" + internal.get().name() + ") is internal: the public document cannot show"
                                        + " it. Make it and entry #"
                                        + internal.get().entry() + " public, or put the line into an internal passage.")
                        .at("/incidents/" + facts.incident().ref() + "/timeline/"
                                + internal.get().entry() + "#attachments"));
            }
            return Optional.of(said.attachmentTakenBack(wanted.id())
                    .map(why -> Check.block(
                            "PICTURE_REMOVED",
                            key,
                            typed + " was " + Wording.shortened(why, 160)
                                    + ". Show another one, or take the line out."))
                    .orElseGet(() -> Check.warn(
                            "UNKNOWN_CITATION",
                            key,
                            typed + " shows nothing: the record has no attachment " + wanted.id()
                                    + ". Correct the number, or take the line out.")));
        }

        /** Takes comments out, prompts among them; other raw HTML becomes text. */
        private final class Comments extends AbstractVisitor {

            void clean(Node tree) {
                tree.accept(this);
            }

            @Override
            public void visit(HtmlBlock block) {
                String literal = block.getLiteral();
                notePrompts(literal);
                String rest = Marks.COMMENT.matcher(literal).replaceAll("");
                if (!Marks.COMMENT.matcher(literal).find()) {
                    Paragraph paragraph = new Paragraph();
                    paragraph.appendChild(new Text(literal.strip().replaceAll("\\s*\\n\\s*", " ")));
                    block.insertAfter(paragraph);
                } else if (!rest.isBlank()) {
                    Node inner = Markdown.parse(rest);
                    clean(inner);
                    Node last = block;
                    while (inner.getFirstChild() != null) {
                        Node child = inner.getFirstChild();
                        last.insertAfter(child);
                        last = child;
                    }
                }
                block.unlink();
            }

            @Override
            public void visit(HtmlInline inline) {
                String literal = inline.getLiteral();
                notePrompts(literal);
                if (!Marks.COMMENT.matcher(literal).find()) {
                    inline.insertAfter(new Text(literal));
                }
                inline.unlink();
            }

            @Override
            public void visit(Text text) {
                notePrompts(text.getLiteral());
            }

            private void notePrompts(String literal) {
                Matcher prompt = PROMPT.matcher(literal);
                while (prompt.find()) {
                    prompted = true;
                    String question = prompt.group(1).replaceAll("\\s+", " ");
                    faults.add(Check.block(
                            "LEFTOVER_PROMPT",
                            key,
                            "A prompt is left: “"
                                    + (question.length() > 160 ? question.substring(0, 160) + "…" : question)
                                    + "” Answer it or take it out."));
                }
            }
        }

        /** A paragraph of which nothing is left goes too. */
        private static final class EmptyParagraphs extends AbstractVisitor {
            @Override
            public void visit(Paragraph paragraph) {
                for (Node child = paragraph.getFirstChild(); child != null; child = child.getNext()) {
                    boolean nothing = child instanceof SoftLineBreak
                            || child instanceof HardLineBreak
                            || (child instanceof Text text && text.getLiteral().isBlank());
                    if (!nothing) {
                        return;
                    }
                }
                paragraph.unlink();
            }
        }

        /** Sets in figures and citations wherever prose has them. */
        private final class Citations extends AbstractVisitor {
            private boolean linked;

            @Override
            public void visit(Link link) {
                boolean outer = linked;
                linked = true;
                visitChildren(link);
                linked = outer;
            }

            @Override
            public void visit(Text text) {
                String literal = text.getLiteral();
                Matcher cited = Marks.CITED.matcher(literal);
                Node last = text;
                int at = 0;
                while (cited.find()) {
                    Optional<Node> found = node(cited);
                    String before = literal.substring(at, cited.start());
                    if (found.isEmpty()) {
                        before = before.stripTrailing();
                    }
                    last = after(last, before.isEmpty() ? null : new Text(before));
                    last = after(last, found.orElse(null));
                    at = cited.end();
                }
                if (at > 0) {
                    after(last, at == literal.length() ? null : new Text(literal.substring(at)));
                    text.unlink();
                }
            }

            private static Node after(Node last, @Nullable Node node) {
                if (node == null) {
                    return last;
                }
                last.insertAfter(node);
                return node;
            }

            private Optional<Node> node(Matcher cited) {
                String figure = cited.group("figure");
                if (figure != null) {
                    return figure(cited.group(), figure.toLowerCase(Locale.ROOT));
                }
                String entry = cited.group("entry");
                return entry != null
                        ? citation(cited.group(), Thing.ENTRY, Integer.parseInt(entry))
                        : citation(
                                cited.group(),
                                Thing.valueOf(cited.group("thing").toUpperCase(Locale.ROOT)),
                                Integer.parseInt(cited.group("no")));
            }

            private Optional<Node> figure(String typed, String name) {
                if (typed.contains(word)) {
                    return Optional.of(new Text(typed));
                }
                Optional<Figures.Figure> known = Figures.of(facts, name);
                if (known.isPresent()) {
                    known.get()
                            .missing()
                            .ifPresent(missing -> faults.add(Check.warn(
                                    name.startsWith("impact.") ? "IMPACT_WITHOUT_DENOMINATOR" : "MISSING_MILESTONE",
                                    key,
                                    typed + " cannot be told: " + missing + " Record it, or say it in words.")));
                    return Optional.of(new Text(known.get().text()));
                }
                if (Figures.of(everything, name).isPresent()) {
                    faults.add(citesInternal(typed));
                    return Optional.empty();
                }
                if (Blocks.has(name)) {
                    return unknown(typed, typed + " is a block: it has to stand alone on a line of its own.");
                }
                return unknown(
                        typed,
                        Blocks.fault(name)
                                .map(fault -> typed + " shows nothing. " + fault)
                                .orElse(typed + " is neither a block nor a figure. Correct it, or take it out."));
            }

            private Optional<Node> citation(String typed, Thing thing, int no) {
                if (References.has(facts, thing, no)) {
                    references.cite(thing, no);
                    if (linked) {
                        return Optional.of(new Text(thing.label(no)));
                    }
                    return Optional.of(standIn(
                            'i',
                            new SafeHtml("<a class=\"citation\" href=\"#" + thing.anchor(no) + "\" aria-label=\""
                                    + thing.word() + " " + no + "\">" + thing.label(no) + "</a>"),
                            "[^" + thing.anchor(no) + "]"));
                }
                if (References.has(everything, thing, no)) {
                    faults.add(citesInternal(typed));
                    return Optional.empty();
                }
                Optional<String> takenBack = said.retracted(thing.label(no));
                if (takenBack.isPresent()) {
                    faults.add(
                            Check.block(
                                    "RETRACTED_EVIDENCE",
                                    key,
                                    typed + " was retracted (" + Wording.shortened(takenBack.get(), 160)
                                            + "). See whether the sentence holds without it; cite something else, or take it out."));
                    return Optional.of(marked(typed));
                }
                return unknown(
                        typed,
                        typed + " cites " + (thing == Thing.ENTRY ? "an entry" : "a thing")
                                + " that the record does not have. Correct the number, or take it out.");
            }

            private Check citesInternal(String typed) {
                return Check.hint(
                        "CITES_INTERNAL",
                        key,
                        typed
                                + " is internal and will be left out of the public document. Make it public, or see that the"
                                + " sentence holds without it.");
            }

            private Optional<Node> unknown(String typed, String message) {
                faults.add(Check.warn("UNKNOWN_CITATION", key, message));
                return Optional.of(marked(typed));
            }

            private Node marked(String typed) {
                return standIn(
                        'i',
                        new SafeHtml("<mark class=\"unknown\">" + escaped(typed) + "</mark>"),
                        Wording.literal(typed));
            }
        }
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
