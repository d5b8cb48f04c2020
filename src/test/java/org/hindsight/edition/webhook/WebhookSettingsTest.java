package org.hindsight.edition.webhook;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.hindsight.Api.ADMIN;
import static org.hindsight.Api.anonymous;
import static org.hindsight.Api.fields;
import static org.hindsight.edition.webhook.Receiver.status;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.standardwebhooks.exceptions.WebhookVerificationException;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Instant;
import java.util.List;
import org.hindsight.Api;
import org.hindsight.Visitor;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How admins set webhooks up and read their log, by program and on pages; nobody else does. */
@QuarkusTest
class WebhookSettingsTest extends Listening {

    @ParameterizedTest
    @CsvSource({
        "ftp://example.org/, https://",
        "nonsense, https://",
        "http:// example.org, such as",
        "https:///hooks, host",
        "https://ada:secret@example.org/, name or password",
        "https://example.org/#hooks, #",
        "http://169.254.169.254/latest/meta-data, 169.254.169.254",
        "http://[fe80::1]/, nothing is ever sent",
        "http://[::ffff:169.254.169.254]/, 169.254.169.254",
        "http://0.0.0.0:8080/, nothing is ever sent",
        "'', is needed",
    })
    void anAddressThatNothingMayGoToIsRefused(String url, String reason) {
        ADMIN.post(WEBHOOKS, fields("url", url))
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("violations.field", hasItem("url"))
                .body("violations.find { it.field == 'url' }.message", containsString(reason));
    }

    @Test
    void whatIsWrongIsNamed() {
        ADMIN.post(WEBHOOKS, fields("url", receiver.url(), "events", List.of("edition.forgotten")))
                .then()
                .statusCode(400)
                .body("violations[0].field", equalTo("events"))
                .body("violations[0].message", containsString("edition.published"));
        ADMIN.post(WEBHOOKS, fields("url", receiver.url(), "events", List.of()))
                .then()
                .statusCode(400);
        ADMIN.post(WEBHOOKS, fields("url", receiver.url(), "secret", "mine"))
                .then()
                .statusCode(400)
                .body("violations[0].field", equalTo("secret"));
        Known webhook = registered(receiver);
        ADMIN.patch(webhook.address(), fields("url", "http://169.254.169.254/"))
                .then()
                .statusCode(400);
        String etag = ADMIN.get(webhook.address()).header("ETag");
        ADMIN.patch(webhook.address(), fields("description", "The status page"))
                .then()
                .statusCode(200);
        ADMIN.request()
                .header("If-Match", etag)
                .body(fields("active", false))
                .patch(webhook.address())
                .then()
                .statusCode(412);
        ADMIN.get(webhook.address() + "/deliveries?cursor=x").then().statusCode(400);
    }

    @Test
    void theLogIsReadPageByPage() {
        Known webhook = registered(receiver);
        for (int i = 0; i < 3; i++) {
            webhook.post("test", 202);
        }
        Response first = ADMIN.get(webhook.address() + "/deliveries?limit=2");
        first.then().body("items.no", equalTo(List.of(3, 2)));
        ADMIN.get(webhook.address() + "/deliveries?limit=2&cursor=" + first.path("next"))
                .then()
                .body("items.no", equalTo(List.of(1)))
                .body("next", nullValue());
    }

    @ParameterizedTest
    @CsvSource({"VIEWER, 403", "RESPONDER, 403", "PUBLISHER, 403"})
    void webhooksAreAnAdminsBusiness(String role, int refused) {
        Known webhook = registered(receiver);
        Api person = Api.person(role);
        person.get(WEBHOOKS).then().statusCode(refused);
        person.post(WEBHOOKS, fields("url", receiver.url())).then().statusCode(refused);
        for (String address : List.of(webhook.address(), webhook.address() + "/deliveries", WEBHOOKS + "/999999")) {
            person.get(address).then().statusCode(refused);
            anonymous().get(address).then().statusCode(401);
        }
        for (String verb : List.of("test", "secret", "deliveries/1/redelivery", "deliveries/1/cancellation")) {
            person.request().post(webhook.address() + "/" + verb).then().statusCode(refused);
        }
        person.patch(webhook.address(), fields("active", false)).then().statusCode(refused);
        person.delete(webhook.address()).then().statusCode(refused);
        ADMIN.get(WEBHOOKS + "/999999").then().statusCode(404);
        assertEquals(403, Visitor.as(person).get("/settings/webhooks").statusCode());
        assertEquals(
                "/sign-in",
                Visitor.where(Visitor.stranger().get("/settings/webhooks")).replaceFirst("\\?.*", ""));
    }

