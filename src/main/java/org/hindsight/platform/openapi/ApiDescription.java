package org.hindsight.platform.openapi;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;
import org.hindsight.platform.problem.ProblemAnswers;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.RecordComponentInfo;
import org.jboss.jandex.Type;
import org.jspecify.annotations.Nullable;

/**
 * Completes what is read off the code: problems as the answer to every refusal, the bearer token, the
 * idempotency key of each POST, and which fields may be null. Pages are not part of the API.
 */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public class ApiDescription implements OASFilter {

    private static final DotName NULLABLE = DotName.createSimple("org.jspecify.annotations.Nullable");
    private static final DotName SCHEMA =
            DotName.createSimple("org.eclipse.microprofile.openapi.annotations.media.Schema");
    private static final String API = "/api/v1/";
    private static final String TOKEN = "token";

    private final IndexView index;

    public ApiDescription(IndexView index) {
        this.index = index;
    }

    @Override
    public void filterOpenAPI(OpenAPI description) {
        List<String> pages = description.getPaths().getPathItems().keySet().stream()
                .filter(path -> !path.startsWith(API))
                .toList();
        pages.forEach(description.getPaths()::removePathItem);
        for (PathItem path : description.getPaths().getPathItems().values()) {
            path.getOperations().forEach((method, operation) -> complete(method, operation));
        }
        description
                .getComponents()
                .setSecuritySchemes(Map.of(
                        TOKEN,
                        OASFactory.createSecurityScheme()
                                .type(SecurityScheme.Type.HTTP)
                                .scheme("bearer")
                                .description("An API token. A browser session works as well.")));
        markNullable(description.getComponents().getSchemas());
        dropUnused(description);
    }

    private static void complete(PathItem.HttpMethod method, Operation operation) {
        operation.setSecurity(List.of(OASFactory.createSecurityRequirement().addScheme(TOKEN)));
        List.of("400", "401", "403").forEach(operation.getResponses()::removeAPIResponse);
        operation
                .getResponses()
                .addAPIResponse(
                        "default",
                        OASFactory.createAPIResponse()
                                .description("A refusal, after RFC 9457")
                                .content(OASFactory.createContent()
                                        .addMediaType(
                                                ProblemAnswers.MEDIA_TYPE,
                                                OASFactory.createMediaType()
                                                        .schema(OASFactory.createSchema()
                                                                .ref("#/components/schemas/Problem")))));
        operation.getResponses().getAPIResponses().values().stream()
                .filter(answer -> answer.getDescription() == null)
                .forEach(answer -> answer.setDescription("Done"));
        if (method == PathItem.HttpMethod.POST) {
            operation.addParameter(OASFactory.createParameter()
                    .name("Idempotency-Key")
                    .in(Parameter.In.HEADER)
                    .description("Sent again with the same key and body, the request is not done twice.")
                    .schema(OASFactory.createSchema()
                            .addType(Schema.SchemaType.STRING)
                            .minLength(1)
                            .maxLength(128)));
        }
    }

    private void markNullable(Map<String, Schema> schemas) {
        Map<String, ClassInfo> records = records();
        schemas.forEach((name, schema) -> {
            ClassInfo record = name.startsWith("Listing") ? records.get("Listing") : records.get(name);
            if (record != null && schema.getProperties() != null) {
                Map<String, Schema> properties = new HashMap<>(schema.getProperties());
                for (RecordComponentInfo part : record.recordComponents()) {
                    Schema property = properties.get(part.name());
                    if (property != null && nullable(part.type())) {
                        schema.addProperty(part.name(), orNull(property));
                    }
                }
            }
        });
    }

    private Map<String, ClassInfo> records() {
        Map<String, ClassInfo> records = new HashMap<>();
        for (ClassInfo type : index.getKnownClasses()) {
            if (type.isRecord() && type.name().toString().startsWith("org.hindsight.")) {
                AnnotationInstance named = type.declaredAnnotation(SCHEMA);
                if (named != null && named.value("name") != null) {
                    records.put(named.value("name").asString(), type);
                } else {
                    records.putIfAbsent(type.simpleName(), type);
                }
            }
        }
        return records;
    }

    private static boolean nullable(Type type) {
        return type.hasAnnotation(NULLABLE);
    }

    private static Schema orNull(Schema schema) {
        if (schema.getRef() != null) {
            return OASFactory.createSchema()
                    .anyOf(List.of(schema, OASFactory.createSchema().addType(Schema.SchemaType.NULL)));
        }
        if (schema.getType() != null && !schema.getType().contains(Schema.SchemaType.NULL)) {
            schema.addType(Schema.SchemaType.NULL);
        }
        return schema;
    }

    /** Leaves only the schemas that some call uses, directly or through others. */
    private static void dropUnused(OpenAPI description) {
        Map<String, Schema> all = description.getComponents().getSchemas();
        Set<String> used = new HashSet<>();
        List<Schema> open = new ArrayList<>();
        for (PathItem path : description.getPaths().getPathItems().values()) {
            for (Operation operation : path.getOperations().values()) {
                if (operation.getRequestBody() != null) {
                    operation
                            .getRequestBody()
                            .getContent()
                            .getMediaTypes()
                            .values()
                            .forEach(m -> add(open, m.getSchema()));
                }
                if (operation.getParameters() != null) {
                    operation.getParameters().forEach(parameter -> add(open, parameter.getSchema()));
                }
                operation.getResponses().getAPIResponses().values().forEach(answer -> {
                    if (answer.getContent() != null) {
                        answer.getContent().getMediaTypes().values().forEach(m -> add(open, m.getSchema()));
                    }
                });
            }
        }
        while (!open.isEmpty()) {
            Schema schema = open.remove(open.size() - 1);
            if (schema.getRef() != null) {
                String name = schema.getRef().substring(schema.getRef().lastIndexOf('/') + 1);
                if (used.add(name) && all.get(name) != null) {
                    add(open, all.get(name));
                }
            }
            parts(schema).forEach(part -> add(open, part));
        }
        Set<String> unused = new HashSet<>(all.keySet());
        unused.removeAll(used);
        unused.forEach(description.getComponents()::removeSchema);
    }

    private static void add(List<Schema> open, @Nullable Schema schema) {
        if (schema != null) {
            open.add(schema);
        }
    }

    private static List<Schema> parts(Schema schema) {
        List<Schema> parts = new ArrayList<>();
        if (schema.getProperties() != null) {
            parts.addAll(schema.getProperties().values());
        }
        add(parts, schema.getItems());
        add(parts, schema.getAdditionalPropertiesSchema());
        List<List<Schema>> choices = new ArrayList<>();
        choices.add(schema.getAnyOf());
        choices.add(schema.getAllOf());
        choices.add(schema.getOneOf());
        choices.stream().filter(java.util.Objects::nonNull).forEach(parts::addAll);
        return parts;
    }
}
