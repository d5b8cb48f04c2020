package org.hindsight.platform.problem;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A request that was refused, with one clear sentence. In the API it becomes an
 * {@code application/problem+json} answer (RFC 9457), on a page a message beside what was typed.
 */
public final class Problem extends WebApplicationException {

    private static final long serialVersionUID = 1L;

    private final String kind;
    private final String title;
    private final transient List<Violation> violations;
    private final transient Map<String, Object> members = new LinkedHashMap<>();

    private Problem(int status, String kind, String title, String detail, List<Violation> violations) {
        super(detail, Response.status(status).build());
        this.kind = kind;
        this.title = title;
        this.violations = List.copyOf(violations);
    }

    /** 400: something in the request is malformed. */
    public static Problem invalid(String detail) {
        return new Problem(400, "invalid", "Invalid request", detail, List.of());
    }

    /** 400: these fields are wrong; {@code detail} is made from them. */
    public static Problem invalid(List<Violation> violations) {
        String detail =
                violations.size() == 1 ? told(violations.get(0)) : violations.size() + " fields need attention.";
        return new Problem(400, "invalid", "Invalid request", detail, violations);
    }

    /** A message reads after the name of its field, unless it is a sentence of its own. */
    private static String told(Violation violation) {
        String message = violation.message();
        return !message.isEmpty() && Character.isUpperCase(message.codePointAt(0))
                ? message
                : violation.field() + " " + message;
    }

    /** 400: this one field is wrong. */
    public static Problem invalid(String field, String message) {
        return invalid(List.of(new Violation(field, message)));
    }

    /** 401: nobody is signed in, or the token is not known. */
    public static Problem unauthorized() {
        return new Problem(
                401, "unauthorized", "Sign in first", "This needs a sign-in or a valid API token.", List.of());
    }

    /** 403: the caller may know of the thing, but not do this to it. */
    public static Problem forbidden(String detail) {
        return new Problem(403, "forbidden", "Not allowed", detail, List.of());
    }

    /** 404: there is no such thing, or the caller may not know of it. */
    public static Problem notFound(String detail) {
        return new Problem(404, "not-found", "Not found", detail, List.of());
    }

    /** 409: the state of the thing does not allow this. */
    public static Problem refused(String detail) {
        return new Problem(409, "refused", "Refused in this state", detail, List.of());
    }

    /** 409: the same request is being carried out; it may be sent again in a moment. */
    public static Problem stillRunning(String detail) {
        return new Problem(409, "still-running", "Still being carried out", detail, List.of());
    }

    /** 412: the thing changed since the caller read it. */
    public static Problem stale(String detail) {
        return new Problem(412, "stale", "Changed in the meantime", detail, List.of());
    }

    /** 413: more than is taken at once. */
    public static Problem tooMuch(String detail) {
        return new Problem(413, "too-much", "Too much at once", detail, List.of());
    }

    /** 422: an idempotency key came back with another request. */
    public static Problem keyReused(String detail) {
        return new Problem(422, "key-reused", "Idempotency key used for another request", detail, List.of());
    }

    /** 428: the request must name the version that it changes. */
    public static Problem preconditionRequired(String detail) {
        return new Problem(428, "precondition-required", "If-Match is needed", detail, List.of());
    }

    /** 429: too many tries. */
    public static Problem tooMany(String detail) {
        return new Problem(429, "too-many", "Too many requests", detail, List.of());
    }

    /** 410: there was such a thing, and it was taken away. */
    public static Problem gone(String detail) {
        return new Problem(410, "gone", "Removed", detail, List.of());
    }

    /** 507: the disk is full. */
    public static Problem noRoom() {
        return new Problem(
                507,
                "no-room",
                "The disk is full",
                "The server's disk is full: nothing was saved. Keep what you have, tell whoever runs this server, and"
                        + " send it again.",
                List.of());
    }

    /** 503: the database cannot be reached for the moment. */
    public static Problem away() {
        return new Problem(
                503,
                "away",
                "The database is away",
                "The server's database cannot be reached just now. Keep what you have, and send it again in a moment.",
                List.of());
    }

    /** Any other status that the server's own machinery answered with. */
    public static Problem of(int status, String kind, String title, String detail) {
        return new Problem(status, kind, title, detail, List.of());
    }

    /** The same of one thing among several: {@code lines[3]}. */
    public Problem within(String place) {
        List<Violation> placed = violations.stream()
                .map(violation -> new Violation(place + "." + violation.field(), violation.message()))
                .toList();
        return new Problem(status(), kind, title, place + ": " + detail(), placed);
    }

    /** Adds a member to the JSON answer, for example {@code checks}. */
    public Problem with(String name, Object value) {
        members.put(name, value);
        return this;
    }

    public int status() {
        return getResponse().getStatus();
    }

    public String kind() {
        return kind;
    }

    public String title() {
        return title;
    }

    public String detail() {
        return String.valueOf(getMessage());
    }

    public List<Violation> violations() {
        return violations;
    }

    public Map<String, Object> members() {
        return members;
    }
}
