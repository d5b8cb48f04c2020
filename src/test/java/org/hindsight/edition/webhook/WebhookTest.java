package org.hindsight.edition.webhook;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.hindsight.Api.ADMIN;
import static org.hindsight.Api.fields;
import static org.hindsight.edition.webhook.Receiver.status;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.standardwebhooks.exceptions.WebhookVerificationException;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What is sent, when, in which order, and what becomes of it. */
@QuarkusTest
class WebhookTest extends Listening {

    @Test
    void anEditionIsToldSignedAndWithNothingButWhatIsPublic() throws WebhookVerificationException {
        Known webhook = registered(receiver);
        Response edition = publish(ready(), "note", "First account.");
        assertEquals(1, send(Instant.now()));

        Receiver.Received message = receiver.take();
        verify(webhook.secret(), message);
        assertThrows(
                WebhookVerificationException.class,
                () -> verify(Secret.fresh().text(), message),
                "another secret signs otherwise");
        assertThat(message.id(), matchesPattern("msg_[0-9a-f]{32}"));
        assertEquals("application/json", message.header("Content-Type"));
        assertEquals("/hooks?key=1", message.path());

        JsonPath told = JsonPath.from(message.body());
        assertEquals("edition.published", told.getString("type"));
        assertEquals(edition.path("publishedAt"), told.getString("timestamp"));
        Map<String, Object> data = told.getMap("data");
        assertEquals(
                Set.of(
                        "title",
                        "slug",
                        "number",
                        "label",
                        "severity",
                        "services",
                        "lead",
                        "note",
                        "publishedAt",
                        "url",
                        "reportUrl",
                        "files"),
                data.keySet());
        assertEquals(edition.path("title"), data.get("title"));
        assertEquals("First account.", data.get("note"));
        assertEquals("Nobody could sign in.", data.get("lead"));
        assertEquals(edition.<String>path("files.md.sha256"), told.getString("data.files.md.sha256"));
        assertThat(told.getString("data.files.md.url"), containsString(edition.path("url") + ".md"));
        assertThat(message.body(), not(containsString("vendor")));
        assertThat(message.body(), not(containsString(ADMIN.email())));

        webhook.delivery(1)
                .body("state", equalTo("DELIVERED"))
                .body("tries", equalTo(1))
                .body("id", equalTo(message.id()))
                .body("lastTry.status", equalTo(204))
                .body("nextTryAt", nullValue())
                .body("body", equalTo(message.body()));
        assertEquals(0, send(Instant.now().plus(Duration.ofDays(2))), "once is enough");
    }

    @Test
    void whatFailedIsSentAgainInTheSameBytesUnderTheSameId() {
        Known webhook = registered(receiver.next(status(500, "The disk\u0000 is full")));
        publish(ready());
        Instant now = Instant.now();
        send(now);
        webhook.delivery(1)
                .body("state", equalTo("WAITING"))
                .body("lastTry.status", equalTo(500))
                .body("lastTry.answer", equalTo("The disk is full"))
                .body("lastTry.millis", greaterThanOrEqualTo(0));
        ADMIN.get(webhook.address()).then().body("failingSince", notNullValue()).body("waiting", equalTo(1));
        Instant next = webhook.nextTry(1);
        assertThat(next, greaterThanOrEqualTo(now.plusSeconds(5)));
        assertEquals(0, send(next.minusMillis(1)));
        assertEquals(1, send(next));

        Receiver.Received first = receiver.take();
        Receiver.Received second = receiver.take();
        assertEquals(first.id(), second.id());
        assertEquals(first.body(), second.body());
        webhook.delivery(1).body("state", equalTo("DELIVERED")).body("tries", equalTo(2));
        ADMIN.get(webhook.address()).then().body("failingSince", nullValue()).body("waiting", equalTo(0));
    }

