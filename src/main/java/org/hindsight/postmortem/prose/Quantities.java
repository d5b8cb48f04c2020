package org.hindsight.postmortem.prose;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hindsight.postmortem.prose.Prose.Sentence;

/** Numbers that nobody can weigh, because their whole is missing, and words where a number is wanted. */
final class Quantities {

    private static final WordList VAGUE = WordList.named("vague-quantities");

    /** What incidents are counted in. */
    private static final WordList COUNTED = WordList.named("counted");

    /** Words that tell the whole. */
    private static final WordList WHOLES = WordList.named("wholes");

    /** After "5 minutes", "5 of" or "5 and" it is not the thing that is counted. */
    private static final WordList OTHER_THINGS = WordList.named("not-counted");

    /** A number, with one word at most between it and the thing that it counts. */
    private static final Pattern NUMBER = Pattern.compile("(?<!(?:^|[^\\p{L}])[Tt]he )(?<![\\p{L}\\p{N}.,:/#$€£+_-])"
            + "(?<number>(?:\\d++\\.\\d++(?:[kKM]| thousand| million| billion)|(?:\\d{1,3}(?:[,' ]\\d{3})++|\\d++)(?:[kKM]| thousand| million| billion)?+)\\+?) +"
            + "(?:(?<word>\\p{L}[\\p{L}'-]*+) +)?$");

    /** 404 errors are errors of that kind, not so many. */
    private static final Pattern HTTP_STATUS = Pattern.compile("[45]\\d\\d");

    /** How far before the thing its number is looked for. */
    private static final int REACH = 50;

    private static final Pattern PART =
            Pattern.compile("%|\\d of |(?<!\\p{L})of (?:\\p{L}{1,20} ){0,2}[~≈]?\\d|\\d ?/ ?\\d");

    private static final Pattern RATE =
            Pattern.compile(" ?(?:/|per |(?:an?|each|every) (?:second|minute|hour|day))", Pattern.CASE_INSENSITIVE);

    private Quantities() {}

    static void judge(Sentence sentence, List<Finding> findings) {
        String text = sentence.judged();
        if (sentence.measured() || PART.matcher(text).find() || WHOLES.anyIn(text)) {
            return;
        }
        List<WordList.Hit> things = COUNTED.in(text);
        for (int i = 0; i < things.size(); i++) {
            WordList.Hit thing = things.get(i);
            // In "4 user accounts" it is the accounts that are counted.
            boolean partOfTheNext = i + 1 < things.size() && things.get(i + 1).start() == thing.end() + 1;
            if (!partOfTheNext) {
                figure(sentence, thing, findings);
            }
        }
        for (WordList.Hit hit : VAGUE.in(text)) {
            findings.add(Writing.found(Concern.VAGUE_QUANTITY, sentence, hit));
        }
    }

    private static void figure(Sentence sentence, WordList.Hit thing, List<Finding> findings) {
        String text = sentence.judged();
        Matcher number = NUMBER.matcher(text)
                .region(Math.max(0, thing.start() - REACH), thing.start())
                .useTransparentBounds(true);
        if (!number.find()
                || (HTTP_STATUS.matcher(number.group("number")).matches() && text.startsWith("error", thing.start()))
                || (number.group("word") != null && OTHER_THINGS.anyIn(number.group("word")))
                || RATE.matcher(text).region(thing.end(), text.length()).lookingAt()) {
            return;
        }
        String words = sentence.words(number.start(), thing.end());
        findings.add(new Finding(
                Concern.FIGURE_WITHOUT_DENOMINATOR,
                words,
                sentence.around(number.start(), thing.end()),
                "has no whole to weigh it against. Say of how many, as in “90 of 305 teams”, or as a percentage; of an"
                        + " impact that is recorded, {{impact.<key>.of}} does.",
                words.toLowerCase(Locale.ROOT)));
    }
}
