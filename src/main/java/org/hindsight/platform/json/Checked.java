package org.hindsight.platform.json;

import jakarta.inject.Singleton;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.hindsight.platform.problem.Problem;
import org.hindsight.platform.problem.Violation;

/** Bean Validation for input that did not come as the body of a method: patches, batches, forms. */
@Singleton
public class Checked {

    private final Validator validator;

    Checked(Validator validator) {
        this.validator = validator;
    }

    /** The same value, or a refusal that names each faulty field. */
    public <T> T valid(T input) {
        List<Violation> violations = violations(input);
        if (!violations.isEmpty()) {
            throw Problem.invalid(violations);
        }
        return input;
    }

    /** What is wrong with a value, by field path. */
    public <T> List<Violation> violations(T input) {
        Set<ConstraintViolation<T>> found = validator.validate(input);
        return found.stream()
                .map(Violation::of)
                .sorted(Comparator.comparing(Violation::field).thenComparing(Violation::message))
                .toList();
    }
}
