package org.hindsight.postmortem.prose;

import java.time.ZoneId;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hindsight.platform.time.NamedZone;
import org.hindsight.postmortem.prose.Prose.Block;
import org.hindsight.postmortem.prose.Prose.Sentence;

/** Clock times of which a reader elsewhere cannot tell when that was. */
final class ClockTimes {

    private static final String MORNING_OR_EVENING = " ?(?:[ap]m|[ap]\\.m\\.?)(?!\\p{L})";

    /** 14:05, 14:05:30, 2:30 pm, 2pm; no ratio, no version, no port, no part of a longer figure. */
    private static final Pattern CLOCK = Pattern.compile(
            "(?<![\\p{L}\\p{N}:.,/_+-])(?:(?:[01]?\\d|2[0-3]):[0-5]\\d(?::[0-5]\\d(?:[.,]\\d{1,9})?)?(?:"
                    + MORNING_OR_EVENING + ")?|(?:1[0-2]|0?[1-9])" + MORNING_OR_EVENING + ")(?!:?\\p{N})",
            Pattern.CASE_INSENSITIVE);

    /** Something like 1:30 h is a length. */
    private static final Pattern LENGTH =
            Pattern.compile("\\G ?(?:h|hrs?|hours?|min|mins|minutes?|m)(?!\\p{L})", Pattern.CASE_INSENSITIVE);

    private static final Pattern UTC =
            Pattern.compile("(?<!\\p{L})(?:UTC|GMT)(?!\\p{L})|\\d ?\\+\\d\\d:?\\d\\d(?!\\d)|\\dZ(?!\\p{L})");
    private static final Pattern CANDIDATE = Pattern.compile(
            "(?<![\\p{L}\\p{N}/])(?:(?<place>\\p{Lu}\\p{L}+/[\\p{L}_/]+)|(?<short>\\p{Lu}{2,5})|(?<city>\\p{Lu}\\p{L}+) (?:standard |daylight |summer )?time)(?![\\p{L}/])",
            Pattern.UNICODE_CASE);

    /** Capitals that some zone is called, and that mean something else in a text about computers. */
    private static final List<String> NO_ZONES =
            List.of("GET", "ACT", "ART", "CAST", "EAT", "MART", "MIT", "NOVA", "SST", "WAST");

    private static final Pattern TIMES = Pattern.compile(
            "(?<!\\p{L})(?:times?|timestamps?|timezone|time-zone|clocks?|timeline)(?!\\p{L})",
            Pattern.CASE_INSENSITIVE);

    /** The longest sentence that is taken for one about the zone of all times. */
    private static final int DECLARATION = 100;

    private ClockTimes() {}

    /** Whether the text says for all of its times in which zone they are: "All times are UTC", "Time (CET)". */
    static boolean zoneDeclaredIn(List<Block> blocks) {
        return blocks.stream().flatMap(block -> block.sentences().stream()).anyMatch(ClockTimes::declares);
    }

    private static boolean declares(Sentence sentence) {
        String text = sentence.judged();
        return text.length() <= DECLARATION
                && TIMES.matcher(text).find()
                && zoned(text)
                && !CLOCK.matcher(text).find();
    }

    static void judge(Sentence sentence, List<Finding> findings) {
        String text = sentence.judged();
        Matcher clock = CLOCK.matcher(text);
        if (!clock.find() || zoned(text)) {
            return;
        }
        do {
            if (!LENGTH.matcher(text).region(clock.end(), text.length()).lookingAt()) {
                findings.add(new Finding(
                        Concern.TIME_WITHOUT_ZONE,
                        sentence.words(clock.start(), clock.end()),
                        sentence.around(clock.start(), clock.end()),
                        "has no time zone: readers elsewhere cannot tell when that was. Write it as in “14:05 UTC”, or"
                                + " say once in this section “All times are UTC.”",
                        ""));
            }
        } while (clock.find());
    }

    private static boolean zoned(String text) {
        if (UTC.matcher(text).find()) {
            return true;
        }
        Matcher candidate = CANDIDATE.matcher(text);
        while (candidate.find()) {
            if (zone(candidate)) {
                return true;
            }
        }
        return false;
    }

    private static boolean zone(Matcher candidate) {
        String place = candidate.group("place");
        if (place != null) {
            return ZoneId.getAvailableZoneIds().contains(place);
        }
        String name = candidate.group("short") != null ? candidate.group("short") : candidate.group("city");
        return !NO_ZONES.contains(name) && NamedZone.read(name).isPresent();
    }
}
