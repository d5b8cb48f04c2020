package org.hindsight.edition;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.hindsight.postmortem.prose.WrittenName;
import org.jspecify.annotations.Nullable;

/**
 * Looks into what is about to be published for what must not leave the house: whole sentences of anything
 * internal, names and addresses of people, internal hosts, private addresses, tokens. The last net, not
 * the first: what is internal was taken out before.
 */
final class LeakScan {

    /** What each of the internal hosts ends with; the pattern is slow, and most texts hold none of these. */
    private static final List<String> INTERNAL_SUFFIXES = List.of(".internal", ".local", ".corp");

    /** Shorter sentences are found in any text. */
    static final int WORDS = 6;

    private static final Pattern HOST = Pattern.compile(
            "(?<![\\p{Alnum}.-])(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\\.)+(?:internal|local|corp)(?![\\p{Alnum}-]|\\.[a-z0-9])",
            Pattern.CASE_INSENSITIVE);
    private static final String OCTET = "(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)";
    private static final Pattern PRIVATE_V4 =
            Pattern.compile("(?=1)(?<![\\d.])(?:10\\." + OCTET + "\\." + OCTET + "|192\\.168\\."
                    + OCTET + "|172\\.(?:1[6-9]|2\\d|3[01])\\." + OCTET + "|169\\.254\\." + OCTET + ")\\." + OCTET
                    + "(?![\\d]|\\.\\d)");
    private static final Pattern PRIVATE_V6 = Pattern.compile(
            "(?=[fF])(?<![\\p{Alnum}:])(?:f[cd][0-9a-f]{2}|fe80):[0-9a-f:]{2,}(?![\\p{Alnum}:])",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern TOKEN = Pattern.compile("(?=hs_)(?<![\\p{Alnum}_])hs_[A-Za-z0-9_-]{16,}");
    private static final Pattern BLOCK_END = Pattern.compile(
            "</(?:p|li|h[1-6]|t[hdr]|blockquote|pre|div|dt|dd|small|caption|figcaption|summary|data|text|title|desc)>|<br\\s*/?>|<hr\\s*/?>");
    /** Where a sentence of a Markdown text ends: at its mark, at a blank line, where a list, row or heading begins. */
    private static final Pattern SENTENCE_END =
            Pattern.compile("(?<=[.!?…])[\\s\"”’)\\]*_]+|\\n\\s*\\n|\\n\\s*(?=[-*+#>|:]|\\d+[.)])|\\|");

    private static final Pattern CITATION =
            Pattern.compile("\\s*\\[(?:#\\d+|(?:symptom|cause|impact|workaround|signal|action)\\s+\\d+)\\]");
    private static final Pattern TARGET = Pattern.compile("\\]\\([^)\\s]*\\)");
    private static final Pattern NUMERIC_ENTITY = Pattern.compile("&#(?:x([0-9a-fA-F]{1,6})|([0-9]{1,7}));");

    private static final Pattern ATTRIBUTE = Pattern.compile("\\s([a-zA-Z:-]+)=\"([^\"]*)\"");

    /** What these hold is measures and names of our own, nothing that anybody wrote. */
    private static final Set<String> MEASURES =
            Set.of("class", "id", "d", "style", "viewBox", "points", "transform", "xmlns", "for", "fill", "stroke");

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
     * @param sentence as {@link #words} leaves it
     */
    record Cleared(@Nullable String person, String sentence) {}

    private final Set<String> sentences;
    private final List<WrittenName> names;
    private final List<Cleared> cleared;

    /**
     * @param internal sentences that must not appear, as {@link #sentences} gives them
     * @param names names and e-mail addresses of people
     */
    LeakScan(Set<String> internal, Collection<String> names) {
        this(internal, names, List.of());
    }

    LeakScan(Set<String> internal, Collection<String> names, List<Cleared> cleared) {
        this(
                internal.stream()
                        .filter(sentence -> !cleared.contains(new Cleared(null, sentence)))
                        .collect(Collectors.toCollection(LinkedHashSet::new)),
                new LinkedHashSet<>(names)
                        .stream()
                                .map(WrittenName::new)
                                .filter(WrittenName::tellable)
                                .toList(),
                cleared);
    }

    private LeakScan(Set<String> internal, List<WrittenName> names, List<Cleared> cleared) {
        this.sentences = internal;
        this.names = names;
        this.cleared = cleared;
    }

    /** The same for what was published already: what it says in another format as well is no secret any more. */
    LeakScan beyond(String published) {
        String flat = " " + words(published) + " ";
        return new LeakScan(
                sentences.stream()
                        .filter(sentence -> !flat.contains(" " + sentence + " "))
                        .collect(Collectors.toSet()),
                names.stream().filter(name -> !name.in(published)).toList(),
                cleared);
    }

    /** What must not be published, part by part. */
    List<Find> finds(List<Part> parts) {
        List<Find> finds = new ArrayList<>();
        for (Part part : parts) {
            names.forEach(name -> named(part, name).ifPresent(finds::add));
            if (mayNameAHost(part.text())) {
                all(HOST, part, host -> "names the internal host " + host + ".", finds);
            }
            all(PRIVATE_V4, part, address -> "holds the private address " + address + ".", finds);
            all(PRIVATE_V6, part, address -> "holds the private address " + address + ".", finds);
            all(TOKEN, part, token -> "holds a token (" + shown(token) + "). Revoke it.", finds);
            sentencesIn(part.text()).forEach(sentence -> finds.add(repeated(part, sentence)));
        }
        return finds;
    }

    private static boolean mayNameAHost(String text) {
        String small = text.toLowerCase(Locale.ROOT);
        return INTERNAL_SUFFIXES.stream().anyMatch(small::contains);
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
        String sentence = words(sentenceAround(part.text(), start));
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
        return cleared.contains(new Cleared(name.name(), words(sentence)));
    }

    /** Whether the name stands nowhere but in sentences that may hold it. */
    private boolean cleared(WrittenName name, String text) {
        List<Cleared> may =
                cleared.stream().filter(one -> name.name().equals(one.person())).toList();
        if (may.isEmpty()) {
            return false;
        }
        String rest = " " + words(text) + " ";
        for (Cleared one : may) {
            String sentence = " " + one.sentence() + " ";
            while (rest.contains(sentence)) {
                rest = rest.replace(sentence, " | ");
            }
        }
        return !rest.contains(" " + words(name.name()) + " ");
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
        Set<String> told = new HashSet<>();
        Matcher found = pattern.matcher(part.text());
        while (found.find() && told.size() < MOST) {
            if (told.add(found.group())) {
                finds.add(new Find(
                        part.section(),
                        part.file(),
                        message.apply(found.group()),
                        around(part, found.start(), found.end()),
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

    private List<String> sentencesIn(String text) {
        if (sentences.isEmpty()) {
            return List.of();
        }
        String flat = " " + words(text) + " ";
        Set<String> beginnings = beginnings(flat.strip());
        return sentences.stream()
                .filter(sentence -> beginnings.contains(beginning(sentence)))
                .filter(sentence -> flat.contains(" " + sentence + " "))
                .limit(MOST)
                .toList();
    }

    private static String beginning(String sentence) {
        return String.join(" ", List.of(sentence.split(" ", WORDS + 1)).subList(0, WORDS));
    }

    /** Every run of six words in a text. */
    private static Set<String> beginnings(String flat) {
        List<String> words = List.of(flat.split(" ", -1));
        Set<String> beginnings = new HashSet<>();
        for (int i = 0; i + WORDS <= words.size(); i++) {
            beginnings.add(String.join(" ", words.subList(i, i + WORDS)));
        }
        return beginnings;
    }

    /** The sentences of a Markdown text that are long enough to be told from others, reduced to their words. */
    static Set<String> sentences(String markdown) {
        Set<String> sentences = new LinkedHashSet<>();
        String bare = TARGET.matcher(CITATION.matcher(markdown).replaceAll("")).replaceAll("]");
        for (String sentence : SENTENCE_END.split(bare, -1)) {
            String words = words(sentence);
            // A moment has six parts as well: words are what stands between spaces.
            if (count(sentence.strip(), "\\s+") >= WORDS && count(words, " ") >= WORDS) {
                sentences.add(words);
            }
        }
        return sentences;
    }

    private static int count(String text, String between) {
        return text.split(between, -1).length;
    }

    /** The text that a reader of this HTML sees. */
    static String plain(String html) {
        String text = BLOCK_END.matcher(html).replaceAll("\n").replaceAll("<[^>]*>", "");
        String decoded = NUMERIC_ENTITY
                .matcher(text)
                .replaceAll(entity -> Matcher.quoteReplacement(new String(Character.toChars(codePoint(entity)))));
        return decoded.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&nbsp;", " ")
                .replace("&amp;", "&");
    }

    /** What the tags of this HTML hold: targets of links, and what is read aloud or shown beside a pointer. */
    static String attributes(String html) {
        return ATTRIBUTE
                .matcher(html)
                .results()
                .filter(attribute -> !MEASURES.contains(attribute.group(1)))
                .map(attribute -> plain(attribute.group(2)))
                .distinct()
                .map(value -> value.contains("%") ? value + "\n" + unescaped(value) : value)
                .collect(Collectors.joining("\n\n"));
    }

    private static String unescaped(String target) {
        try {
            return URLDecoder.decode(target.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException noTarget) {
            return target;
        }
    }

    private static int codePoint(java.util.regex.MatchResult entity) {
        int code = entity.group(1) != null ? Integer.parseInt(entity.group(1), 16) : Integer.parseInt(entity.group(2));
        return Character.isValidCodePoint(code) ? code : 0xFFFD;
    }

    /** Only letters and digits, in one case, one space between words. */
    static String words(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replaceAll("['’]", "")
                .replaceAll("[^\\p{L}\\p{N}]+", " ")
                .strip();
    }

    private static String shortened(String sentence) {
        return sentence.length() <= 80 ? sentence : sentence.substring(0, 79).strip() + "…";
    }
}
