package org.hindsight.postmortem;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
}
