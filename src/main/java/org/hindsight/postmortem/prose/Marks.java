package org.hindsight.postmortem.prose;

import java.util.regex.Pattern;

/** The marks of a document that stand for something of the record, and its comments. */
public final class Marks {

    /** A citation ({@code [#7]}, {@code [cause 3]}) or a figure (<code>{{time-to-detect}}</code>) within a text. */
    public static final Pattern CITED = Pattern.compile(
            "\\{\\{\\s*(?<figure>[^{}\\n]{1,200}?)\\s*\\}\\}"
                    + "|\\[(?:#(?<entry>[0-9]{1,9})|(?<thing>symptom|cause|impact|workaround|signal|action)\\s+(?<no>[0-9]{1,9}))\\]",
            Pattern.CASE_INSENSITIVE);

    /** A comment, a prompt among them; one that is not closed goes on to the end. */
    public static final Pattern COMMENT = Pattern.compile("<!--.*?(?:-->|\\z)", Pattern.DOTALL);

    private Marks() {}
}
