package org.hindsight.platform.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Turns what Jackson found wrong into a sentence that names the field. */
public final class JsonFaults {

    private JsonFaults() {}

    public static Problem problem(JsonProcessingException fault) {
        if (fault instanceof UnrecognizedPropertyException unknown) {
            return Problem.invalid(path(unknown), "is not a field of this request; known are " + known(unknown));
        }
        if (fault instanceof InvalidFormatException wrong) {
            return Problem.invalid(path(wrong), message(wrong));
        }
        if (fault instanceof MismatchedInputException mismatch) {
            String path = path(mismatch);
            Class<?> type = mismatch.getTargetType();
            return path.isEmpty()
                    ? Problem.invalid("The body must be " + article(type) + ".")
                    : Problem.invalid(path, "must be " + article(type));
        }
        if (fault instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
            return Problem.invalid(path(mapping), "cannot be read");
        }
        return Problem.invalid("The body is not valid JSON" + place(fault) + ".");
    }

    private static String message(InvalidFormatException wrong) {
        Class<?> type = wrong.getTargetType();
        if (type.isEnum()) {
            return "must be one of "
                    + Arrays.stream(type.getEnumConstants())
                            .map(String::valueOf)
                            .collect(Collectors.joining(", "));
        }
        String original = wrong.getOriginalMessage();
        int colon = original.indexOf(": ");
        if (original.startsWith("Cannot deserialize value of type") && colon > 0 && original.contains("from String")) {
            String rest = original.substring(original.lastIndexOf("\": ") + 3);
            if (rest.startsWith("must ") || rest.startsWith("contains ")) {
                return rest;
            }
        }
        return "must be " + article(type);
    }

    private static String article(Class<?> type) {
        if (type == null
                || Record.class.isAssignableFrom(type)
                || type.getSimpleName().endsWith("Node")) {
            return "a JSON object";
        }
        if (Iterable.class.isAssignableFrom(type) || type.isArray()) {
            return "a list";
        }
        if (type == String.class) {
            return "a text";
        }
        if (type == Boolean.class || type == boolean.class) {
            return "true or false";
        }
        if (type == Integer.class || type == int.class || type == Long.class || type == long.class) {
            return "a whole number";
        }
        if (Number.class.isAssignableFrom(type) || type.isPrimitive()) {
            return "a number";
        }
        if (type.isEnum()) {
            return "one of "
                    + Arrays.stream(type.getEnumConstants())
                            .map(String::valueOf)
                            .collect(Collectors.joining(", "));
        }
        return "a JSON object";
    }

    private static String known(UnrecognizedPropertyException unknown) {
        List<String> names = unknown.getKnownPropertyIds() == null
                ? List.of()
                : unknown.getKnownPropertyIds().stream()
                        .map(String::valueOf)
                        .sorted()
                        .toList();
        return String.join(", ", names);
    }

    private static String path(JsonMappingException fault) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference step : fault.getPath()) {
            if (step.getFieldName() != null) {
                path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
            } else if (step.getIndex() >= 0) {
                path.append('[').append(step.getIndex()).append(']');
            }
        }
        return path.toString();
    }

    private static String place(JsonProcessingException fault) {
        return fault.getLocation() == null
                ? ""
                : " (line " + fault.getLocation().getLineNr() + ", column "
                        + fault.getLocation().getColumnNr() + ")";
    }
}
