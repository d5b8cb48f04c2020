package org.hindsight.edition;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
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

    /** Shorter sentences are found in any text. */
    static final int WORDS = 6;

    private static final Pattern HOST = Pattern.compile(
            "(?<![\\p{Alnum}.-])(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\\.)+(?:internal|local|corp)(?![\\p{Alnum}-]|\\.[a-z0-9])",
            Pattern.CASE_INSENSITIVE);
    private static final String OCTET = "(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)";
    private static final Pattern PRIVATE_V4 =
            Pattern.compile("(?<![\\d.])(?:10\\." + OCTET + "\\." + OCTET + "|192\\.168\\."
                    + OCTET + "|172\\.(?:1[6-9]|2\\d|3[01])\\." + OCTET + "|169\\.254\\." + OCTET + ")\\." + OCTET
                    + "(?![\\d]|\\.\\d)");
    private static final Pattern PRIVATE_V6 = Pattern.compile(
            "(?<![\\p{Alnum}:])(?:f[cd][0-9a-f]{2}|fe80):[0-9a-f:]{2,}(?![\\p{Alnum}:])", Pattern.CASE_INSENSITIVE);
    private static final Pattern TOKEN = Pattern.compile("(?<![\\p{Alnum}_])hs_[A-Za-z0-9_-]{16,}");
    private static final Pattern BLOCK_END = Pattern.compile(
            "</(?:p|li|h[1-6]|t[hdr]|blockquote|pre|div|dt|dd|small|caption|figcaption|summary|data|text|title|desc)>|<br\\s*/?>|<hr\\s*/?>");
    /** Where a sentence of a Markdown text ends: at its mark, at a blank line, where a list, row or heading begins. */
    private static final Pattern SENTENCE_END =
            Pattern.compile("(?<=[.!?…])[\\s\"”’)\\]*_]+|\\n\\s*\\n|\\n\\s*(?=[-*+#>|:]|\\d+[.)])|\\|");

    private static final Pattern CITATION =
            Pattern.compile("\\s*\\[(?:#\\d+|(?:symptom|cause|impact|workaround|signal|action)\\s+\\d+)\\]");
    private static final Pattern TARGET = Pattern.compile("\\]\\([^)\\s]*\\)");
    private static final Pattern NUMERIC_ENTITY = Pattern.compile("&#(?:x([0-9a-fA-F]{1,6})|([0-9]{1,7}));");

    /**
     * A part of a document.
     *
     * @param section its key, or null for what belongs to no section
     * @param text plain
     */
    record Part(@Nullable String section, String text) {}

    /** A find, in words that do not repeat it to more people than need to know. */
    record Find(@Nullable String section, String message) {}

    private final Set<String> sentences;
    private final List<WrittenName> names;

    /**
     * @param internal sentences that must not appear, as {@link #sentences} gives them
     * @param names names and e-mail addresses of people
     */
    LeakScan(Set<String> internal, Collection<String> names) {
        this.sentences = internal;
        this.names = new LinkedHashSet<>(names)
                .stream().map(WrittenName::new).filter(WrittenName::tellable).toList();
    }

    private LeakScan(Set<String> internal, List<WrittenName> names) {
        this.sentences = internal;
        this.names = names;
    }

    /** The same for what was published already: what it says in another format as well is no secret any more. */
    LeakScan beyond(String published) {
        String flat = " " + words(published) + " ";
        return new LeakScan(
                sentences.stream()
                        .filter(sentence -> !flat.contains(" " + sentence + " "))
                        .collect(Collectors.toSet()),
                names.stream().filter(name -> !name.in(published)).toList());
    }

    /** What must not be published, part by part. */
    List<Find> finds(List<Part> parts) {
        List<Find> finds = new ArrayList<>();
        for (Part part : parts) {
            names.stream()
                    .filter(name -> name.in(part.text()))
                    .forEach(name -> finds.add(new Find(
                            part.section(),
                            name.isAddress()
                                    ? "holds the e-mail address " + name.name() + "."
                                    : "names " + name.name() + ". Name the role instead.")));
            first(HOST, part)
                    .ifPresent(host -> finds.add(new Find(part.section(), "names the internal host " + host + ".")));
            first(PRIVATE_V4, part)
                    .or(() -> first(PRIVATE_V6, part))
                    .ifPresent(address ->
                            finds.add(new Find(part.section(), "holds the private address " + address + ".")));
            first(TOKEN, part)
                    .ifPresent(token -> finds.add(
                            new Find(part.section(), "holds a token (" + token.substring(0, 6) + "…). Revoke it.")));
            sentenceIn(part.text())
                    .ifPresent(sentence -> finds.add(new Find(
                            part.section(), "repeats a sentence that is internal: “" + shortened(sentence) + "”")));
        }
        return finds;
    }

    private static Optional<String> first(Pattern pattern, Part part) {
        Matcher found = pattern.matcher(part.text());
        return found.find() ? Optional.of(found.group()) : Optional.empty();
    }

    private Optional<String> sentenceIn(String text) {
        if (sentences.isEmpty()) {
            return Optional.empty();
        }
        String flat = " " + words(text) + " ";
        Set<String> beginnings = beginnings(flat.strip());
        return sentences.stream()
                .filter(sentence -> beginnings.contains(beginning(sentence)))
                .filter(sentence -> flat.contains(" " + sentence + " "))
                .findFirst();
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
