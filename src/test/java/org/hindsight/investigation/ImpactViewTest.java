package org.hindsight.investigation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import org.hindsight.incident.Audience;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("plain")
class ImpactViewTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    90    |       |       | 305   | teams   | MEASURED  | 90 teams                       | 90 of 305 teams, 30 %
                    305   |       |       |       | teams   | MEASURED  | 305 teams                      |
                    1200000 |     |       |       | reports | ESTIMATED | about 1,200,000 reports        |
                          | 20000 | 30000 |       | reports | ESTIMATED | about 20,000 to 30,000 reports |
                          | 20    | 30    | 300   | teams   | MEASURED  | 20 to 30 teams                 | 20 to 30 of 300 teams, 6.7 to 10 %
                          | 30    | 30    | 300   | teams   | MEASURED  | 30 teams                       | 30 of 300 teams, 10 %
                    0     |       |       | 305   | teams   | MEASURED  | 0 teams                        | 0 of 305 teams, 0 %
                    1     |       |       | 305   | teams   | MEASURED  | 1 teams                        | 1 of 305 teams, 0.3 %
                    2.5   |       |       | 10    | GB      | MEASURED  | 2.5 GB                         | 2.5 of 10 GB, 25 %
                    -12.5 |       |       |       | %       | ESTIMATED | about -12.5 %                  |
                    """)
    void speaksInProse(
            BigDecimal value,
            BigDecimal low,
            BigDecimal high,
            BigDecimal outOf,
            String unit,
            Basis basis,
            String figure,
            String figureOfAll) {
        ImpactView impact = impact(value, low, high, outOf, unit, basis);
        assertEquals(figure, impact.figure());
        assertEquals(Optional.ofNullable(figureOfAll), impact.figureOfAll());
    }

    @Test
    void noticesAPartThatIsLargerThanItsWhole() {
        BigDecimal ten = BigDecimal.TEN;
        assertTrue(
                impact(ten, null, null, BigDecimal.ONE, "teams", Basis.MEASURED).exceedsItsWhole());
        assertTrue(impact(null, BigDecimal.ZERO, ten, BigDecimal.ONE, "teams", Basis.MEASURED)
                .exceedsItsWhole());
        assertFalse(impact(ten, null, null, ten, "teams", Basis.MEASURED).exceedsItsWhole());
        assertFalse(impact(ten, null, null, null, "teams", Basis.MEASURED).exceedsItsWhole());
    }

    private static ImpactView impact(
            BigDecimal value, BigDecimal low, BigDecimal high, BigDecimal outOf, String unit, Basis basis) {
        return new ImpactView(
                1,
                "key",
                "Name",
                value,
                low,
                high,
                unit,
                outOf,
                basis,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                Audience.INTERNAL,
                Instant.EPOCH,
                null,
                false,
                null,
                1);
    }
}
