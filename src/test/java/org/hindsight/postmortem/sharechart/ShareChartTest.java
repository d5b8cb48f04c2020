package org.hindsight.postmortem.sharechart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.hindsight.platform.SafeHtml;
import org.hindsight.pulse.Counted;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("plain")
class ShareChartTest {

    private static final Pattern BAR = Pattern.compile("M([0-9.]+) ([0-9.]+)H([0-9.]+)V.*");

    private static Counted.Share share(String title, String... namesAndPercents) {
        return new Counted.Share(
                title,
                IntStream.range(0, namesAndPercents.length / 2)
                        .mapToObj(i -> new Counted.Part(
                                "K" + i, namesAndPercents[2 * i], new BigDecimal(namesAndPercents[2 * i + 1]), 10 + i))
                        .toList());
    }

    private static Document drawn(SafeHtml svg) {
        return Jsoup.parse(svg.html(), "", Parser.xmlParser());
    }

    private static double length(Element bar) {
        Matcher path = BAR.matcher(bar.attr("d"));
        assertTrue(path.matches(), bar::toString);
        return Double.parseDouble(path.group(3)) - Double.parseDouble(path.group(1));
    }

    @Test
    void eachPartHasABarAsLongAsItIsLargeAndItsNameAndPercentageInWords() {
        ShareChart chart = new ShareChart(
                "Music & more",
                List.of(
                        share("By platform", "Mobile", "65.0", "Desktop", "25.0", "Web", "10.0"),
                        share("By region", "United <States>", "100")),
                "By platform: Mobile 65 %.");
        for (Document picture : List.of(drawn(chart.wide("a")), drawn(chart.narrow("a")))) {
            List<Element> tracks = picture.select(".cv-track");
            List<Element> bars = picture.select(".cv-bar");
            assertEquals(4, bars.size());
            double[] wanted = {0.65, 0.25, 0.1, 1};
            for (int i = 0; i < wanted.length; i++) {
                assertEquals(wanted[i], length(bars.get(i)) / length(tracks.get(i)), 0.01);
            }
            List<String> words = picture.select("text").eachText();
            assertTrue(
                    words.containsAll(List.of("By platform", "Mobile", "65 %", "10 %", "United <States>")),
                    words::toString);
            assertEquals(
                    "How the reports of Music & more divide",
                    picture.select("title").text());
        }
    }

    @Test
    void moreThanEightPartsAreToldInTheTable() {
        String[] many = IntStream.range(0, 11)
                .boxed()
                .flatMap(i -> List.of("Region " + i, "9").stream())
                .toArray(String[]::new);
        Document picture = drawn(new ShareChart("Music", List.of(share("By region", many)), "Many.").narrow("b"));
        assertEquals(ShareChart.MOST, picture.select(".cv-bar").size());
        assertTrue(picture.select("text").eachText().contains("and 3 more, in the table"));
    }

    @Test
    void aSmallPartIsSeenAndALongNameStaysBesideItsPercentage() {
        Document picture = drawn(new ShareChart("Music", List.of(share("By symptom", "S".repeat(200), "0.1")), "Few.")
                .narrow("c"));
        assertTrue(length(picture.selectFirst(".cv-bar")) >= 2);
        assertTrue(picture.select("text").eachText().stream().anyMatch(text -> text.endsWith("…")));
    }
}
