package org.hindsight.platform.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.hindsight.platform.Texts;

/**
 * How JSON is read and written everywhere: strictly. Programs are told about an unknown field, a wrong
 * type or a time without an offset instead of being guessed at.
 */
@Singleton
public class JsonRules implements ObjectMapperCustomizer {

    /** Times outside this span are typing errors, not incidents. */
    public static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");

    public static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    @Override
    public void customize(ObjectMapper mapper) {
        mapper.enable(
                DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
                DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS,
                DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY,
                DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
        mapper.disable(DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE);
        mapper.disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
        mapper.getFactory().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
        refuse(mapper, LogicalType.Boolean, CoercionInputShape.values());
        refuse(
                mapper,
                LogicalType.Integer,
                CoercionInputShape.String,
                CoercionInputShape.EmptyString,
                CoercionInputShape.Float,
                CoercionInputShape.Boolean);
        refuse(
                mapper,
                LogicalType.Float,
                CoercionInputShape.String,
                CoercionInputShape.EmptyString,
                CoercionInputShape.Boolean);
        refuse(mapper, LogicalType.Enum, CoercionInputShape.EmptyString);
        refuse(mapper, LogicalType.POJO, CoercionInputShape.EmptyString);
        mapper.registerModule(new SimpleModule("hindsight")
                .addDeserializer(String.class, new CleanString())
                .addDeserializer(Instant.class, new StrictInstant())
                .addDeserializer(OffsetDateTime.class, new StrictOffsetDateTime())
                .addDeserializer(LocalDate.class, new StrictLocalDate()));
    }

    private static void refuse(ObjectMapper mapper, LogicalType type, CoercionInputShape... shapes) {
        for (CoercionInputShape shape : shapes) {
            mapper.coercionConfigFor(type).setCoercion(shape, CoercionAction.Fail);
        }
    }

    /** Runs after the other customizers, so that these rules are the ones that hold. */
    @Override
    public int priority() {
        return MINIMUM_PRIORITY;
    }

    private abstract static class FromText<T> extends StdScalarDeserializer<T> {
        private static final long serialVersionUID = 1L;

        private final String wanted;

        FromText(Class<T> type, String wanted) {
            super(type);
            this.wanted = wanted;
        }

        abstract T read(String text, DeserializationContext context) throws IOException;

        @Override
        public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (!parser.hasToken(JsonToken.VALUE_STRING)) {
                return reject(context, parser.getText(), wanted);
            }
            return read(parser.getText(), context);
        }

        @SuppressWarnings("unchecked")
        T reject(DeserializationContext context, String text, String message) throws IOException {
            return (T) context.handleWeirdStringValue(_valueClass, text, "%s", message);
        }
    }

    private static final class CleanString extends FromText<String> {
        private static final long serialVersionUID = 1L;

        CleanString() {
            super(String.class, "must be a text");
        }

        @Override
        String read(String text, DeserializationContext context) throws IOException {
            Optional<String> fault = Texts.fault(text);
            return fault.isPresent() ? reject(context, "", fault.get()) : text;
        }
    }

    private static final class StrictInstant extends FromText<Instant> {
        private static final long serialVersionUID = 1L;

        StrictInstant() {
            super(Instant.class, Times.WANTED);
        }

        @Override
        Instant read(String text, DeserializationContext context) throws IOException {
            try {
                return Times.read(text).toInstant();
            } catch (DateTimeException unreadable) {
                return reject(context, text, Times.explain(text));
            }
        }
    }

    private static final class StrictOffsetDateTime extends FromText<OffsetDateTime> {
        private static final long serialVersionUID = 1L;

        StrictOffsetDateTime() {
            super(OffsetDateTime.class, Times.WANTED);
        }

        @Override
        OffsetDateTime read(String text, DeserializationContext context) throws IOException {
            try {
                return Times.read(text);
            } catch (DateTimeException unreadable) {
                return reject(context, text, Times.explain(text));
            }
        }
    }

    private static final class StrictLocalDate extends FromText<LocalDate> {
        private static final long serialVersionUID = 1L;

        StrictLocalDate() {
            super(LocalDate.class, "must be a date such as 2026-11-23");
        }

        @Override
        LocalDate read(String text, DeserializationContext context) throws IOException {
            try {
                LocalDate date = LocalDate.parse(text);
                if (date.getYear() >= 1900 && date.getYear() < 2200) {
                    return date;
                }
            } catch (DateTimeException unreadable) {
                return reject(context, text, "must be a date such as 2026-11-23");
            }
            return reject(context, text, "must lie between the years 1900 and 2199");
        }
    }

    /** Reading of RFC 3339 times with an offset. */
    static final class Times {
        static final String WANTED = "must be a time with an offset, such as 2026-11-23T14:05:00Z";

        private Times() {}

        static OffsetDateTime read(String text) {
            OffsetDateTime time = OffsetDateTime.parse(text).truncatedTo(ChronoUnit.MILLIS);
            if (time.toInstant().isBefore(EARLIEST) || !time.toInstant().isBefore(LATEST)) {
                throw new DateTimeException("outside the span");
            }
            return time;
        }

        static String explain(String text) {
            try {
                OffsetDateTime.parse(text);
                return "must lie between the years 1900 and 2199";
            } catch (DateTimeException unreadable) {
                return WANTED;
            }
        }
    }
}
