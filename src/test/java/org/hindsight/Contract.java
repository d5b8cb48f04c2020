package org.hindsight;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.restassured.RestAssured;
import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import java.net.URI;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Holds every answer that a test gets from the API against the published description: the call must be
 * in it, with that status and content type, and the body must fit its schema without a field too many.
 */
final class Contract implements Filter {

    static final Contract PUBLISHED = new Contract();

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<Integer, JsonNode> descriptions = new ConcurrentHashMap<>();
    private final Map<String, JsonSchema> schemas = new ConcurrentHashMap<>();

    private Contract() {}

    @Override
    public Response filter(
            FilterableRequestSpecification request, FilterableResponseSpecification expected, FilterContext context) {
        Response answer = context.next(request, expected);
        String path = URI.create(request.getURI()).normalize().getRawPath();
        if (path.startsWith("/api/v1/")) {
            check(request.getMethod().toLowerCase(Locale.ROOT), path, answer);
        }
        return answer;
    }

    private void check(String method, String path, Response answer) {
        JsonNode description = descriptions.computeIfAbsent(RestAssured.port, port -> published());
        JsonNode call = call(description, method, path);
        if (call == null) {
            assertTrue(
                    answer.statusCode() == 404 || answer.statusCode() == 405,
                    method + " " + path + " answers " + answer.statusCode() + " but is not described");
            return;
        }
        JsonNode responses = call.path("responses");
        JsonNode described = responses.has(String.valueOf(answer.statusCode()))
                ? responses.path(String.valueOf(answer.statusCode()))
                : answer.statusCode() >= 400 ? responses.get("default") : null;
        assertNotNull(described, method + " " + path + " answered the undescribed status " + answer.statusCode());
        if (answer.asByteArray().length == 0 || !described.has("content")) {
            return;
        }
        String type = answer.contentType().replaceFirst(";.*", "");
        JsonNode content = described.path("content").has("*/*")
                ? described.path("content").get("*/*")
                : described.path("content").get(type);
        assertNotNull(content, method + " " + path + " answered the undescribed type " + type);
        if (type.endsWith("json")
                && !content.path("schema").path("format").asText().equals("binary")) {
            fits(description, content.path("schema"), answer.asString(), method + " " + path);
        }
    }

    private void fits(JsonNode description, JsonNode schema, String body, String call) {
        JsonSchema compiled = schemas.computeIfAbsent(schema.toString(), text -> compile(description, schema));
        try {
            Set<ValidationMessage> faults = compiled.validate(JSON.readTree(body));
            assertTrue(faults.isEmpty(), () -> call + " does not fit its description: " + faults + "\n" + body);
        } catch (JsonProcessingException notJson) {
            throw new AssertionError(call + " answered what is not JSON: " + body, notJson);
        }
    }

    private static JsonSchema compile(JsonNode description, JsonNode schema) {
        ObjectNode root = JSON.createObjectNode();
        root.set("components", description.path("components"));
        root.setAll((ObjectNode) schema);
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(root);
    }

    private static JsonNode call(JsonNode description, String method, String path) {
        JsonNode best = null;
        int fewest = Integer.MAX_VALUE;
        for (Map.Entry<String, JsonNode> described : description.path("paths").properties()) {
            String pattern = "\\Q" + described.getKey().replaceAll("\\{[^}]+}", "\\\\E[^/]+\\\\Q") + "\\E";
            int variables = described.getKey().split("\\{", -1).length;
            if (Pattern.matches(pattern, path) && variables < fewest) {
                fewest = variables;
                best = described.getValue();
            }
        }
        return best == null ? null : best.get(method);
    }

    private static JsonNode published() {
        try {
            JsonNode description = JSON.readTree(
                    RestAssured.given().get("/q/openapi?format=json").asString());
            strict(description.path("components").path("schemas"));
            return description;
        } catch (JsonProcessingException broken) {
            throw new AssertionError("the published description is not JSON", broken);
        }
    }

    /** A field that is not described is a fault, except where the description says that there may be more. */
    private static void strict(JsonNode schemas) {
        Iterator<Map.Entry<String, JsonNode>> all = schemas.properties().iterator();
        while (all.hasNext()) {
            Map.Entry<String, JsonNode> schema = all.next();
            ObjectNode node = (ObjectNode) schema.getValue();
            if (node.has("properties")
                    && !node.has("additionalProperties")
                    && !schema.getKey().equals("Problem")) {
                node.put("additionalProperties", false);
            }
        }
    }
}
