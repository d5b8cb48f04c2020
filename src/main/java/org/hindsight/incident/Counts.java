package org.hindsight.incident;

import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How many things of each kind an incident has, retracted ones left out. */
@Schema(name = "Counts")
public record Counts(int entries, int symptoms, int causes, int impacts, int workarounds, int signals, int actions) {

    static final Counts NONE = of(Map.of());

    static Counts of(Map<Kind, Integer> kinds) {
        return new Counts(
                kinds.getOrDefault(Kind.ENTRY, 0),
                kinds.getOrDefault(Kind.SYMPTOM, 0),
                kinds.getOrDefault(Kind.CAUSE, 0),
                kinds.getOrDefault(Kind.IMPACT, 0),
                kinds.getOrDefault(Kind.WORKAROUND, 0),
                kinds.getOrDefault(Kind.SIGNAL, 0),
                kinds.getOrDefault(Kind.ACTION, 0));
    }
}
