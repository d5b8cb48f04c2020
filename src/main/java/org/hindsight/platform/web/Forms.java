package org.hindsight.platform.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hindsight.platform.Texts;
import org.hindsight.platform.json.Checked;
import org.hindsight.platform.problem.JsonFaults;
import org.hindsight.platform.problem.Problem;
import org.hindsight.platform.problem.Violation;
import org.hindsight.platform.time.Precision;

/**
 * Between forms and the input records of the API: a page asks for the same thing as a program does, and
 * passes the same checks. Pages are lenient where programs are not: an empty field is an absent one, and
 * a time may leave out its zone.
 */
@ApplicationScoped
public class Forms {

    private static final int LONGEST_NUMBER = 30;

    private final ObjectMapper json;
    private final Checked checked;
    private final Clock clock;

    Forms(ObjectMapper json, Checked checked, Clock clock) {
        this.json = json;
        this.checked = checked;
        this.clock = clock;
    }

    /**
     * The input that a form describes, validated.
     *
     * @param zone the zone of times that do not name one
     */
    public <T extends Record> T read(Form form, Class<T> type, ZoneId zone) {
        List<Violation> unreadable = new ArrayList<>();
        ObjectNode body = object(form, type, "", zone, unreadable);
        if (!unreadable.isEmpty()) {
            throw Problem.invalid(unreadable);
        }
        try {
            return checked.valid(json.treeToValue(body, type));
        } catch (JsonProcessingException fault) {
            throw JsonFaults.problem(fault);
        }
    }

    /** A form that shows an input record as it stands, with its times as one would type them in a zone. */
    public Form fill(Record input, ZoneId zone) {
        Form shown = fill(input);
        for (String field : times(input.getClass())) {
            String instant = shown.value(field);
            if (!instant.isEmpty()) {
                shown = shown.with(
                        field, Wording.typed(OffsetDateTime.parse(instant).toInstant(), zone.getId()));
            }
        }
        return shown;
    }

    /**
     * What was typed into such a form, with each time that was left as shown put back to what it stands for:
     * a form shows minutes, the record may know the second.
     */
    public Form untouched(Form typed, Record input, ZoneId zone) {
        Form shown = fill(input, zone);
        Form exact = fill(input);
        Form restored = typed;
        for (String field : times(input.getClass())) {
            if (!typed.value(field).isEmpty() && typed.value(field).equals(shown.value(field))) {
                restored = restored.with(field, exact.value(field));
            }
        }
        return restored;
    }

    /**
     * The form with the moment in a field spelt out, and how exactly it is known in the field {@code precision}:
     * as was chosen there, unless the typing says "about".
     */
    public Form spellOut(Form typed, String field, ZoneId zone) {
        return spellOut(typed, field, zone, clock.instant());
    }

    /** As {@link #spellOut(Form, String, ZoneId)}, for what was typed at that moment. */
    public Form spellOut(Form typed, String field, ZoneId zone, Instant typedAt) {
        boolean chosen = !typed.value("precision").isEmpty();
        return TypedTime.phrase(typed.value(field), zone, typedAt)
                .filter(moment -> !chosen || moment.precision() == Precision.ABOUT)
                .map(moment -> typed.with(field, TypedTime.moment(moment).toString())
                        .with("precision", moment.precision().name()))
                .orElse(typed);
    }

    private static List<String> times(Class<? extends Record> type) {
        return Arrays.stream(type.getRecordComponents())
                .filter(part -> part.getType() == Instant.class || part.getType() == OffsetDateTime.class)
                .map(RecordComponent::getName)
                .toList();
    }

    /** A form that shows an input record as it stands. */
    public Form fill(Record input) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        fill(values, "", json.valueToTree(input));
        return Form.of(values);
    }

    private static void fill(Map<String, List<String>> values, String prefix, JsonNode node) {
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            String name = prefix + field.getKey();
            JsonNode value = field.getValue();
            if (value.isObject()) {
                fill(values, name + ".", value);
            } else if (value.isArray()) {
                List<String> texts = new ArrayList<>();
                value.forEach(item -> texts.add(item.asText()));
                values.put(name, texts);
            } else if (!value.isNull()) {
                values.put(name, List.of(value.isNumber() ? value.decimalValue().toPlainString() : value.asText()));
            }
        }
    }

    private ObjectNode object(Form form, Class<?> type, String prefix, ZoneId zone, List<Violation> unreadable) {
        ObjectNode body = json.createObjectNode();
        for (RecordComponent part : type.getRecordComponents()) {
            String name = prefix + part.getName();
            List<String> texts = form.values().getOrDefault(name, List.of()).stream()
                    .map(Forms::lineEnds)
                    .toList();
            if (part.getType().isRecord()) {
                ObjectNode inner = object(form, part.getType(), name + ".", zone, unreadable);
                if (!inner.isEmpty()) {
                    body.set(part.getName(), inner);
                }
            } else if (part.getType() == List.class) {
                boolean numbers = part.getGenericType().getTypeName().contains("java.lang.Integer");
                list(texts, numbers).ifPresent(items -> body.set(part.getName(), items));
            } else if (part.getType() == boolean.class || part.getType() == Boolean.class) {
                texts.stream().findFirst().ifPresent(t -> body.put(part.getName(), !t.equals("false") && !t.isEmpty()));
            } else if (!texts.isEmpty() && !texts.get(0).isBlank()) {
                scalar(body, part, name, texts.get(0), zone, unreadable);
            }
        }
        return body;
    }

    private Optional<ArrayNode> list(List<String> texts, boolean numbers) {
        ArrayNode items = json.createArrayNode();
        texts.stream().filter(text -> !text.isBlank()).forEach(text -> {
            if (numbers && text.strip().matches("[0-9]{1,9}")) {
                items.add(Integer.parseInt(text.strip()));
            } else {
                items.add(text);
            }
        });
        return texts.isEmpty() ? Optional.empty() : Optional.of(items);
    }

    private void scalar(
            ObjectNode body, RecordComponent part, String name, String text, ZoneId zone, List<Violation> unreadable) {
        Class<?> type = part.getType();
        Texts.fault(text).ifPresent(fault -> unreadable.add(new Violation(name, fault)));
        if (type == Instant.class || type == OffsetDateTime.class) {
            Instant now = clock.instant();
            TypedTime.read(text, zone, now)
                    .ifPresentOrElse(
                            time -> body.put(part.getName(), time.toString()),
                            () -> unreadable.add(new Violation(name, TypedTime.fault(text, zone, now))));
        } else if (Number.class.isAssignableFrom(type) || (type.isPrimitive() && type != char.class)) {
            try {
                BigDecimal number = new BigDecimal(text.strip().replace(" ", ""));
                if (number.precision() - number.scale() > LONGEST_NUMBER) {
                    unreadable.add(new Violation(name, "is too large a number"));
                } else if (type == BigDecimal.class
                        || number.stripTrailingZeros().scale() > 0) {
                    body.put(part.getName(), number);
                } else {
                    body.put(part.getName(), number.toBigIntegerExact());
                }
            } catch (NumberFormatException notANumber) {
                unreadable.add(new Violation(name, "must be a number, with a point for decimals"));
            }
        } else {
            body.put(part.getName(), type == String.class ? text : text.strip());
        }
    }

    private static String lineEnds(String text) {
        return text.replace("\r\n", "\n");
    }
}
