package org.hindsight.postmortem.prose;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.hindsight.postmortem.prose.Mentions.Person;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("plain")
class WritingTest {

    private static String found(String markdown) {
        return Writing.findings(markdown).stream()
                .map(finding -> finding.concern() + " " + finding.words())
                .collect(Collectors.joining(", "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "The alarm should have been noticed at once.| HINDSIGHT should have been noticed",
                "We could easily have prevented it.| HINDSIGHT could easily have prevented",
                "The on-call engineer failed to notice the alarm.| HINDSIGHT failed to notice",
                "The fix was obviously wrong.| HINDSIGHT obviously",
                "Simply restarting it helped.| HINDSIGHT Simply",
                "In hindsight the limit was low.| HINDSIGHT In hindsight",
                "It was human error.| BLAME human error",
                "That was a careless change.| BLAME careless",
                "She carelessly merged it.| BLAME carelessly",
                "The engineer forgot to run the check.| BLAME forgot to",
                "It was the operator’s fault.| BLAME the operator’s fault",
                "It was not anybody's fault.| BLAME anybody's fault",
                "The pool was full at 14:05.| TIME_WITHOUT_ZONE 14:05",
                "It ended at 2:30 pm, when traffic fell.| TIME_WITHOUT_ZONE 2:30 pm",
                "Between 9:10 and 09:45:10 nothing moved.| TIME_WITHOUT_ZONE 9:10, TIME_WITHOUT_ZONE 09:45:10",
                "14:05: the pool was full.| TIME_WITHOUT_ZONE 14:05",
                "At 14:05 GET calls failed.| TIME_WITHOUT_ZONE 14:05",
                "305 teams saw it.| FIGURE_WITHOUT_DENOMINATOR 305 teams",
                "12,000 requests failed.| FIGURE_WITHOUT_DENOMINATOR 12,000 requests",
                "In all 1.2 million API requests failed.| FIGURE_WITHOUT_DENOMINATOR 1.2 million API requests",
                "It closed 4 user accounts.| FIGURE_WITHOUT_DENOMINATOR 4 user accounts",
                "Some users saw errors.| VAGUE_QUANTITY Some users",
                "A number of customers called.| VAGUE_QUANTITY A number of",
                "Latency rose significantly.| VAGUE_QUANTITY significantly",
                "The outage was caused by a full disk.| UNSUPPORTED_CLAIM caused by",
                "The root cause was a full disk.| UNSUPPORTED_CLAIM The root cause was",
                "Reads failed due to a full disk.| UNSUPPORTED_CLAIM due to",
                "A full disk led to failed reads.| UNSUPPORTED_CLAIM led to",
            })
    void pointsAtTheWords(String text, String expected) {
        assertEquals(expected, found(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Every service should have an owner.",
                "The logs showed nothing obvious.",
                "A non-trivial change.",
                "The pool was full at 14:05 UTC.",
                "The pool was full at 14:05 (CET), as it was at 13:50.",
                "It began at 2:30 pm Pacific time and lasted until 4:00 pm.",
                "It began on 2026-11-17T14:05:00Z and at 14:05 +01:00.",
                "The ratio was 16:9, the port 127.0.0.1:80, the length 1:30 h.",
                "90 of 305 teams saw it.",
                "12,000 requests failed, 4 % of them.",
                "12,000 requests failed, out of 300,000.",
                "It serves 300 requests per second.",
                "Clients saw 504 errors.",
                "After 5 minutes users came back.",
                "About 12 % of the traffic failed, a significant part.",
                "How many people were affected?",
                "The outage was caused by a full disk [#7].",
                "The disk was full [cause 3]. That led to failed reads.",
                "The outage was caused by a full disk, as [the provider wrote](https://example.org/report).",
                "It may have been caused by a full disk.",
                "What was it caused by?",
                "The report is due to be written.",
            })
    void saysNothingOfTheseWords(String text) {
        assertEquals("", found(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "The log said `human error at 14:05`.",
                "```\nobviously human error at 14:05\n```",
                "    obviously human error at 14:05",
                "> It was obviously human error, at 14:05.",
                "The page said “obviously human error at 14:05”, and no more.",
                "The page said \"some users\" for hours.",
                "<!-- prompt: What was obviously human error at 14:05? -->",
                "Before it <!-- obviously human error --> ended.",
                "See [the page](https://example.org/human-error-simply \"obviously\").",
                "See https://example.org/obviously/14:05 for more.",
                "![obviously](https://example.org/x.png)",
                "{{time-to-detect}} passed, {{impact.some-users}} later [#14] and [cause 3] it ended.",
            })
    void judgesOnlyTheWordsOfTheWriters(String text) {
        assertEquals("", found(text));
    }

    @Test
    void readsWhatFollowsACommentAndEveryKindOfBlock() {
        assertEquals(
                "HINDSIGHT obviously, BLAME Human error, HINDSIGHT simply, HINDSIGHT of course",
                found("<!-- note -->It was obviously late.\n\n### Human error\n\n- It simply broke.\n\n"
                        + "| What |\n|---|\n| Gone, of course |"));
    }

    @Test
    void aSectionMaySayOnceInWhichZoneItsTimesAre() {
        String times = "\n\n- 14:05 the pool was full\n- 14:20 it was not";
        assertEquals("TIME_WITHOUT_ZONE 14:05, TIME_WITHOUT_ZONE 14:20", found("Times of the day." + times));
        assertEquals("", found("All times are UTC." + times));
        assertEquals("", found("### Timeline (times in CET)" + times));
        assertEquals("", found("All times are in America/New_York." + times));
        assertEquals("", found("| Time (UTC) | What |\n|---|---|\n| 14:05 | full |"));
        assertEquals("TIME_WITHOUT_ZONE 14:05", found("| Time | What |\n|---|---|\n| 14:05 | full |"));
    }

    @Test
    void aCitationSupportsItsParagraphAndItsRowButNotTheNextOne() {
        assertEquals("", found("Reads failed [#3]. This was caused by a full disk."));
        assertEquals("UNSUPPORTED_CLAIM caused by", found("Reads failed [#3].\n\nThis was caused by a full disk."));
        assertEquals(
                "UNSUPPORTED_CLAIM due to",
                found(
                        "| What | Why |\n|---|---|\n| Reads [#3] | due to a full disk |\n| Writes | due to a full disk |"));
    }

    @Test
    void sentencesEndWhereAReaderWouldEndThem() {
        assertEquals("", found("It began at 2:30 p.m. UTC and ended."));
        assertEquals("TIME_WITHOUT_ZONE 14:05", found("It began at 14:05. All of UTC was dark."));
        assertEquals("", found("About 12,000 requests failed, i.e. 4 % of them."));
    }

    @Test
    void tellsTheSamePhraseOnceWithItsNumberAndAShortPassage() {
        String sentence =
                "The team should have noticed the alarm that came in while everybody was in the meeting about the next"
                        + " release of the mobile application.";
        List<Remark> remarks = Writing.remarks(sentence + "\n\nNobody saw it; we should have noticed.\n\nOf course.");
        assertThat(remarks, hasSize(2));
        assertEquals(
                "“should have noticed” judges by what is known now. Say what was known at the time, and what made the step"
                        + " look right. It stands in “The team should have noticed the alarm that came in while…” Found 2"
                        + " times in this section.",
                remarks.get(0).message());
        assertThat(remarks.get(1).message(), containsString("“Of course”"));
        Writing.findings(sentence.repeat(3))
                .forEach(finding -> assertTrue(finding.passage().length() <= 80, finding.passage()));
    }

    @Test
    void manyTimesWithoutAZoneAreOneRemark() {
        List<Remark> remarks = Writing.remarks("- 14:05 full\n- 14:20 not\n- 14:30 over");
        assertThat(remarks, hasSize(1));
        assertThat(remarks.get(0).message(), allOf(containsString("“14:05”"), containsString("Found 3 times")));
    }

    @Test
    void nobodyIsNamedInPublic() {
        List<Person> people = List.of(
                new Person(new WrittenName("Ada Okafor"), "incident commander"),
                new Person(new WrittenName("ada@example.org"), "incident commander"),
                new Person(new WrittenName("Grace"), null),
                new Person(new WrittenName("Al"), null));
        List<Remark> remarks = Mentions.of(
                "Then *ada  Okafor* restarted it; by the grace of timing, Al saw it.\n\n> Ada\n> Okafor did, and `Grace`.\n",
                people);
        assertThat(remarks, hasSize(2));
        assertThat(
                remarks.get(0).message(),
                allOf(
                        containsString("“Ada Okafor” is the name of a person"),
                        containsString("Write “incident commander” instead"),
                        containsString("Found 2 times")));
        assertThat(remarks.get(1).message(), containsString("“an engineer of the team”"));
        assertThat(Mentions.of("Ask ada@example.org.", people).get(0).message(), containsString("e-mail address"));
        assertThat(Mentions.of("Ada and Okafor <!-- Ada Okafor -->", people), hasSize(0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Investigate the pool limits",
                "Improve monitoring of the pool",
                "Consider a second provider",
                "Look into retries",
                "Be more careful with certificates",
                "Monitor the certificates",
                "Better documentation",
            })
    void anActionWithoutAnEndIsVague(String title) {
        String why = ActionTitle.vague(title).orElse("");
        assertThat(why, containsString("“" + title.split(" ", 2)[0]));
        assertThat(why, not(containsString("->")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Alert when a certificate expires within 21 days",
                "Improve the start of a pod from 40 s to below 10 s",
                "Investigate the pool limits and write down which we keep",
                "Monitor the certificates so that the on-call engineer is paged a week ahead",
                "Remove the improvised retry",
                "Investigation board for the pool: publish it",
            })
    void anActionWithAResultIsNot(String title) {
        assertEquals("", ActionTitle.vague(title).orElse(""));
    }

    @Test
    void onlyWhatMisleadsOrHurtsIsMoreThanAHint() {
        assertEquals(
                List.of(Concern.BLAME, Concern.PERSON_NAMED, Concern.TIME_WITHOUT_ZONE),
                Arrays.stream(Concern.values()).filter(Concern::grave).toList());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "“",
                "\"",
                "a. ",
                "should ",
                "should   ",
                "14:05",
                "14:05 ",
                "1,234",
                "12 requests ",
                "12 ",
                "of ",
                "[#7] ",
                "{{a}} ",
                "a's ",
                "simply ",
                "e.g. ",
                "| ",
                "caused by\n",
                "A. B! ",
                "<!-- ",
            })
    void aLongTextIsReadToItsEnd(String piece) {
        String text = piece.repeat(200_000 / piece.length()) + "\n\nThat was human error.";
        List<Finding> blame = Writing.findings(text).stream()
                .filter(finding -> finding.concern() == Concern.BLAME)
                .toList();
        // A comment that nobody closed goes on to the end.
        assertEquals(piece.equals("<!-- ") ? 0 : 1, blame.size());
    }
}