    @Test
    void messagesGoInOrderAndOneThatIsGivenUpMakesWay() {
        Known webhook = registered(receiver.next(status(500, ""), status(500, "")));
        String incident = ready();
        publish(incident);
        ADMIN.post(incident + "/editions/1/withdrawal", fields("reason", "It named a customer."))
                .then()
                .statusCode(201);
        publish(incident, "note", "Without the customer.");
        Instant now = Instant.now();
        send(now);
        webhook.delivery(1)
                .body("state", equalTo("GIVEN_UP"))
                .body("lastTry.fault", containsString("the edition was withdrawn"));
        Receiver.Received withdrawal = receiver.take();
        assertThat(withdrawal.body(), containsString("edition.withdrawn"));
        assertThat(withdrawal.body(), containsString("It named a customer."));
        assertThat(withdrawal.body(), not(containsString("Nobody")));
        webhook.delivery(3)
                .body("state", equalTo("WAITING"))
                .body("after", equalTo(2))
                .body("tries", equalTo(0));
        send(webhook.nextTry(2));
        assertThat(receiver.all(), hasSize(1));

        webhook.post("deliveries/2/cancellation", 201).body("state", equalTo("GIVEN_UP"));
        webhook.post("deliveries/2/cancellation", 409);
        send(now.plusSeconds(20));
        assertThat(receiver.take().body(), containsString("Without the customer."));
        webhook.delivery(3).body("state", equalTo("DELIVERED"));
        webhook.post("deliveries/1/redelivery", 409);
    }

    @Test
    void aReceiverThatHangsHoldsUpNobodyAndIsSentNothingTwice() {
        try (Receiver silent = new Receiver()) {
            Known hanging = registered(silent.next(silent.silence()));
            Known quick = registered(receiver);
            publish(ready());
            Instant now = Instant.now();
            List<CompletableFuture<Void>> sent = courier.round(now, () -> {});
            Receiver.Received unanswered = silent.take();
            assertEquals(receiver.take().id(), unanswered.id(), "one event has one id");
            assertEquals(0, send(now), "nothing else goes to either while one is being sent");

            sent.forEach(CompletableFuture::join);
            quick.delivery(1).body("state", equalTo("DELIVERED"));
            hanging.delivery(1)
                    .body("state", equalTo("WAITING"))
                    .body("tries", equalTo(1))
                    .body("lastTry.status", nullValue())
                    .body("lastTry.fault", equalTo("No answer within 3 s"));
            assertThat(silent.all(), empty());
            send(hanging.nextTry(1));
            assertEquals(unanswered.body(), silent.take().body());
            hanging.delivery(1).body("state", equalTo("DELIVERED"));
        }
    }

    @Test
    void anAnswerWithoutEndIsReadToAnEnd() {
        Known webhook = registered(receiver.next(Receiver.endlessTalk(200)));
        publish(ready());
        send(Instant.now());
        webhook.delivery(1)
                .body("state", equalTo("DELIVERED"))
                .body("lastTry.answer.length()", equalTo(1024))
                .body("lastTry.answer", startsWith("word word"))
                .body("lastTry.fault", nullValue());
    }

    @Test
    void whoeverIsGoneIsSwitchedOffAndMayComeBack() {
        Known webhook = registered(receiver.next(status(410, "")));
        String incident = ready();
        publish(incident);
        publish(incident);
        send(Instant.now());
        webhook.delivery(1).body("state", equalTo("GIVEN_UP")).body("lastTry.status", equalTo(410));
        ADMIN.get(webhook.address())
                .then()
                .body("active", equalTo(false))
                .body("switchedOffBecause", containsString("410"));
        publish(incident);
        assertEquals(0, send(Instant.now().plus(Duration.ofDays(2))));
        ADMIN.get(webhook.address() + "/deliveries").then().body("items.no", equalTo(List.of(2, 1)));

        ADMIN.patch(webhook.address(), fields("active", true))
                .then()
                .statusCode(200)
                .body("switchedOffBecause", nullValue());
        send(Instant.now());
        webhook.delivery(2).body("state", equalTo("DELIVERED"));
    }

    @Test
    void nothingIsFollowedElsewhere() {
        try (Receiver elsewhere = new Receiver()) {
            Known webhook = registered(receiver.next(status(307, "", "Location", elsewhere.url())));
            publish(ready());
            send(Instant.now());
            receiver.take();
            assertThat(elsewhere.all(), empty());
            webhook.delivery(1)
                    .body("state", equalTo("WAITING"))
                    .body("lastTry.status", equalTo(307))
                    .body("lastTry.fault", containsString("nothing is followed"));
        }
    }

