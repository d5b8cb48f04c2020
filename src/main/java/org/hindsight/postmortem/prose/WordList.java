package org.hindsight.postmortem.prose;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Words to look for, read from a file: one phrase a line, and after an arrow what to write instead.
 *
 * <pre>
 * # a comment
 * -&gt; what is said of each phrase below that says nothing of its own
 * careless*             the star is any letters: careless, carelessly, carelessness
 * forgot [to|about]     one of these words
 * should ... have been  up to three words between
 * by mistake -&gt; what is said of this one
 * ! due to [be|start]   no find: a harmless phrase that holds one of the others
 * </pre>
 *
 * A phrase begins with a letter. Case does not matter, and it is found only as whole words. Where several fit, a harmless one wins, then the
 * longest.
 */
final class WordList {

    /**
     * A phrase in a text.
     *
     * @param advice what to write instead, as the file says
     */
    record Hit(int start, int end, String advice) {}

    private record Phrase(String words, String advice, boolean harmless) {}

    private static final String FOLDER = "/writing/";
    private static final Pattern PART = Pattern.compile("\\s*\\.\\.\\.\\s*|\\s+|\\*|\\[([^\\]]+)\\]|[^\\s*\\[.]+|\\.");

    private final List<Phrase> phrases;
    private final Pattern pattern;

    private WordList(List<Phrase> phrases) {
        this.phrases = phrases.stream()
                .sorted(Comparator.comparing(Phrase::harmless)
                        .reversed()
                        .thenComparing(phrase -> -phrase.words().length()))
                .toList();
        this.pattern = Pattern.compile(this.phrases.stream()
                .map(phrase -> "(" + regex(phrase.words()) + ")")
                .collect(Collectors.joining("|", "(?<![\\p{L}\\p{N}_])(?=\\p{L})(?:", ")(?![\\p{L}\\p{N}_])")));
    }

    /** The list of that name among those that come with the application. */
    static WordList named(String name) {
        String file = FOLDER + name + ".txt";
        try (InputStream stream = WordList.class.getResourceAsStream(file)) {
            if (stream == null) {
                throw new IllegalStateException("There is no list of words " + file);
            }
            return of(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static WordList of(String text) {
        List<Phrase> phrases = new ArrayList<>();
        String advice = "";
        for (String line : text.lines().map(String::strip).toList()) {
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            int arrow = line.indexOf("->");
            String words = lowerCase(arrow < 0 ? line : line.substring(0, arrow).strip());
            String own = arrow < 0 ? advice : line.substring(arrow + 2).strip();
            if (words.isEmpty()) {
                advice = own;
            } else {
                boolean harmless = words.startsWith("!");
                phrases.add(new Phrase(harmless ? words.substring(1).strip() : words, own, harmless));
            }
        }
        return new WordList(phrases);
    }

    private static String regex(String words) {
        StringBuilder regex = new StringBuilder();
        Matcher part = PART.matcher(words);
        while (part.find()) {
            String piece = part.group();
            if (piece.strip().equals("...")) {
                regex.append("(?: ++[^ .;:!?]++){0,3}? ++");
            } else if (piece.isBlank()) {
                regex.append(" ++");
            } else if (piece.equals("*")) {
                regex.append("\\p{L}*+");
            } else if (part.group(1) != null) {
                regex.append(List.of(part.group(1).split("\\|", -1)).stream()
                        .map(WordList::regex)
                        .collect(Collectors.joining("|", "(?:", ")")));
            } else {
                regex.append(Pattern.quote(piece));
            }
        }
        return regex.toString();
    }

    /** Every phrase in a text, in its order. */
    List<Hit> in(String text) {
        List<Hit> hits = new ArrayList<>();
        Matcher found = pattern.matcher(lowerCase(text));
        while (found.find()) {
            Phrase phrase = phrase(found);
            if (!phrase.harmless()) {
                hits.add(new Hit(found.start(), found.end(), phrase.advice()));
            }
        }
        return hits;
    }

    /** Character by character, so that every place stays where it is. */
    private static String lowerCase(String text) {
        char[] letters = text.toCharArray();
        for (int i = 0; i < letters.length; i++) {
            letters[i] = Character.toLowerCase(letters[i]);
        }
        return new String(letters);
    }

    boolean anyIn(String text) {
        return !in(text).isEmpty();
    }

    private Phrase phrase(Matcher found) {
        for (int group = 1; group <= found.groupCount(); group++) {
            if (found.group(group) != null) {
                return phrases.get(group - 1);
            }
        }
        throw new IllegalStateException("A match without a phrase");
    }
}
