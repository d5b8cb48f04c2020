package org.hindsight.platform.problem;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * One field that was sent wrongly.
 *
 * @param field the path in the JSON or the name of the form field, for example {@code entries[3].text}
 * @param message a sentence that says what to do
 */
public record Violation(String field, String message) {

    /** What Bean Validation found wrong with a value. */
    public static Violation of(ConstraintViolation<?> found) {
        return below(0, found);
    }

    /** The same without the first steps of its path, which name a method and its parameter. */
    static Violation below(int steps, ConstraintViolation<?> found) {
        return new Violation(
                StreamSupport.stream(found.getPropertyPath().spliterator(), false)
                        .skip(steps)
                        .filter(step -> step.getKind() != ElementKind.CONTAINER_ELEMENT)
                        .map(Path.Node::toString)
                        .collect(Collectors.joining(".")),
                found.getMessage());
    }
}
