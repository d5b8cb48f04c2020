package org.hindsight.account;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A password that bcrypt can keep whole: 8 characters to 72 bytes. */
@Constraint(validatedBy = Password.Length.class)
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.METHOD, ElementType.RECORD_COMPONENT})
@interface Password {

    String message() default "must have at least 8 characters and at most 72 bytes";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** The check itself. */
    class Length implements ConstraintValidator<Password, String> {
        @Override
        public boolean isValid(@Nullable String password, ConstraintValidatorContext context) {
            return password == null
                    || (password.length() >= 8 && password.getBytes(StandardCharsets.UTF_8).length <= 72);
        }
    }
}
