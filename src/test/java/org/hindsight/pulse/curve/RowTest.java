package org.hindsight.pulse.curve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.qute.Engine;
import io.quarkus.qute.HtmlEscaper;
import io.quarkus.qute.ReflectionValueResolver;
import io.quarkus.qute.Variant;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.hindsight.pulse.detection.State;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("plain")
class RowTest {

    private static final Instant NOON = Instant.parse("2026-11-17T12:00:00Z");

    @Test
    void addsUpToHoursThatBeginAtTheHour() {
        Curve day = Stories.outage(Instant.parse("2026-11-16T20:30:00Z"), 1440, Stories.MINUTE);
        List<Row> rows = Row.of(day);
        assertEquals(25, rows.size());
        assertEquals(
                new Row(Instant.parse("2026-11-16T20:30:00Z"), "16 Nov 20:30", "180", "180", State.NORMAL, "Normal"),
                rows.get(0));
        Row outage = rows.get(20);
        assertEquals("17 Nov 16:00", outage.time());
        assertEquals("360", outage.usual());
        assertEquals("Outage", outage.stateName());
        assertTrue(outage.reports().matches("\\d\\d,\\d\\d\\d"), outage.reports());
        assertEquals(
                day.total(),
                rows.stream()
                        .mapToLong(row -> Long.parseLong(row.reports().replace(",", "")))
                        .sum());
    }

    @Test
    void staysShortAndSaysWhatIsNotKnown() {
        for (int steps : new int[] {1, 60, 100, 720, 1440, 2100}) {
            for (Duration step : List.of(Duration.ofSeconds(7), Stories.MINUTE, Duration.ofMinutes(5))) {
                int rows = Row.of(Stories.outage(NOON.plusSeconds(59), steps, step))
                        .size();
                assertTrue(rows <= 31, () -> steps + " steps of " + step + " in " + rows + " rows");
            }
        }
        assertEquals("–", Row.of(Stories.day(minute -> 6, null)).get(0).usual());
        assertEquals("24", Row.of(Stories.day(minute -> 6, 0.4)).get(0).usual());
    }

    @Test
    void isPutOutByTheFragment() throws IOException {
        Engine engine = Engine.builder()
                .addDefaults()
                .addValueResolver(new ReflectionValueResolver())
                .addResultMapper(new HtmlEscaper(List.of(Variant.TEXT_HTML)))
                .build();
        String html;
        try (InputStream file = RowTest.class.getResourceAsStream("/templates/pulse/curve.html")) {
            String template = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            html = engine.parse(template, Variant.forContentType(Variant.TEXT_HTML))
                    .data("figure", Stories.outage(NOON, 480, Stories.MINUTE).figure("room"))
                    .render();
        }
        assertTrue(html.contains("<summary>Figures as a table</summary>"), html);
        assertTrue(html.contains("<time datetime=\"2026-11-17T16:30:00Z\">16:30</time></th>"), html);
        assertTrue(html.contains("<td data-state=\"OUTAGE\">Outage</td>"), html);
        assertTrue(html.contains("<p class=\"curve-sentence\">Reports rose from about 6 a minute to 1,912 "), html);
        assertFalse(html.contains("NOT_FOUND") || html.contains("{"), html);
    }
}
