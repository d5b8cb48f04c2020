package org.hindsight.edition;

import java.net.IDN;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hindsight.platform.text.Phrases;
import org.hindsight.platform.text.WordParts;
import org.hindsight.platform.text.Words;
import org.hindsight.postmortem.prose.WrittenName;
import org.jspecify.annotations.Nullable;

/**
 * Looks into what is about to be published for what must not leave the house: whole sentences of anything
 * internal, names and addresses of people, internal hosts, private addresses, tokens. The last net, not
 * the first: what is internal was taken out before.
 */
final class LeakScan {

    /** Shorter sentences are found in any text. */
    static final int WORDS = 6;

    private static final String BEFORE_A_HOST = "(?<![\\p{L}\\p{N}.-])";

    private static final String OCTET = "(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)";
    private static final Pattern PRIVATE_V4 =
            Pattern.compile("(?<![\\d.])(?:10\\." + OCTET + "\\." + OCTET + "|192\\.168\\."
                    + OCTET + "|172\\.(?:1[6-9]|2\\d|3[01])\\." + OCTET + "|169\\.254\\." + OCTET + ")\\." + OCTET
                    + "(?![\\d]|\\.\\d)");

    /** What each of them begins with: to look for that is quick. */
    private static final List<String> V4_BEGINS = List.of("10.", "192.168.", "172.", "169.254.");

    private static final Pattern PRIVATE_V6 = Pattern.compile(
            "(?<![\\p{Alnum}:])(?:f[cd][0-9a-f]{2}|fe80):[0-9a-f:]{2,}(?![\\p{Alnum}:])", Pattern.CASE_INSENSITIVE);
    private static final String TOKEN_BEGINS = "hs_";
    private static final Pattern TOKEN = Pattern.compile("(?<![\\p{Alnum}_])" + TOKEN_BEGINS + "[A-Za-z0-9_-]{16,}");

    /** Where a sentence of a Markdown text ends: at its mark, at a blank line, where a list, row or heading begins. */
    private static final Pattern SENTENCE_END =
            Pattern.compile("(?<=[.!?…])[\\s\"”’)\\]*_]+|\\n\\s*\\n|\\n\\s*(?=[-*+#>|:]|\\d+[.)])|\\|");

    private static final Pattern CITATION =
            Pattern.compile("\\s*\\[(?:#\\d+|(?:symptom|cause|impact|workaround|signal|action)\\s+\\d+)\\]");
    private static final Pattern TARGET = Pattern.compile("\\]\\([^)\\s]*\\)");

    /** So many finds of one sort are enough for one part: more would only bury the first. */
    private static final int MOST = 10;

    /** How much of the text around a find helps to find it. */
    private static final int AROUND = 40;

    /** In fewer words a name stands alone, and to clear it would clear the person. */
    private static final int CLEARED_WORDS = 5;

    /**
     * A part of a document.
     *
     * @param section its key, or null for what belongs to no section
     * @param file which finished file it is, as people call it; null for what is in the document itself
     * @param text plain
     * @param where the name of a line, counted from 0; empty where lines have none
     */
    record Part(@Nullable String section, @Nullable String file, String text, IntFunction<String> where) {

        Part(@Nullable String section, String text) {
            this(section, null, text, line -> "");
        }
    }

    /**
     * A find, in words that do not repeat it to more people than need to know.
     *
     * @param around where it is: the line, where there is one, and the words beside it
     * @param sentence what a publisher may clear; null where nothing but another text helps
     */
    record Find(
            @Nullable String section,
            @Nullable String file,
            String message,
            String around,
            @Nullable String sentence,
            @Nullable String person) {}

    /**
     * What a publisher allowed.
     *
     * @param person whose name the sentence may hold; null where the sentence itself is meant
     * @param sentence as {@link Words#flat} leaves it
     */
    record Cleared(@Nullable String person, String sentence) {}

    /**
     * A name, to be looked for where a text may hold it.
     *
     * @param parts of its words, by which most texts are ruled out
     */
    private record Known(WrittenName name, List<Integer> parts) {

        Known(WrittenName name) {
            this(name, WordParts.numbers(name.name()));
        }
    }

    /** From where to where in a text, not including the end. */
    private record Span(int from, int to) {}

    private final Phrases sentences;
    private final List<Known> names;
    private final Pattern hosts;
    private final List<Cleared> cleared;

    /**
     * @param internal sentences that must not appear, as {@link #sentences} gives them
     * @param names names and e-mail addresses of people
     * @param suffixes what the names of internal hosts end with, in ASCII, without the dot before it
     */
    LeakScan(
            Collection<String> internal, Collection<String> names, Collection<String> suffixes, List<Cleared> cleared) {
        this(
                new Phrases(
                        internal.stream()
                                .filter(sentence -> !cleared.contains(new Cleared(null, sentence)))
                                .toList(),
                        WORDS),
                new LinkedHashSet<>(names)
                        .stream()
                                .map(WrittenName::new)
                                .filter(WrittenName::tellable)
                                .map(Known::new)
                                .toList(),
                hostsUnder(suffixes),
                cleared);
    }

