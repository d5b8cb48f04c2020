package org.hindsight.edition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hindsight.incident.Audience;
import org.hindsight.incident.Incident;
import org.hindsight.incident.Severity;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("plain")
class MetadataTest {

    private static final Instant MORNING = Instant.parse("2026-11-18T09:00:00Z");
    private static final Publisher NOBODY = new Publisher(Optional.empty(), Optional.empty());
    private static final Publisher EXAMPLE =
            new Publisher(Optional.of("https://status.example.org/"), Optional.of("Example & Sons"));

    private static Edition edition(int no) {
        Edition edition = new Edition();
        edition.incident = new Incident();
        edition.audience = Audience.PUBLIC;
        edition.no = no;
        edition.label = Label.FINAL;
        edition.title = "Libraries </script><!-- & 🎵";
        edition.lead = "Nobody could open one.";
        edition.severity = Severity.SEV2;
        edition.services.add("Music streaming");
        edition.beganAt = Instant.parse("2026-11-17T14:00:00Z");
        edition.publishedAt = MORNING.plusSeconds(86_400L * no);
        return edition;
    }

    private static JsonNode data(Metadata metadata) throws Exception {
        String script = metadata.data().html();
        assertFalse(script.contains("<") || script.contains(">") || script.contains("&"), script);
        return new ObjectMapper().readTree(script);
    }

    @Test
    void theNewestEditionIsTheReportAndAnOlderOneIsItself() {
        List<Edition> all = List.of(edition(3), edition(2), edition(1));
        all.get(0).withdrawnAt = MORNING;
        Metadata newest = Metadata.of(all.get(1), all, "libraries", EXAMPLE, true);
        assertEquals("https://status.example.org/reports/libraries", newest.canonical());
        assertEquals("https://status.example.org/reports/libraries", newest.url());
        Metadata older = Metadata.of(all.get(2), all, "libraries", EXAMPLE, true);
        assertEquals("https://status.example.org/reports/libraries/editions/1", older.canonical());
        Metadata path = Metadata.of(all.get(1), all, "libraries", NOBODY, true);
        assertEquals("/reports/libraries", path.canonical());
        assertNull(path.url());
    }

    @Test
    void theDataSayWhatTheEditionSays() throws Exception {
        List<Edition> all = List.of(edition(2), edition(1));
        JsonNode data = data(Metadata.of(all.get(0), all, "libraries", EXAMPLE, true));
        assertEquals("https://schema.org", data.get("@context").asText());
        assertEquals("Report", data.get("@type").asText());
        assertEquals("Libraries </script><!-- & 🎵", data.get("headline").asText());
        assertEquals("Nobody could open one.", data.get("description").asText());
        assertEquals("2026-11-19T09:00:00Z", data.get("datePublished").asText());
        assertEquals("2026-11-20T09:00:00Z", data.get("dateModified").asText());
        assertEquals(2, data.get("version").asInt());
        assertEquals("Music streaming", data.at("/about/0/name").asText());
        assertEquals("Example & Sons", data.at("/author/name").asText());
        assertEquals(
                "https://status.example.org/reports/libraries", data.get("url").asText());
    }

    @Test
    void aLinkHasThePictureOfThisVeryEdition() throws Exception {
        List<Edition> all = List.of(edition(2), edition(1));
        all.get(0).lastedSeconds = 16_800L;
        Metadata metadata = Metadata.of(all.get(0), all, "libraries", EXAMPLE, true);
        assertEquals(
                "https://status.example.org/reports/libraries/editions/2.png",
                metadata.picture().url());
        assertEquals(
                "Libraries </script><!-- & 🎵. SEV2, 17 November 2026, 14:00 UTC, for 4 h 40 min. Final, edition 2.",
                metadata.picture().words());
        assertEquals(metadata.picture().url(), data(metadata).get("image").asText());
        assertNull(Metadata.of(all.get(0), all, "libraries", EXAMPLE, false).picture());
        Metadata path = Metadata.of(all.get(0), all, "libraries", NOBODY, true);
        assertNull(path.picture(), "no link from anywhere, no picture");
        assertFalse(data(path).has("image"));
    }

    @Test
    void whatIsNotKnownIsNotInvented() throws Exception {
        Edition edition = edition(1);
        edition.lead = "";
        edition.services.clear();
        JsonNode data = data(Metadata.of(edition, List.of(edition), "libraries", NOBODY, true));
        for (String name : List.of("description", "about", "author", "url")) {
            assertFalse(data.has(name), name);
        }
    }
}
