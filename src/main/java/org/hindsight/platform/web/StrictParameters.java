package org.hindsight.platform.web;

import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.ext.ParamConverter;
import jakarta.ws.rs.ext.ParamConverterProvider;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hindsight.platform.problem.Problem;
import org.jspecify.annotations.Nullable;

/** Query parameters that cannot be read are refused with 400 and their name, never ignored. */
@Provider
public class StrictParameters implements ParamConverterProvider {

    @Override
    @SuppressWarnings("unchecked")
    public <T> @Nullable ParamConverter<T> getConverter(Class<T> type, Type genericType, Annotation[] annotations) {
        String name = Arrays.stream(annotations)
                .filter(QueryParam.class::isInstance)
                .map(a -> ((QueryParam) a).value())
                .findFirst()
                .orElse(null);
        if (name == null) {
            return null;
        }
        if (type == Instant.class) {
            return (ParamConverter<T>) converter(
                    name, StrictParameters::instant, "must be a time with an offset, such as 2026-11-23T14:05:00Z");
        }
        if (type == Integer.class) {
            return (ParamConverter<T>) converter(name, Integer::valueOf, "must be a whole number");
        }
        if (type == Boolean.class) {
            return (ParamConverter<T>) converter(name, StrictParameters::bool, "must be true or false");
        }
        if (type.isEnum()) {
            T[] constants = type.getEnumConstants();
            String known = Arrays.stream(constants).map(String::valueOf).collect(Collectors.joining(", "));
            return converter(
                    name,
                    text -> Arrays.stream(constants)
                            .filter(c -> c.toString().equals(text))
                            .findFirst()
                            .orElseThrow(() -> new IllegalArgumentException(text)),
                    "must be one of " + known);
        }
        return null;
    }

    private static Instant instant(String text) {
        return OffsetDateTime.parse(text).toInstant();
    }

    private static Boolean bool(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(text);
        };
    }

    private static <T> ParamConverter<T> converter(String name, Function<String, T> read, String message) {
        return new ParamConverter<>() {
            @Override
            public @Nullable T fromString(@Nullable String text) {
                if (text == null || text.isEmpty()) {
                    return null;
                }
                try {
                    return read.apply(text);
                } catch (IllegalArgumentException | DateTimeException unreadable) {
                    throw Problem.invalid(name, message);
                }
            }

            @Override
            public String toString(T value) {
                return String.valueOf(value);
            }
        };
    }
}
