package org.hindsight.platform.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.hindsight.platform.problem.JsonFaults;
import org.hindsight.platform.problem.Problem;

/**
 * PATCH as a JSON merge patch (RFC 7396) upon the record that POST takes: what is not named stays, null
 * clears, and the result passes the same checks as a new one.
 */
@ApplicationScoped
public class MergePatch {

    private final ObjectMapper json;
    private final Checked checked;

    MergePatch(ObjectMapper json, Checked checked) {
        this.json = json;
        this.checked = checked;
    }

    /** The current input with the patch laid over it, validated. */
    public <T extends Record> T apply(T current, ObjectNode patch, Class<T> type) {
        ObjectNode merged = json.valueToTree(current);
        merge(merged, patch);
        try {
            return checked.valid(json.treeToValue(merged, type));
        } catch (JsonProcessingException unreadable) {
            throw JsonFaults.problem(unreadable);
        }
    }

    private static void merge(ObjectNode target, ObjectNode patch) {
        for (Map.Entry<String, JsonNode> field : patch.properties()) {
            JsonNode before = target.get(field.getKey());
            if (field.getValue() instanceof ObjectNode inner && before instanceof ObjectNode old) {
                merge(old, inner);
            } else {
                target.set(field.getKey(), field.getValue());
            }
        }
    }

    /** Refuses a body that is not a JSON object. */
    public static ObjectNode object(JsonNode body) {
        if (body instanceof ObjectNode object) {
            return object;
        }
        throw Problem.invalid("The body must be a JSON object with the fields to change.");
    }
}
