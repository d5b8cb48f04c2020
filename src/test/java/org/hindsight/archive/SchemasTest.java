package org.hindsight.archive;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.hindsight.Published;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The schemas of what leaves are there for anybody, and explain themselves. */
@QuarkusTest
@Tag("pages")
class SchemasTest {

    /** Where later versions may tell more: what people wrote then, and files that are there for good. */
    private static final Set<String> OPEN = Set.of(
            "hindsight-record-1#/$defs/part",
            "hindsight-record-1#/$defs/change/properties/item",
            "hindsight-edition-1#/$defs/document",
            "hindsight-edition-1#/$defs/facts",
            "hindsight-edition-1#/$defs/entry");

    @Test
    void anybodyMayReadThem() {
        for (String format : Published.FORMATS) {
            Response read = given().get("/schemas/" + format + ".json");
            read.then()
                    .statusCode(200)
                    .contentType("application/schema+json")
                    .header("Cache-Control", "public, max-age=3600")
                    .body("properties.format.const", equalTo(format))
                    .body("'$schema'", equalTo("https://json-schema.org/draft/2020-12/schema"))
                    .body("'$id'", equalTo(format.replaceFirst("hindsight-", "urn:hindsight:")));
            given().header("If-None-Match", read.header("ETag"))
                    .get("/schemas/" + format + ".json")
                    .then()
                    .statusCode(304);
        }
        given().get("/schemas/hindsight-record-9.json").then().statusCode(404);
        given().get("/schemas/..%2Fapplication.json").then().statusCode(404);
    }

    @Test
    void everythingInThemIsExplained() {
        for (String format : Published.FORMATS) {
            JsonNode schema = Published.schema(format);
            List<String> silent = new ArrayList<>();
            Set<String> open = new TreeSet<>();
            walk(schema, format + "#", silent, open);
            schema.path("$defs").properties().forEach(named -> {
                if (!told(named.getValue(), "title") || !told(named.getValue(), "description")) {
                    silent.add(named.getKey());
                }
            });
            assertTrue(told(schema, "title") && told(schema, "description"), format);
            assertEquals(List.of(), silent, "what nobody explains");
            Set<String> allowed = new TreeSet<>(OPEN);
            allowed.removeIf(place -> !place.startsWith(format));
            assertEquals(allowed, open, "what may hold anything");
        }
    }

    private static boolean told(JsonNode schema, String field) {
        return !schema.path(field).asText().isBlank();
    }

    private static void walk(JsonNode schema, String place, List<String> silent, Set<String> open) {
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            boolean condition = place.endsWith("/if");
            if (!condition && !told(property.getValue(), "description")) {
                silent.add(place + "/properties/" + property.getKey());
            }
        }
        boolean object = schema.path("type").asText().equals("object") || schema.has("allOf");
        if (object && !schema.has("additionalProperties") && !schema.has("unevaluatedProperties")) {
            open.add(place);
        }
        schema.properties().forEach(part -> {
            if (part.getValue().isObject()) {
                walk(part.getValue(), place + "/" + part.getKey(), silent, open);
            }
        });
        assertFalse(schema.path("$ref").asText().startsWith("http"), place + " leads elsewhere");
    }
}
