package org.hindsight;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Somebody who talks to the API under test, every answer of which is held against its published description:
 * the admin of the test profile, or people whom that admin made.
 */
public record Api(String email, String token) {

    private static final AtomicInteger PEOPLE = new AtomicInteger();

    /** The admin that the test profile's settings create. */
    public static final Api ADMIN = new Api("ada@example.org", "test-admin-token");

    /** Somebody without a token. */
    public static RequestSpecification anonymous() {
        return given().filter(Contract.PUBLISHED).contentType(ContentType.JSON);
    }

    /** A new person of that role, with the password "correct horse". */
    public static Api person(String role) {
        String email = role.toLowerCase(java.util.Locale.ROOT) + PEOPLE.incrementAndGet() + "-" + System.nanoTime()
                + "@example.org";
        ADMIN.post(
                        "/api/v1/users",
                        fields(
                                "email",
                                email,
                                "name",
                                "Person " + PEOPLE.get(),
                                "role",
                                role,
                                "password",
                                "correct horse"))
                .then()
                .statusCode(201);
        String token = ADMIN.post("/api/v1/users/" + email + "/tokens", fields("name", "tests"))
                .then()
                .statusCode(201)
                .extract()
                .path("token");
        return new Api(email, token);
    }

    /** A JSON object from names and values in turn; it keeps their order and takes nulls. */
    public static Map<String, Object> fields(Object... namesAndValues) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return fields;
    }

    public RequestSpecification request() {
        return given().filter(Contract.PUBLISHED)
                .contentType(ContentType.JSON)
                .header("Authorization", "Bearer " + token);
    }

    public Response get(String path, Object... parameters) {
        return request().get(path, parameters);
    }

    public Response post(String path, Object body) {
        return request().body(body).post(path);
    }

    public Response put(String path, Object body) {
        return request().body(body).put(path);
    }

    public Response patch(String path, Object body) {
        return request().body(body).patch(path);
    }

    public Response delete(String path, Object... parameters) {
        return request().delete(path, parameters);
    }

    /** Declares an incident and answers its address in the API. */
    public String incident(Object... more) {
        Map<String, Object> body = fields("title", "Streaming fails on both sides of the Atlantic", "severity", "SEV1");
        body.putAll(fields(more));
        String ref =
                post("/api/v1/incidents", body).then().statusCode(201).extract().path("ref");
        return "/api/v1/incidents/" + ref;
    }

    /** Logs a line and answers its number. */
    public int log(String incident, String text, Object... more) {
        Map<String, Object> body = fields("text", text);
        body.putAll(fields(more));
        return post(incident + "/timeline", body)
                .then()
                .statusCode(201)
                .extract()
                .path("no");
    }
}
