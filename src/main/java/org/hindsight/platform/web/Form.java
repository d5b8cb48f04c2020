package org.hindsight.platform.web;

import io.quarkus.qute.TemplateData;
import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.hindsight.platform.problem.Problem;
import org.hindsight.platform.problem.Violation;
import org.jspecify.annotations.Nullable;

/**
 * What stands in a form on a page: as typed, with what is wrong beside each field. Immutable.
 *
 * @param name which form of its page this is; a page with several shows a message only at the right one
 * @param values the texts by field name
 * @param violations what is wrong, by field name
 * @param message a sentence for the top of the form, or null
 */
@TemplateData
public record Form(
        String name,
        Map<String, List<String>> values,
        List<Violation> violations,
        @Nullable String message) {

    public static final Form EMPTY = new Form("", Map.of(), List.of(), null);

    /** A form with these texts in it and nothing wrong. */
    public static Form of(Map<String, List<String>> values) {
        return new Form("", Map.copyOf(values), List.of(), null);
    }

    /** The same form under a name, for pages that hold several. */
    public Form named(String newName) {
        return new Form(newName, values, violations, message);
    }

    /** The same form with one text replaced. */
    public Form with(String field, String text) {
        Map<String, List<String>> more = new LinkedHashMap<>(values);
        more.put(field, List.of(text));
        return new Form(name, Map.copyOf(more), violations, message);
    }

    /** The same form with what was typed into one field taken apart: one value between each two separators. */
    public Form split(String field, String separator) {
        List<String> parts = Arrays.stream(value(field).split(separator))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
        Map<String, List<String>> more = new LinkedHashMap<>(values);
        more.put(field, parts);
        return new Form(name, Map.copyOf(more), violations, message);
    }

    /** One of several alike parts of the form: the texts of the fields {@code <field>.<part>}, by field. */
    public Form part(String part) {
        String ending = "." + part;
        Map<String, List<String>> texts = new LinkedHashMap<>();
        values.forEach((field, typed) -> {
            if (field.endsWith(ending)) {
                texts.put(field.substring(0, field.length() - ending.length()), typed);
            }
        });
        return Form.of(texts);
    }

    /** The parts that the form has, by one of the fields that each of them has. */
    public List<String> parts(String field) {
        String beginning = field + ".";
        return values.keySet().stream()
                .filter(name -> name.startsWith(beginning))
                .map(name -> name.substring(beginning.length()))
                .toList();
    }

    /** The same refusal over other texts: for a page whose other form was not the one that was sent. */
    public Form withValuesOf(Form other) {
        return new Form(name, other.values, violations, message);
    }

    /** The same form with what is wrong in it. */
    public Form withFaults(List<Violation> faults) {
        return new Form(name, values, List.copyOf(faults), "Some of this needs another look.");
    }

    Form refused(Problem problem) {
        return new Form(name, values, problem.violations(), problem.detail());
    }

    /** Runs what the form asks for; a refusal shows {@code page} again with the form as it was typed. */
    public Response attempt(Supplier<Response> verb, Function<Form, TemplateInstance> page) {
        try {
            return verb.get();
        } catch (Problem problem) {
            if (problem.status() == 404 || problem.status() == 401) {
                throw problem;
            }
            throw new FormRefused(this, problem, page);
        }
    }

    /** The id of a field's control on the page: with the form's name where it has one. */
    public String id(String field) {
        String plain = field.replaceFirst("\\[.*", "").replace('.', '-');
        return name.isEmpty() ? plain : name + "-" + plain;
    }

    /** What to say at the top of a refused form. */
    public String heading() {
        return switch (violations.size()) {
            case 0 -> String.valueOf(message);
            case 1 -> "One thing needs another look";
            default -> violations.size() + " things need another look";
        };
    }

    /** The text of a field, empty when there is none. */
    public String value(String field) {
        List<String> all = values.getOrDefault(field, List.of());
        return all.isEmpty() ? "" : all.get(0);
    }

    /** The text of a field, or another when the field was not in the form at all. */
    public String value(String field, String otherwise) {
        return values.containsKey(field) ? value(field) : otherwise;
    }

    /** Whether one of the values of a field (a box, a choice) is this one. */
    public boolean has(String field, String value) {
        return values.getOrDefault(field, List.of()).contains(value);
    }

    /** Whether a box is ticked; {@code otherwise} says it for a form that nobody sent yet. */
    public boolean ticked(String field, boolean otherwise) {
        return values.isEmpty() ? otherwise : has(field, "true");
    }

    /** What is wrong with a field, empty when nothing is. */
    public String error(String field) {
        return violations.stream()
                .filter(v -> v.field().equals(field) || v.field().startsWith(field + "["))
                .map(Violation::message)
                .collect(Collectors.joining("; "));
    }

    /** Refuses with 412 when the form was filled in on a page that showed another version. */
    public void mustBeAbout(Object version) {
        if (stale(version)) {
            throw Problem.stale("Somebody saved another version while you wrote. Nothing was overwritten.");
        }
    }

    /** Whether the form was filled in on a page that showed another version. */
    public boolean stale(Object version) {
        return !value("version").isEmpty() && !value("version").equals(String.valueOf(version));
    }

    /** Whether the form was refused. */
    public boolean wrong() {
        return message != null;
    }

    /** This form if it has that name, else an empty one: for a page that holds several. */
    public Form only(String wanted) {
        return name.equals(wanted) ? this : EMPTY.named(wanted);
    }
}