    private LeakScan(Phrases sentences, List<Known> names, Pattern hosts, List<Cleared> cleared) {
        this.sentences = sentences;
        this.names = names;
        this.hosts = hosts;
        this.cleared = cleared;
    }

    /** Where the name of an internal host ends: at its suffix, which is a host itself where it has several parts. */
    private static Pattern hostsUnder(Collection<String> suffixes) {
        List<String> written = suffixes.stream()
                .flatMap(suffix -> Stream.of(suffix, IDN.toUnicode(suffix)))
                .distinct()
                .toList();
        String below = written.stream().map(Pattern::quote).collect(Collectors.joining("|"));
        String themselves = written.stream()
                .filter(suffix -> suffix.contains("."))
                .map(suffix -> "|" + BEFORE_A_HOST + Pattern.quote(suffix))
                .collect(Collectors.joining());
        return Pattern.compile(
                "(?:\\.(?<=[\\p{L}\\p{N}]\\.)(?:" + below + ")" + themselves + ")(?![\\p{Alnum}-]|\\.[a-z0-9])",
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    /** The same for what was published already: what it says in another format as well is no secret any more. */
    LeakScan beyond(String published) {
        WordParts parts = WordParts.of(published);
        return new LeakScan(
                sentences.without(Set.copyOf(sentences.in(Words.of(published)))),
                names.stream()
                        .filter(known ->
                                !parts.mayHold(known.parts()) || !known.name().in(published))
                        .toList(),
                hosts,
                cleared);
    }

    /** What must not be published, part by part. */
    List<Find> finds(List<Part> document) {
        List<Find> finds = new ArrayList<>();
        for (Part part : document) {
            WordParts parts = WordParts.of(part.text());
            names.stream()
                    .filter(known -> parts.mayHold(known.parts()))
                    .flatMap(known -> named(part, known.name()).stream())
                    .forEach(finds::add);
            all(hosts(part.text()), part, host -> "names the internal host " + host + ".", finds);
            if (V4_BEGINS.stream().anyMatch(part.text()::contains)) {
                all(PRIVATE_V4, part, address -> "holds the private address " + address + ".", finds);
            }
            if (mayHoldV6(part.text())) {
                all(PRIVATE_V6, part, address -> "holds the private address " + address + ".", finds);
            }
            if (part.text().contains(TOKEN_BEGINS)) {
                all(TOKEN, part, token -> "holds a token (" + shown(token) + "). Revoke it.", finds);
            }
            sentences.in(Words.of(part.text())).stream()
                    .limit(MOST)
                    .map(sentence -> repeated(part, sentence))
                    .forEach(finds::add);
        }
        return finds;
    }

    /** Whether four signs that begin as those of a private address do stand before a colon. */
    private static boolean mayHoldV6(String text) {
        for (int colon = text.indexOf(':'); colon >= 0; colon = text.indexOf(':', colon + 1)) {
            if (colon >= 4 && (text.charAt(colon - 4) == 'f' || text.charAt(colon - 4) == 'F')) {
                return true;
            }
        }
        return false;
    }

    private List<Span> hosts(String text) {
        List<Span> found = new ArrayList<>();
        Matcher suffix = hosts.matcher(text);
        int before = 0;
        while (suffix.find()) {
            int from = suffix.start();
            while (from > before && isOfAHost(text.charAt(from - 1))) {
                from--;
            }
            while (!Character.isLetterOrDigit(text.charAt(from))) {
                from++;
            }
            found.add(new Span(from, suffix.end()));
            before = suffix.end();
        }
        return found;
    }

    private static boolean isOfAHost(char c) {
        return Character.isLetterOrDigit(c) || c == '-' || c == '.';
    }

    private Optional<Find> named(Part part, WrittenName name) {
        Matcher found = name.find(part.text());
        if (!found.find() || (!name.isAddress() && cleared(name, part.text()))) {
            return Optional.empty();
        }
        int start = found.start();
        int end = found.end();
        // Where the first one is cleared the next one is the find.
        while (may(name, sentenceAround(part.text(), found.start())) && found.find()) {
            start = found.start();
            end = found.end();
        }
        String message = name.isAddress()
                ? "holds the e-mail address " + name.name() + "."
                : "names " + name.name() + ". Name the role instead.";
        String sentence = Words.flat(sentenceAround(part.text(), start));
        boolean clearable = !name.isAddress() && count(sentence, " ") >= CLEARED_WORDS;
        return Optional.of(new Find(
                part.section(),
                part.file(),
                message,
                around(part, start, end),
                clearable ? sentence : null,
                name.name()));
    }

    private boolean may(WrittenName name, String sentence) {
        return cleared.contains(new Cleared(name.name(), Words.flat(sentence)));
    }

    /** Whether the name stands nowhere but in sentences that may hold it. */
    private boolean cleared(WrittenName name, String text) {
        List<Cleared> may =
                cleared.stream().filter(one -> name.name().equals(one.person())).toList();
        if (may.isEmpty()) {
            return false;
        }
        String rest = " " + Words.flat(text) + " ";
        for (Cleared one : may) {
            String sentence = " " + one.sentence() + " ";
            while (rest.contains(sentence)) {
                rest = rest.replace(sentence, " | ");
            }
        }
        return !rest.contains(" " + Words.flat(name.name()) + " ");
    }

    private static String sentenceAround(String text, int at) {
        int from = 0;
        Matcher end = SENTENCE_END.matcher(text);
        while (end.find()) {
            if (end.start() >= at) {
                return text.substring(from, end.start());
            }
            from = end.end();
        }
        return text.substring(from);
    }

    private static void all(Pattern pattern, Part part, UnaryOperator<String> message, List<Find> finds) {
        all(
                pattern.matcher(part.text())
                        .results()
                        .map(found -> new Span(found.start(), found.end()))
                        .toList(),
                part,
                message,
                finds);
    }

    private static void all(List<Span> spans, Part part, UnaryOperator<String> message, List<Find> finds) {
        Set<String> told = new HashSet<>();
        for (Span span : spans) {
            String found = part.text().substring(span.from(), span.to());
            if (told.size() < MOST && told.add(found)) {
                finds.add(new Find(
                        part.section(),
                        part.file(),
                        message.apply(found),
                        around(part, span.from(), span.to()),
                        null,
                        null));
            }
        }
    }

    private static Find repeated(Part part, String sentence) {
        Matcher found = written(sentence).matcher(part.text());
        return new Find(
                part.section(),
                part.file(),
                "repeats a sentence that is internal: “" + shortened(sentence) + "”",
                found.find() ? around(part, found.start(), found.start()) : "",
                sentence,
                null);
    }

    /** How the beginning of a sentence may have been written, of which only the words are known. */
    private static Pattern written(String sentence) {
        String letters = beginning(sentence)
                .codePoints()
                .mapToObj(c -> c == ' ' ? "[^\\p{L}\\p{N}]+" : Pattern.quote(Character.toString(c)) + "['’]?")
                .collect(Collectors.joining());
        return Pattern.compile(letters, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    /** The line, if it has a name, and the words beside the find; of a token no more than its beginning. */
    private static String around(Part part, int start, int end) {
        String text = part.text();
        int line = (int) text.substring(0, start).chars().filter(c -> c == '\n').count();
        String before = text.substring(Math.max(0, start - AROUND), start);
        String after = text.substring(end, Math.min(text.length(), end + (end == start ? 2 : 1) * AROUND));
        String words = (start > AROUND ? "…" : "")
                + before
                + text.substring(start, end)
                + after
                + (end + AROUND < text.length() ? "…" : "");
        String tidy = TOKEN.matcher(words.replaceAll("\\s+", " ").strip())
                .replaceAll(token -> Matcher.quoteReplacement(shown(token.group())));
        String name = part.where().apply(line);
        return (name.isEmpty() ? "" : name + ", ") + "“" + tidy + "”";
    }

    private static String shown(String token) {
        return token.substring(0, 6) + "…";
    }

    private static String beginning(String sentence) {
        return String.join(" ", List.of(sentence.split(" ", WORDS + 1)).subList(0, WORDS));
    }

    /** The sentences of a Markdown text that are long enough to be told from others, reduced to their words. */
    static Set<String> sentences(String markdown) {
        if (!hasWords(markdown)) {
            return Set.of();
        }
        Set<String> sentences = new LinkedHashSet<>();
        String bare = TARGET.matcher(CITATION.matcher(markdown).replaceAll("")).replaceAll("]");
        for (String sentence : SENTENCE_END.split(bare, -1)) {
            // A moment has six parts as well: words are what stands between spaces.
            if (hasWords(sentence)) {
                Words words = Words.of(sentence);
                if (words.count() >= WORDS) {
                    sentences.add(words.flat());
                }
            }
        }
        return sentences;
    }

    private static boolean hasWords(String text) {
        int words = 0;
        boolean within = false;
        for (int i = 0; i < text.length() && words < WORDS; i++) {
            boolean space = Character.isWhitespace(text.charAt(i));
            words += !space && !within ? 1 : 0;
            within = !space;
        }
        return words >= WORDS;
    }

    private static int count(String text, String between) {
        return text.split(between, -1).length;
    }

    private static String shortened(String sentence) {
        return sentence.length() <= 80 ? sentence : sentence.substring(0, 79).strip() + "…";
    }
}
