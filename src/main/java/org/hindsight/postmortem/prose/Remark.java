package org.hindsight.postmortem.prose;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a writer is told about a text.
 *
 * @param message quotes the words, says why they deserve a second look, and what to write instead
 */
public record Remark(Concern concern, String message) {

    private record Told(Concern concern, String sameAs) {}

    /** Tells what comes several times once, with its number. */
    static List<Remark> of(List<Finding> findings) {
        Map<Told, List<Finding>> alike = new LinkedHashMap<>();
        for (Finding finding : findings) {
            alike.computeIfAbsent(new Told(finding.concern(), finding.sameAs()), told -> new ArrayList<>())
                    .add(finding);
        }
        return alike.values().stream().map(same -> of(same.get(0), same.size())).toList();
    }

    private static Remark of(Finding first, int times) {
        StringBuilder message = new StringBuilder("“" + first.words() + "” " + first.advice());
        if (!first.passage().equals(first.words())) {
            message.append(" It stands in “").append(first.passage()).append('”');
            if (!first.passage().matches("(?s).*[.…?!:]")) {
                message.append('.');
            }
        }
        if (times > 1) {
            message.append(" Found ").append(times).append(" times in this section.");
        }
        return new Remark(first.concern(), message.toString());
    }
}
