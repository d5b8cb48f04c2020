package org.hindsight.edition.webhook;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;
import static org.hindsight.Api.ADMIN;
import static org.hindsight.Api.fields;

import com.standardwebhooks.exceptions.WebhookVerificationException;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.hindsight.edition.EditionTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What tests of webhooks share: somebody who listens, and an incident whose editions are told. */
abstract class Listening {

    static final String WEBHOOKS = "/api/v1/webhooks";
    private static final String CANARY = "The vendor begged us never to mention the forgotten certificate";
    private static final AtomicInteger STORIES = new AtomicInteger();

    @Inject
    Courier courier;

    @Inject
    Webhooks webhooks;

    Receiver receiver;

    @BeforeEach
    void listen() {
        receiver = new Receiver();
    }

    @AfterEach
    void forgetAll() {
        List<Integer> ids = ADMIN.get(WEBHOOKS + "?limit=200").path("items.id");
        ids.forEach(id -> ADMIN.delete(WEBHOOKS + "/" + id).then().statusCode(204));
        receiver.close();
    }

    /** A webhook and the secret that came with it. */
    record Known(String address, String secret) {

        ValidatableResponse delivery(int no) {
            return ADMIN.get(address + "/deliveries/" + no).then().statusCode(200);
        }

        Instant nextTry(int no) {
            return Instant.parse(delivery(no).extract().path("nextTryAt"));
        }

        ValidatableResponse post(String what, int status) {
            return ADMIN.request().post(address + "/" + what).then().statusCode(status);
        }
    }

    static Known registered(Receiver receiver, Object... more) {
        Map<String, Object> body = fields("url", receiver.url());
        body.putAll(fields(more));
        Response answer = ADMIN.post(WEBHOOKS, body);
        answer.then()
                .statusCode(201)
                .header("Location", containsString(WEBHOOKS))
                .header("ETag", notNullValue())
                .body("secret", matchesPattern("whsec_[A-Za-z0-9+/]{43}="));
        return new Known(WEBHOOKS + "/" + answer.path("id"), answer.path("secret"));
    }

    /** Sends what is due at that moment, and waits until it is settled; answers how many. */
    int send(Instant now) {
        List<CompletableFuture<Void>> sent = courier.round(now, () -> {});
        sent.forEach(CompletableFuture::join);
        return sent.size();
    }

    /** An incident whose draft can be published. */
    static String ready() {
        String incident = ADMIN.incident(
                "title", "Nobody can sign in " + STORIES.incrementAndGet(),
                "summary", "Nobody could **sign in**.",
                "startedAt", "2026-11-17T14:00:00Z",
                "declaredAt", "2026-11-17T14:20:00Z");
        ADMIN.log(incident, CANARY, "occurredAt", "2026-11-17T14:05:00Z");
        ADMIN.post(incident + "/postmortem", fields("template", "google-sre"))
                .then()
                .statusCode(201);
        List<String> keys = ADMIN.get(incident + "/postmortem").path("sections.key");
        for (String key : keys) {
            EditionTest.write(incident, key, "What there is to say.", "PUBLIC");
        }
        return incident;
    }

    static Response publish(String incident, Object... more) {
        Map<String, Object> body = fields("label", "PRELIMINARY", "audience", "PUBLIC");
        body.putAll(fields(more));
        Response answer = ADMIN.post(incident + "/editions", body);
        answer.then().statusCode(201);
        return answer;
    }

    static void verify(String secret, Receiver.Received message) throws WebhookVerificationException {
        new com.standardwebhooks.Webhook(secret).verify(message.body(), message.headers());
    }
}
