package org.hindsight.postmortem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Facts that were frozen long ago are still read. */
@Tag("plain")
class FactsTest {

    @Test
    void aCauseFromBeforeItCouldSayWhatItExplainsExplainsNothing() throws Exception {
        String frozen = """
                {"no": 1, "statement": "An expired certificate", "category": null, "part": "TRIGGER", "state": "SUSPECTED",
                 "confidence": null, "reason": null, "evidence": [{"entry": 2, "weighs": "FOR", "note": null}]}
                """;
        Facts.Cause cause = new ObjectMapper().readValue(frozen, Facts.Cause.class);
        assertEquals(List.of(), cause.effects());
        assertEquals(1, cause.evidence().size());
    }

    @Test
    void aMetricFromBeforeItsSamplesWereToldHasNone() throws Exception {
        String frozen = """
                {"no": 1, "key": "teams", "name": "Teams", "value": 90, "low": null, "high": null, "unit": "teams", "outOf": 305,
                 "figure": "90 teams", "figureOfAll": "90 of 305 teams, 30 %", "basis": "MEASURED", "from": null, "to": null,
                 "service": null, "region": null, "platform": null, "source": null}
                """;
        ObjectMapper json = new ObjectMapper();
        Facts.Impact metric = json.readValue(frozen, Facts.Impact.class);
        assertNull(metric.series());
        assertFalse(json.valueToTree(metric).has("series"));
    }
}
