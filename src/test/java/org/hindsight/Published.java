package org.hindsight;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Holds the files that leave against their published schemas; each names its own in the field {@code format}. */
public final class Published {

    /** The formats that have a schema. */
    public static final List<String> FORMATS = List.of("hindsight-record-1", "hindsight-edition-1");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, JsonSchema> COMPILED = FORMATS.stream()
            .collect(Collectors.toMap(
                    format -> format,
                    format -> JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                            .getSchema(schema(format))));

    private Published() {}

    /** The schema of a format as it comes along. */
    public static JsonNode schema(String format) {
        try (InputStream in = Published.class.getResourceAsStream("/schemas/" + format + ".json")) {
            return JSON.readTree(in);
        } catch (IOException broken) {
            throw new AssertionError(format, broken);
        }
    }

    /** Fails with all that does not fit. */
    public static void assertFits(byte[] file) {
        try {
            JsonNode json = JSON.readTree(file);
            assertEquals("", faults(json), json.path("format").asText());
        } catch (IOException notJson) {
            throw new AssertionError(notJson);
        }
    }

    /** What does not fit, in words; empty where all does. */
    public static String faults(JsonNode json) {
        return COMPILED.get(json.path("format").asText()).validate(json).stream()
                .map(String::valueOf)
                .limit(20)
                .collect(Collectors.joining("\n"));
    }
}
