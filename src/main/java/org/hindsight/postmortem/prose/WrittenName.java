package org.hindsight.postmortem.prose;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The name or the e-mail address of somebody, as it may stand in a text: whole, and not word by word. A name of one
 * word may be a word of the language as well: it counts only as it is written.
 */
public final class WrittenName {

    private final String name;
    private @Nullable Pattern pattern;

    public WrittenName(String name) {
        this.name = name.strip();
    }

    public String name() {
        return name;
    }

    public boolean isAddress() {
        return name.contains("@");
    }

    /** Whether it is long enough to be told from other words. */
    public boolean tellable() {
        return name.length() > 2;
    }

    public boolean in(String text) {
        return find(text).find();
    }

    /** Where it stands in a text. */
    public Matcher find(String text) {
        if (pattern == null) {
            pattern = whole(name);
        }
        return pattern.matcher(text);
    }

    private static Pattern whole(String name) {
        String[] words = name.split("\\s+", -1);
        String spaced = Arrays.stream(words).map(Pattern::quote).collect(Collectors.joining("\\s+"));
        boolean ownWord = words.length == 1 && !name.contains("@");
        return Pattern.compile(
                "(?<![\\p{L}\\p{N}])" + spaced + "(?![\\p{L}\\p{N}])",
                ownWord ? 0 : Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }
}
