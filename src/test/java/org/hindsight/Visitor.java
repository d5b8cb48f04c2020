package org.hindsight;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.FormElement;

/** Somebody in front of the pages, with a cookie and no JavaScript. */
public final class Visitor {

    private final Map<String, String> cookies = new LinkedHashMap<>();

    private Visitor() {}

    /** Nobody in particular. */
    public static Visitor stranger() {
        return new Visitor();
    }

    /** That person, signed in with the password "correct horse". */
    public static Visitor as(Api person) {
        Visitor visitor = new Visitor();
        Document page = visitor.page("/sign-in");
        visitor.send(page, "form[action=/sign-in]", "email", person.email(), "password", "correct horse")
                .then()
                .statusCode(303);
        return visitor;
    }

    /** A new person of that role, signed in. */
    public static Visitor of(String role) {
        return as(Api.person(role));
    }

    public Response get(String address) {
        Response answer = given().redirects()
                .follow(false)
                .cookies(cookies)
                .urlEncodingEnabled(false)
                .get(address);
        cookies.putAll(answer.cookies());
        return answer;
    }

    /** The page at an address, which is there. */
    public Document page(String address) {
        Response answer = get(address);
        assertEquals(200, answer.statusCode(), address);
        return Jsoup.parse(answer.asString(), "http://localhost" + address);
    }

    /** What a page answered, whatever its status. */
    public static Document document(Response answer) {
        return Jsoup.parse(answer.asString());
    }

    /** Sends a form of a page as it is filled in, with some fields typed: names and values in turn. */
    public Response send(Document page, String form, String... typed) {
        return send(fields(page, form), action(page, form), typed);
    }

    /** Presses a button of a page: sends its form, as it is filled in, to where the button or else the form leads. */
    public Response press(Document page, String button, String... typed) {
        Element pressed = page.selectFirst(button);
        assertNotNull(pressed, "the page has " + button);
        FormElement form = (FormElement) pressed.closest("form");
        assertNotNull(form, button + " is in a form");
        Map<String, List<String>> fields = fields(form);
        if (pressed.hasAttr("name")) {
            fields.put(pressed.attr("name"), List.of(pressed.val()));
        }
        return send(fields, pressed.hasAttr("formaction") ? pressed.attr("formaction") : form.attr("action"), typed);
    }

    private Response send(Map<String, List<String>> fields, String address, String... typed) {
        for (int i = 0; i < typed.length; i += 2) {
            fields.put(typed[i], List.of(typed[i + 1]));
        }
        Response answer = given().redirects()
                .follow(false)
                .cookies(cookies)
                .contentType(ContentType.URLENC.withCharset("UTF-8"))
                .formParams(fields)
                .post(address);
        cookies.putAll(answer.cookies());
        return answer;
    }

    /** Sends a form of a page with a file in it. */
    public Response upload(Document page, String form, String field, String name, byte[] bytes) {
        Multipart body = new Multipart();
        fields(page, form).forEach((other, values) -> {
            if (!other.equals(field)) {
                values.forEach(value -> body.field(other, value));
            }
        });
        body.file(field, name, "application/octet-stream", bytes);
        return body.in(given().redirects().follow(false).cookies(cookies)).post(action(page, form));
    }

    /** What a browser would send for a form of a page. */
    public static Map<String, List<String>> fields(Document page, String form) {
        return fields(form(page, form));
    }

    private static Map<String, List<String>> fields(FormElement form) {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        form.formData()
                .forEach(field -> fields.computeIfAbsent(field.key(), name -> new ArrayList<>())
                        .add(field.value()));
        return fields;
    }

    public static String action(Document page, String form) {
        return form(page, form).attr("action");
    }

    private static FormElement form(Document page, String form) {
        Element element = page.selectFirst(form);
        assertNotNull(element, "the page has " + form);
        return (FormElement) element;
    }

    /** Where an answer leads, below the origin. */
    public static String where(Response answer) {
        assertEquals(303, answer.statusCode(), () -> document(answer).text());
        return answer.header("Location").replaceFirst("^https?://[^/]+", "");
    }
}
