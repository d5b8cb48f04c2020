package org.hindsight.postmortem.prose;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.CustomNode;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.hindsight.platform.Markdown;
import org.jspecify.annotations.Nullable;

/**
 * Finds people by name in a text that is meant for the public. Publishing is refused for the same names: this says so
 * while there is still time to write it otherwise. A name in code or in a quotation is read like any other.
 */
public final class Mentions {

    /**
     * Somebody who must not be named.
     *
     * @param name a name or an e-mail address
     * @param inPublic what to call them instead: a role or a pseudonym; null where they have neither
     */
    public record Person(WrittenName name, @Nullable String inPublic) {}

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");

    private Mentions() {}

    public static List<Remark> of(String markdown, Collection<Person> people) {
        String text = everything(markdown);
        Set<String> words = words(text);
        List<Finding> findings = new ArrayList<>();
        for (Person person : people) {
            WrittenName name = person.name();
            // Looking for each of thousands of names would take its time; the words of a text are soon looked up.
            if (name.tellable() && words.containsAll(words(name.name()))) {
                Matcher found = name.find(text);
                while (found.find()) {
                    findings.add(finding(person, text, found));
                }
            }
        }
        return Remark.of(findings);
    }

    private static Finding finding(Person person, String text, Matcher found) {
        String instead = person.inPublic();
        return new Finding(
                Concern.PERSON_NAMED,
                person.name().name(),
                Passage.of(text, found.start(), found.end()),
                (person.name().isAddress() ? "is somebody’s e-mail address" : "is the name of a person")
                        + ", and this section is for the public: publishing will be refused. Write "
                        + (instead == null
                                ? "what part they had, as in “an engineer of the team”."
                                : "“" + instead + "” instead, as the public timeline does."),
                person.name().name());
    }

    private static Set<String> words(String text) {
        Set<String> words = new HashSet<>();
        Matcher word = WORD.matcher(text.toLowerCase(Locale.ROOT));
        while (word.find()) {
            words.add(word.group());
        }
        return words;
    }

    /** All that a reader sees of a text. */
    private static String everything(String markdown) {
        StringBuilder text = new StringBuilder();
        Markdown.parse(markdown).accept(new AbstractVisitor() {
            @Override
            public void visit(Paragraph paragraph) {
                visitChildren(paragraph);
                text.append('\n');
            }

            @Override
            public void visit(Heading heading) {
                visitChildren(heading);
                text.append('\n');
            }

            @Override
            public void visit(CustomNode node) {
                visitChildren(node);
                text.append('\n');
            }

            @Override
            public void visit(Text part) {
                text.append(part.getLiteral());
            }

            @Override
            public void visit(Code code) {
                text.append(code.getLiteral());
            }

            @Override
            public void visit(FencedCodeBlock code) {
                text.append(code.getLiteral()).append('\n');
            }

            @Override
            public void visit(IndentedCodeBlock code) {
                text.append(code.getLiteral()).append('\n');
            }

            @Override
            public void visit(HtmlBlock html) {
                text.append(Marks.COMMENT.matcher(html.getLiteral()).replaceAll(""))
                        .append('\n');
            }

            @Override
            public void visit(HtmlInline html) {
                text.append(Marks.COMMENT.matcher(html.getLiteral()).replaceAll(""));
            }

            @Override
            public void visit(SoftLineBreak lineBreak) {
                text.append(' ');
            }

            @Override
            public void visit(HardLineBreak lineBreak) {
                text.append('\n');
            }
        });
        return text.toString();
    }
}