    @Test
    void whoeverAsksToBeLeftAloneIs() {
        Known webhook = registered(receiver.next(
                status(503, "", "Retry-After", "3600"),
                status(429, "", "Retry-After", "1"),
                status(500, "", "Retry-After", "86000")));
        publish(ready());
        Instant now = Instant.now();
        send(now);
        Instant next = webhook.nextTry(1);
        assertThat(next, greaterThanOrEqualTo(now.plusSeconds(3600)));
        send(next);
        assertThat("asked too little", webhook.nextTry(1), greaterThanOrEqualTo(next.plus(Duration.ofMinutes(5))));
        next = webhook.nextTry(1);
        send(next);
        assertThat("may not ask", webhook.nextTry(1), lessThan(next.plus(Duration.ofHours(1))));
    }

    @Test
    void inTheEndItIsGivenUpAndAfterDaysOfFailuresSwitchedOff() {
        for (int i = 0; i <= Waits.TRIES; i++) {
            receiver.next(status(500, "No"));
        }
        Known webhook = registered(receiver);
        String incident = ready();
        publish(incident);
        Instant begun = Instant.now();
        Instant now = begun;
        for (int i = 1; i < Waits.TRIES; i++) {
            send(now);
            webhook.delivery(1).body("state", equalTo("WAITING")).body("tries", equalTo(i));
            now = webhook.nextTry(1);
        }
        send(now);
        webhook.delivery(1).body("state", equalTo("GIVEN_UP")).body("nextTryAt", nullValue());
        ADMIN.get(webhook.address()).then().body("active", equalTo(true));
        publish(incident);
        send(begun.plus(Duration.ofDays(6)));
        webhook.delivery(2).body("state", equalTo("WAITING")).body("nextTryAt", nullValue());
        ADMIN.get(webhook.address())
                .then()
                .body("active", equalTo(false))
                .body("switchedOffBecause", equalTo("Nothing got through for 5 days."));
        assertEquals(0, send(begun.plus(Duration.ofDays(9))));

        webhook.post("deliveries/1/redelivery", 202).body("state", equalTo("GIVEN_UP"));
        send(begun.plus(Duration.ofDays(9)));
        webhook.delivery(1).body("state", equalTo("DELIVERED")).body("tries", equalTo(Waits.TRIES + 1));

        webhooks.forget(Instant.now().plus(Webhooks.KEPT));
        ADMIN.get(webhook.address() + "/deliveries").then().body("items", hasSize(0));
        ADMIN.get(webhook.address() + "/deliveries/1").then().statusCode(404);
    }

    @Test
    void aMessageCanBeSentAgainAsItWas() {
        Known webhook = registered(receiver.next(status(200, "Thanks"), status(500, "Not again")));
        publish(ready());
        Instant now = Instant.now();
        send(now);
        webhook.post("deliveries/1/redelivery", 202).body("state", equalTo("DELIVERED"));
        assertEquals(1, send(now));
        Receiver.Received first = receiver.take();
        Receiver.Received second = receiver.take();
        assertEquals(first.id(), second.id());
        assertEquals(first.body(), second.body());
        webhook.delivery(1)
                .body("state", equalTo("DELIVERED"))
                .body("tries", equalTo(2))
                .body("lastTry.answer", equalTo("Not again"));
        assertEquals(0, send(now.plus(Duration.ofDays(1))), "what is sent by hand is tried once");
        webhook.post("deliveries/7/redelivery", 404);
    }

