package org.hindsight.incident.chapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hindsight.account.User;
import org.hindsight.platform.problem.Problem;
import org.jspecify.annotations.Nullable;

/** A place in an archive that is read: a value with the way to it, so that a fault can be named. */
public final class Leaf {

    private final JsonNode node;
    private final String place;
    private final Book book;

    private Leaf(JsonNode node, String place, Book book) {
        this.node = node;
        this.place = place;
        this.book = book;
    }

    /** The whole archive. */
    public static Leaf first(JsonNode archive, Book book) {
        return new Leaf(archive, "", book);
    }

    /** The value as JSON. */
    public JsonNode json() {
        return node;
    }

    /** Whether there is nothing: the field is missing, or null. */
    public boolean empty() {
        return node.isMissingNode() || node.isNull();
    }

    /** A field of it, which may be missing. */
    public Leaf at(String field) {
        return new Leaf(node.path(field), place.isEmpty() ? field : place + "." + field, book);
    }

    /** Its elements; none where it is missing. */
    public List<Leaf> each() {
        if (!empty() && !node.isArray()) {
            throw refused("must be a list");
        }
        List<Leaf> elements = new ArrayList<>();
        for (int i = 0; i < node.size(); i++) {
            elements.add(new Leaf(node.get(i), place + "[" + i + "]", book));
        }
        return elements;
    }

    /** Its elements, of which no two have the same number. */
    public List<Leaf> eachOnce(String number) {
        List<Leaf> elements = each();
        Set<JsonNode> seen = new HashSet<>();
        for (Leaf element : elements) {
            Leaf named = element.at(number);
            if (!named.node.isInt() || named.node.intValue() < 1 || !seen.add(named.node)) {
                throw named.refused("must be a number from 1 that nothing else here has");
            }
        }
        return elements;
    }

    /** The fields of it with their values; none where it is missing. */
    public Map<String, Leaf> fields() {
        if (!empty() && !node.isObject()) {
            throw refused("must be an object");
        }
        Map<String, Leaf> fields = new java.util.LinkedHashMap<>();
        node.properties().forEach(field -> fields.put(field.getKey(), at(field.getKey())));
        return fields;
    }

    /** It as a value of that type, checked like any other input; further fields are of no account. */
    public <T> T as(Class<T> type) {
        if (empty()) {
            throw refused("is needed");
        }
        T value;
        try {
            value = book.read(node, type);
        } catch (JsonProcessingException unreadable) {
            throw refused("cannot be read: " + unreadable.getOriginalMessage());
        }
        try {
            return book.checked(value);
        } catch (Problem faulty) {
            throw place.isEmpty() ? faulty : faulty.within(place);
        }
    }

    /** As {@link #as}, or null where it is missing. */
    public <T> @Nullable T maybe(Class<T> type) {
        return empty() ? null : as(type);
    }

    /** A text of at most that many characters, or null. */
    public @Nullable String text(int most) {
        if (empty()) {
            return null;
        }
        if (!node.isTextual() || node.textValue().length() > most) {
            throw refused("must be a text of at most " + most + " characters");
        }
        return node.textValue();
    }

    /** A text that must be there. */
    public String needed(int most) {
        return Optional.ofNullable(text(most)).orElseThrow(() -> refused("is needed"));
    }

    /** A whole number from 0. */
    public int count() {
        if (!node.isInt() || node.intValue() < 0) {
            throw refused("must be a whole number from 0");
        }
        return node.intValue();
    }

    /** Whether it says so. */
    public boolean yes() {
        if (!node.isBoolean()) {
            throw refused("must be true or false");
        }
        return node.booleanValue();
    }

    /** The account of a person, told by address or as an object with one; null where nobody is told. */
    public @Nullable User person() {
        if (empty()) {
            return null;
        }
        String address = node.isObject() ? at("email").needed(254) : needed(254);
        return book.person(address).orElseThrow(() -> refused("names nobody of the list of people"));
    }

    /** As {@link #person}, of somebody who must be told. */
    public User somebody() {
        return Optional.ofNullable(person()).orElseThrow(() -> refused("is needed"));
    }

    /** The bytes with that SHA-256, if the archive brought them. */
    public Optional<byte[]> content(String sha256) {
        return book.content(sha256);
    }

    /** A refusal of what stands here. */
    public Problem refused(String message) {
        return Problem.invalid(place.isEmpty() ? "file" : place, message);
    }

    /** What holds for a whole archive while it is read. */
    public interface Book {

        /** Reads a value, without regard to fields that the type does not have. */
        <T> T read(JsonNode node, Class<T> type) throws JsonProcessingException;

        /** The value, or a refusal that names its faulty fields. */
        <T> T checked(T value);

        /** The account of a person that the archive names. */
        Optional<User> person(String email);

        /** The bytes with that SHA-256, where they came along. */
        Optional<byte[]> content(String sha256);
    }
}
