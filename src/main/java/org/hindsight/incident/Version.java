package org.hindsight.incident;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hindsight.account.Person;
import org.jspecify.annotations.Nullable;

/**
 * One version in the trail of a thing.
 *
 * @param version counts from 1
 * @param at when it was recorded
 * @param by who wrote it; null when the application itself did
 * @param fields what this version made different, by field
 * @param reason why, where one had to be given
 */
@Schema(name = "Version")
public record Version(
        int version,
        Instant at,
        @Nullable Person by,
        What change,
        Map<String, Difference> fields,
        @Nullable String reason) {

    /** Fields that say that something changed, not what. */
    private static final Set<String> BOOKKEEPING = Set.of("edited", "version", "recordedAt");

    /** A field before and after; null where there was nothing. */
    @Schema(name = "Difference")
    public record Difference(
            @Nullable JsonNode before, @Nullable JsonNode after) {}

    static Map<String, Difference> differences(JsonNode before, JsonNode after) {
        Set<String> names = new LinkedHashSet<>();
        after.fieldNames().forEachRemaining(names::add);
        before.fieldNames().forEachRemaining(names::add);
        Map<String, Difference> differences = new LinkedHashMap<>();
        for (String name : names) {
            JsonNode old = Objects.requireNonNullElse(before.get(name), NullNode.instance);
            JsonNode now = Objects.requireNonNullElse(after.get(name), NullNode.instance);
            if (!BOOKKEEPING.contains(name) && !old.equals(now) && !(nothing(old) && nothing(now))) {
                differences.put(name, new Difference(old, now));
            }
        }
        return differences;
    }

    /** A list that a view did not have yet was an empty one. */
    private static boolean nothing(JsonNode value) {
        return value.isNull() || (value.isArray() && value.isEmpty());
    }
}
