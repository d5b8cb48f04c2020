package org.hindsight.platform.json;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;
import org.hindsight.platform.problem.Violation;
import org.jspecify.annotations.Nullable;

/** Input whose fields must fit each other: it says itself what does not, and at which field. */
@SelfChecked.Fits
public interface SelfChecked {

    /** What does not fit; called also when single fields are wrong or missing. */
    List<Violation> faults();

    /** The constraint behind it; inherited by every implementation. */
    @Constraint(validatedBy = Validator.class)
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE)
    @interface Fits {
        String message() default "does not fit";

        Class<?>[] groups() default {};

        Class<? extends Payload>[] payload() default {};
    }

    /** Puts each fault at its field. */
    class Validator implements ConstraintValidator<Fits, SelfChecked> {
        @Override
        public boolean isValid(@Nullable SelfChecked input, ConstraintValidatorContext context) {
            List<Violation> faults = input == null ? List.of() : input.faults();
            context.disableDefaultConstraintViolation();
            for (Violation fault : faults) {
                context.buildConstraintViolationWithTemplate(fault.message())
                        .addPropertyNode(fault.field())
                        .addConstraintViolation();
            }
            return faults.isEmpty();
        }
    }
}
