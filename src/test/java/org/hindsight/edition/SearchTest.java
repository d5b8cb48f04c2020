package org.hindsight.edition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import org.hindsight.incident.Severity;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("plain")
class SearchTest {

    private static final Card CARD =
            card("Störung der Wiedergabe: l’API ne répond plus", "2026-11-17T14:00:00Z", "Zürich Edge-1", "Straße");

    private static Card card(String title, String began, String... services) {
        Edition edition = new Edition();
        edition.title = title;
        edition.lead = "Nobody could open a saved library.";
        edition.severity = Severity.SEV2;
        edition.label = Label.FINAL;
        edition.no = 1;
        edition.publishedAt = Instant.parse("2026-11-18T09:00:00Z");
        edition.beganAt = Instant.parse(began);
        edition.services.addAll(List.of(services));
        return Card.of(edition, "stoerung");
    }

    private static boolean finds(String text) {
        return Search.of(text, "").orElseThrow().has(CARD);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "störung",
                "STORUNG",
                "lapi",
                "l'api repond",
                "saved LIBRARY",
                "library saved",
                "sev2",
                "zurich",
                "edge-1",
                "edge 1",
                "“Wiedergabe:”",
                "STRASSE",
                "strasse",
                "wiedergab"
            })
    void theseAreFound(String text) {
        assertTrue(finds(text), text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sev1", "saved playlist", "final", "stoerung", "???", "<zz>", "playlist"})
    void theseAreNot(String text) {
        assertFalse(finds(text), text);
    }

    @Test
    void aYearIsThatOfTheIncidentInUtc() {
        Search search = Search.of("", "2026").orElseThrow();
        assertTrue(search.has(CARD) && search.in(CARD));
        assertFalse(search.in(card("x", "2025-12-31T23:59:59Z")));
        assertFalse(search.in(card("x", "2027-01-01T00:00:00Z")));
    }

    @Test
    void whatAsksForNothingIsThePlainIndexAndWhatCannotBeReadIsAFault() {
        assertTrue(Search.of("", "").isEmpty());
        assertEquals(null, Search.of("x".repeat(200), "").orElseThrow().fault());
        assertNotNull(Search.of("x".repeat(201), "").orElseThrow().fault());
        for (String year : List.of("26", "20266", "0026", "year", "-2026", "٢٠٢٦")) {
            assertNotNull(Search.of("", year).orElseThrow().fault(), year);
        }
    }

    @Test
    void aSearchGoesOnInAnotherYear() {
        Search search = Search.of("a&b “ü”", "2026").orElseThrow();
        assertEquals("/reports?q=a%26b+%E2%80%9C%C3%BC%E2%80%9D&year=2025", search.address(2025));
        assertEquals("/reports?q=a%26b+%E2%80%9C%C3%BC%E2%80%9D", search.address(null));
        assertEquals("/reports?year=2025", Search.ALL.address(2025));
        assertEquals("/reports", Search.ALL.address(null));
    }
}