    @Test
    void aTestGoesAtOnceAndOnceEvenPastThoseThatWait() throws WebhookVerificationException {
        Known webhook = registered(receiver.next(status(500, ""), status(503, "Not now")));
        publish(ready());
        Instant now = Instant.now();
        send(now);
        receiver.take();
        ADMIN.patch(webhook.address(), fields("active", false)).then().statusCode(200);
        webhook.post("test", 202).body("event", equalTo("webhook.test")).body("no", equalTo(2));
        assertEquals(1, send(now));
        Receiver.Received message = receiver.take();
        verify(webhook.secret(), message);
        assertThat(message.body(), containsString("\"type\":\"webhook.test\""));
        webhook.delivery(2).body("state", equalTo("GIVEN_UP")).body("lastTry.answer", equalTo("Not now"));
        webhook.delivery(1).body("state", equalTo("WAITING")).body("tries", equalTo(1));
    }

    @Test
    void forADayBothSecretsSign() throws WebhookVerificationException {
        Known webhook = registered(receiver);
        String another = webhook.post("secret", 201)
                .body("formerSecretUntil", notNullValue())
                .extract()
                .path("secret");
        webhook.post("test", 202);
        send(Instant.now());
        Receiver.Received message = receiver.take();
        assertThat(message.header("webhook-signature"), matchesPattern("v1,\\S+ v1,\\S+"));
        verify(webhook.secret(), message);
        verify(another, message);

        webhook.post("test", 202);
        send(Instant.now().plus(Duration.ofHours(25)));
        Receiver.Received later = receiver.take();
        verify(another, later);
        assertThrows(WebhookVerificationException.class, () -> verify(webhook.secret(), later));
        ADMIN.get(webhook.address()).then().body("$", not(hasKey("secret")));
        ADMIN.get(WEBHOOKS).then().body("items[0]", not(hasKey("secret")));
    }

    @Test
    void whatIsInternalOrRestrictedIsNotTold() {
        Known webhook = registered(receiver);
        String incident = ready();
        publish(incident, "audience", "INTERNAL");
        ADMIN.post(incident + "/editions/1/withdrawal", fields("reason", "No"))
                .then()
                .statusCode(201);
        ADMIN.get(webhook.address() + "/deliveries").then().body("items", hasSize(0));
        publish(incident);
        ADMIN.patch(incident, fields("restricted", true)).then().statusCode(200);
        assertEquals(0, send(Instant.now()));
        assertThat(receiver.all(), empty());
        webhook.delivery(1).body("state", equalTo("GIVEN_UP")).body("lastTry.fault", containsString("restricted"));
        ADMIN.post(incident + "/editions/1/withdrawal", fields("reason", "No", "audience", "PUBLIC"))
                .then()
                .statusCode(201);
        ADMIN.get(webhook.address() + "/deliveries").then().body("items", hasSize(1));
    }

    @Test
    void onlyWhatOneAskedForIsTold() {
        Known webhook = registered(receiver, "events", List.of("edition.withdrawn"));
        String incident = ready();
        publish(incident);
        ADMIN.post(incident + "/editions/1/withdrawal", fields("reason", "No"))
                .then()
                .statusCode(201);
        ADMIN.get(webhook.address() + "/deliveries").then().body("items.event", equalTo(List.of("edition.withdrawn")));
    }

    @Test
    void whoDiesOverAMessageLeavesItToTheNextOne() {
        Known webhook = registered(receiver);
        publish(ready());
        Instant now = Instant.now();
        long id = ADMIN.get(webhook.address()).jsonPath().getLong("id");
        assertTrue(QuarkusTransaction.requiringNew()
                .call(() -> Courier.claim(id, now))
                .isPresent());
        assertTrue(
                QuarkusTransaction.requiringNew()
                        .call(() -> Courier.claim(id, now))
                        .isEmpty(),
                "it is taken");
        assertEquals(0, send(now.plusSeconds(30)));
        assertEquals(1, send(now.plus(Webhook.CLAIM).plusSeconds(1)));
        webhook.delivery(1)
                .body("state", equalTo("DELIVERED"))
                .body("tries", equalTo(2))
                .body("id", equalTo(receiver.take().id()));
    }

    @Test
    void aRefusedPublicationIsNotTold() {
        Known webhook = registered(receiver);
        String incident = ready();
        ADMIN.post(incident + "/editions", fields("label", "FINAL", "audience", "PUBLIC"))
                .then()
                .statusCode(409);
        ADMIN.get(webhook.address() + "/deliveries").then().body("items", hasSize(0));
    }
}