    @Test
    void anAdminDoesAllOfItOnPages() throws WebhookVerificationException {
        Visitor ada = Visitor.as(ADMIN);
        Document list = ada.page("/settings/webhooks");
        Response refused =
                ada.send(list, "form[action=/settings/webhooks]", "url", "ftp://example.org/", "description", "Kept");
        assertEquals(400, refused.statusCode());
        Document again = Visitor.document(refused);
        assertEquals("Kept", again.select("input[name=description]").val());
        assertThat(again.select(".fault").text(), containsString("https://"));

        String made = Visitor.where(ada.send(
                list, "form[action=/settings/webhooks]", "url", receiver.url(), "description", "The status page"));
        Document page = ada.page(made);
        String secret = page.select(".secret output").text();
        assertThat(secret, startsWith("whsec_"));
        String address = made.replaceFirst("\\?.*", "");
        assertThat(ada.page(address).select(".secret"), empty());
        assertEquals(
                "The status page",
                ada.page("/settings/webhooks").select(".ledger tbody th a").text());

        receiver.next(status(200, "Heard <b>you</b>"));
        Visitor.where(ada.send(page, "form[action$=/test]"));
        send(Instant.now());
        verify(secret, receiver.take());
        Document log = ada.page(address);
        assertThat(log.select(".webhook-message").text(), containsString("Delivered"));
        assertThat(log.select(".webhook-message strong").text(), equalTo("200"));
        assertThat(log.select(".webhook-message pre").text(), containsString("Heard <b>you</b>"));

        Visitor.where(ada.send(log, "form[action$=/deliveries/1/redelivery]"));
        send(Instant.now());
        receiver.take();
        Document rotated = ada.page(Visitor.where(ada.send(log, "form[action$=/secret]")));
        assertThat(rotated.select(".secret output").text(), startsWith("whsec_"));
        Document current = ada.page(address);
        Visitor.where(ada.send(current, "form[action=" + address + "]", "active", ""));
        assertThat(ada.page(address).text(), containsString("Switched off"));
        Visitor.where(ada.send(current, "form[action$=/test]"));
        Visitor.where(ada.send(ada.page(address), "form[action$=/deliveries/2/cancellation]"));
        assertThat(ada.page(address).select(".webhook-message").text(), containsString("Given up"));
        assertEquals("/settings/webhooks?done=removed", Visitor.where(ada.send(current, "form[action$=/removal]")));
        assertEquals(404, ada.get(address).statusCode());
    }

    @Test
    @Tag("pages")
    void theLogSaysWhyAndWhatNext() {
        Known webhook = registered(receiver.next(status(500, "No"), status(410, "")));
        String incident = ready();
        publish(incident);
        publish(incident);
        send(Instant.now());
        Visitor ada = Visitor.as(ADMIN);
        String address = webhook.address().replace("/api/v1", "/settings");
        Document failing = ada.page(address);
        assertThat(failing.text(), containsString("Nothing got through since"));
        assertThat(failing.select("#message-2").text(), containsString("after #1"));
        assertThat(ada.page("/settings/webhooks").select(".badge").text(), equalTo("Failing"));
        send(webhook.nextTry(1));
        Document off = ada.page(address);
        assertThat(off.select(".message").text(), containsString("It answered 410"));
        assertThat(ada.page("/settings/webhooks").select(".badge").text(), equalTo("Off"));
    }
}
