package org.hindsight.edition.subscription;

import static io.restassured.RestAssured.given;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hindsight.Api.ADMIN;
import static org.hindsight.Api.fields;
import static org.hindsight.edition.EditionTest.TITLE;
import static org.hindsight.edition.EditionTest.publish;
import static org.hindsight.edition.EditionTest.published;
import static org.hindsight.edition.EditionTest.ready;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.icegreen.greenmail.util.GreenMail;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hindsight.Api;
import org.hindsight.Visitor;
import org.hindsight.account.Secrets;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Readers get new reports by mail: asked for, confirmed, sent through a real server, and ended. */
@QuarkusTest
@TestProfile(Opened.class)
class SubscriptionTest {

    private static final AtomicInteger READERS = new AtomicInteger();
    private static final Pattern CONFIRM =
            Pattern.compile(Opened.BASE + "(/reports/subscribe/confirm/([\\w-]{43}))\\s");
    private static final Pattern END = Pattern.compile(Opened.BASE + "(/reports/unsubscribe/[\\w-]{43})");

    @Inject
    Dispatch dispatch;

    @Inject
    Subscriptions subscriptions;

    GreenMail server;

    private static String reader() {
        return "reader" + READERS.incrementAndGet() + "-" + System.nanoTime() + "@example.org";
    }

    /** Each from another place, so that nobody asks too often. */
    private static Response ask(Object... fields) {
        int n = READERS.incrementAndGet();
        return Api.anonymous()
                .header("X-Forwarded-For", "10.1." + n / 250 + "." + n % 250)
                .body(fields(fields))
                .post("/api/v1/subscriptions");
    }

    private void send() {
        sendAt(Instant.now());
    }

    private void sendAt(Instant now) {
        boolean more = true;
        while (more) {
            more = dispatch.sendNext(now);
        }
    }

    /** A server that was stopped forgets what it had. */
    private List<MimeMessage> mails(String email) throws Exception {
        List<MimeMessage> mails = new ArrayList<>();
        for (MimeMessage mail : server.getReceivedMessages()) {
            if (mail.getAllRecipients()[0].toString().equals(email)) {
                mails.add(mail);
            }
        }
        return mails;
    }

    /** The server again, at the port that it had: a connection of before may hold that for a moment. */
    private void back() {
        for (int tries = 1; ; tries++) {
            try {
                server.start();
                return;
            } catch (IllegalStateException held) {
                server.stop();
                if (tries == 5) {
                    throw held;
                }
            }
        }
    }

    private MimeMessage last(String email, int number) throws Exception {
        List<MimeMessage> mails = mails(email);
        assertEquals(number, mails.size());
        return mails.get(number - 1);
    }

    private static String text(MimeMessage mail) throws Exception {
        return ((String) mail.getContent()).replace("\r\n", "\n");
    }

    private static Matcher link(Pattern pattern, MimeMessage mail) throws Exception {
        Matcher link = pattern.matcher(text(mail) + "\n");
        assertTrue(link.find(), text(mail));
        return link;
    }

    /** Somebody who gets all reports, or one; their first mail is the one that they confirmed. */
    private String subscriber(Object... more) throws Exception {
        String email = reader();
        List<Object> wanted = new ArrayList<>(List.of("email", email));
        wanted.addAll(List.of(more));
        ask(wanted.toArray()).then().statusCode(202);
        send();
        confirm(link(CONFIRM, last(email, 1)).group(2)).then().statusCode(204);
        return email;
    }

    private static Notice.Key waiting(String email) {
        Notice notice = Notice.find("subscription.email", email).firstResult();
        return notice.key();
    }

    private static Response confirm(String secret) {
        return Api.anonymous().body(fields("secret", secret)).post("/api/v1/subscriptions/confirmations");
    }

    private static Response withdraw(String incident, int no, String reason) {
        return ADMIN.post(incident + "/editions/" + no + "/withdrawal", fields("reason", reason));
    }

    @Test
    void aReaderAsksConfirmsIsToldOfEditionsAndEndsItWithOneClick() throws Exception {
        String incident = ready();
        String slug = published(incident);
        Visitor reader = Visitor.stranger();
        assertEquals(
                1,
                reader.page("/reports")
                        .select("main a[href=/reports/subscribe]")
                        .size());
        Document form = reader.page(reader.page("/reports/" + slug)
                .select("main a[href^=/reports/subscribe]")
                .attr("href"));
        assertEquals(slug, form.select("select[name=report] option[selected]").val());
        String email = reader();
        Response asked =
                reader.send(form, "form[action=/reports/subscribe]", "email", " " + email.toUpperCase(Locale.ROOT));
        assertEquals("/reports/subscribe/sent", Visitor.where(asked));
        reader.page("/reports/subscribe/sent");
        send();

        MimeMessage question = last(email, 1);
        assertThat(text(question), containsString("new editions of the report “" + TITLE));
        assertThat(text(question), not(containsString(slug)));
        String address = link(CONFIRM, question).group(1);
        for (int i = 0; i < 2; i++) {
            Visitor.stranger().page(address);
        }
        publish(ADMIN, incident).then().statusCode(201);
        send();
        assertEquals(1, mails(email).size(), "a link that was only opened confirms nothing");
        Visitor other = Visitor.stranger();
        assertEquals(
                "/reports/subscribe/confirmed",
                Visitor.where(other.send(other.page(address), "form[action=" + address + "]")));
        other.page("/reports/subscribe/confirmed");
        other.page(address);

        publish(ADMIN, incident, "label", "CORRECTION", "note", "The rise was steep.\nIt was no spike.")
                .then()
                .statusCode(201);
        publish(ADMIN, incident, "audience", "INTERNAL").then().statusCode(201);
        published(ready());
        send();
        MimeMessage mail = last(email, 2);
        assertThat(mail.getSubject(), containsString("Correction: " + TITLE));
        assertThat(text(mail), containsString("A report was corrected. This is edition 3."));
        assertThat(text(mail), containsString("What changed: The rise was steep.\nIt was no spike.\n"));
        assertThat(text(mail), containsString("Nobody could open a saved library."));
        assertThat(text(mail), containsString("Began: 17 November 2026, 14:00 UTC\n"));
        assertThat(text(mail), containsString("\n" + Opened.BASE + "/reports/" + slug + "/editions/3\n"));
        assertThat(text(mail), not(containsString("INC-")));
        assertThat(text(mail), not(containsString(ADMIN.email())));
        String end = link(END, mail).group(1);
        assertEquals("<" + Opened.BASE + end + ">", mail.getHeader("List-Unsubscribe", null));
        assertEquals("List-Unsubscribe=One-Click", mail.getHeader("List-Unsubscribe-Post", null));
        assertEquals("Incident reports <reports.reports.example.org>", mail.getHeader("List-Id", null));
        assertThat(mail.getMessageID(), containsString("@reports.example.org>"));

        Document page = Visitor.stranger().page(end);
        assertThat(page.text(), containsString("No more mails?"));
        for (int i = 0; i < 2; i++) {
            given().contentType(ContentType.URLENC)
                    .formParam("List-Unsubscribe", "One-Click")
                    .post(end)
                    .then()
                    .statusCode(200);
        }
        assertThat(Visitor.stranger().page(end).text(), containsString("It has ended"));
        ADMIN.get("/api/v1/subscriptions?email=" + email).then().body("items.size()", equalTo(0));
        publish(ADMIN, incident).then().statusCode(201);
        send();
        assertEquals(2, mails(email).size());
    }

    @Test
    void aMailProgramMaySendTheOneClickAsMultipartAndAPageWithItsButton() throws Exception {
        String email = subscriber();
        published(ready());
        send();
        String end = link(END, last(email, 2)).group(1);
        given().multiPart("List-Unsubscribe", "One-Click").post(end).then().statusCode(200);
        assertThat(Visitor.stranger().page(end).text(), containsString("It has ended"));

        String second = subscriber();
        published(ready());
        send();
        Visitor reader = Visitor.stranger();
        String address = link(END, last(second, 2)).group(1);
        reader.send(reader.page(address), "form[action=" + address + "]").then().statusCode(200);
        ADMIN.get("/api/v1/subscriptions?email=" + second).then().body("items.size()", equalTo(0));
    }

    @Test
    void whoeverAsksLearnsNothingOfAnAddressAndSendsItAtMostThreeMailsADay() throws Exception {
        String email = subscriber();
        published(ready());
        send();
        assertEquals(2, mails(email).size());
        Response known = ask("email", email);
        Response unknown = ask("email", reader());
        assertEquals(unknown.statusCode(), known.statusCode());
        assertEquals(unknown.asString(), known.asString());
        send();
        MimeMessage mail = last(email, 3);
        assertThat(mail.getSubject(), containsString("already"));
        assertThat(text(mail), not(containsString("/confirm/")));
        link(END, mail);

        String victim = reader();
        for (int i = 0; i < 5; i++) {
            ask("email", victim).then().statusCode(202);
        }
        send();
        assertEquals(3, mails(victim).size());
        ask("email", victim).then().statusCode(202);
        send();
        assertEquals(3, mails(victim).size());
    }

    @Test
    void oneClientAsksAtMostTwentyTimesAnHour() {
        for (int i = 0; i < 20; i++) {
            Api.anonymous()
                    .header("X-Forwarded-For", "2001:db8:7:7::" + i)
                    .body(fields("email", reader()))
                    .post("/api/v1/subscriptions")
                    .then()
                    .statusCode(202);
        }
        Api.anonymous()
                .header("X-Forwarded-For", "2001:db8:7:7:1::1")
                .body(fields("email", reader()))
                .post("/api/v1/subscriptions")
                .then()
                .statusCode(429)
                .header("Retry-After", notNullValue());
    }

    @Test
    void whatIsNotOneAddressIsRefused() {
        for (String email : List.of(
                "",
                "ana",
                "ana@example",
                "ana@example.org\r\nBcc: all@example.org",
                "ana@example.org\nx",
                "ana@example.org,bo@example.org",
                "Ana <ana@example.org>",
                "<b>ana</b>@example.org",
                "ana@[127.0.0.1]",
                "ana@exa\u0131mple.org",
                "a".repeat(65) + "@example.org",
                "ana@" + "a.".repeat(130) + "org")) {
            ask("email", email).then().statusCode(400).body("violations.field", hasItem("email"));
        }
        ask("email", "ana@example.org", "report", "no-such-report")
                .then()
                .statusCode(400)
                .body("violations.field", hasItem("report"));
        ask("email", "ana@example.org", "admin", true).then().statusCode(400);
        Visitor reader = Visitor.stranger();
        Response refused =
                reader.send(reader.page("/reports/subscribe"), "form[action=/reports/subscribe]", "email", "ana@");
        assertEquals(400, refused.statusCode());
        assertEquals(
                "ana@", Visitor.document(refused).select("input[name=email]").val());
        given().formParam("email", "ana@example.org")
                .post("/reports/subscribe")
                .then()
                .statusCode(403);
    }

    @Test
    void aLinkHoldsFor48Hours() throws Exception {
        String email = reader();
        Instant now = Instant.now();
        ask("email", email).then().statusCode(202);
        send();
        String secret = link(CONFIRM, last(email, 1)).group(2);
        assertTrue(QuarkusTransaction.requiringNew()
                .call(() -> subscriptions.confirm(secret, now.plus(Duration.ofHours(49))))
                .isEmpty());
        QuarkusTransaction.requiringNew().run(() -> Request.sweep(now.plus(Duration.ofHours(47))));
        Visitor.stranger().page("/reports/subscribe/confirm/" + secret);
        QuarkusTransaction.requiringNew().run(() -> Request.sweep(now.plus(Duration.ofHours(49))));
        Visitor.stranger().get("/reports/subscribe/confirm/" + secret).then().statusCode(410);
        confirm(secret).then().statusCode(410);
        confirm("no-such-secret").then().statusCode(410);
        assertEquals(0L, QuarkusTransaction.requiringNew().call(() -> Request.count("email", email)));
    }

    @Test
    void aServerThatIsAwayGetsEachMailOnceAndInOrderWhenItIsBack() throws Exception {
        String email = subscriber();
        String incident = ready();
        server.stop();
        try {
            published(incident);
            send();
            publish(ADMIN, incident, "label", "CORRECTION", "note", "It was later.")
                    .then()
                    .statusCode(201);
            send();
        } finally {
            back();
        }
        ADMIN.get("/api/v1/subscriptions?email=" + email)
                .then()
                .body("items[0].waiting", equalTo(2))
                .body("items[0].failure", notNullValue());
        Instant later = Instant.now().plus(Duration.ofHours(1));
        Callable<Void> node = () -> {
            sendAt(later);
            return null;
        };
        ExecutorService nodes = Executors.newFixedThreadPool(2);
        try {
            for (Future<Void> done : nodes.invokeAll(List.of(node, node))) {
                done.get();
            }
        } finally {
            nodes.shutdown();
        }
        sendAt(later.plus(Duration.ofHours(1)));
        assertThat(last(email, 2).getSubject(), containsString("Correction: "));
        assertThat(mails(email).get(0).getSubject(), containsString("Preliminary: "));
        ADMIN.get("/api/v1/subscriptions?email=" + email)
                .then()
                .body("items[0].waiting", equalTo(0))
                .body("items[0].failure", nullValue())
                .body("items[0].lastMailAt", notNullValue());
    }

    @Test
    void aMailThatWasTakenOnIsLeftToItsNodeAndSentAgainUnderTheSameIdWhenThatDied() throws Exception {
        String email = subscriber();
        published(ready());
        Instant now = Instant.now();
        Notice.Key key = QuarkusTransaction.requiringNew().call(() -> waiting(email));
        assertTrue(QuarkusTransaction.requiringNew().call(() -> Notice.claim(key, now)));
        sendAt(now);
        assertEquals(1, mails(email).size(), "another node has it");
        // That one sent it, and died before it could say so.
        sendAt(now.plus(Dispatch.CLAIM).plusSeconds(1));
        MimeMessage first = last(email, 2);
        String endKey = link(END, first).group(1).replaceFirst(".*/", "");
        assertEquals(
                "<" + Secrets.digest(endKey + " " + key.turn()).substring(0, 40) + "@reports.example.org>",
                first.getMessageID());
    }

    @Test
    @Tag("pages")
    void aSilentServerHoldsNothingUpForLong() throws Exception {
        String email = subscriber();
        int port = server.getSmtp().getPort();
        server.stop();
        try {
            OddServer.silent(port, () -> {
                published(ready());
                assertFalse(dispatch.sendNext(Instant.now()), "no more is tried for now");
                ADMIN.request().post("/api/v1/mail/tests").then().statusCode(502);
            });
        } finally {
            back();
        }
        ADMIN.get("/api/v1/subscriptions?email=" + email).then().body("items[0].waiting", equalTo(1));
        sendAt(Instant.now().plus(Duration.ofHours(1)));
        assertEquals(1, mails(email).size());
    }

    @Test
    @Tag("pages")
    void anAddressThatIsRefusedForGoodIsNotWrittenToForEver() throws Exception {
        String email = subscriber();
        String incident = ready();
        int port = server.getSmtp().getPort();
        server.stop();
        try {
            OddServer.refusingReceivers(port, () -> {
                published(incident);
                send();
                publish(ADMIN, incident).then().statusCode(201);
                publish(ADMIN, incident).then().statusCode(201);
                send();
            });
        } finally {
            back();
        }
        Response listed = ADMIN.get("/api/v1/subscriptions?email=" + email);
        listed.then()
                .body("items[0].resting", equalTo(true))
                .body("items[0].waiting", equalTo(0))
                .body("items[0].failure", containsString("550 5.1.1 No such mailbox"));
        publish(ADMIN, incident).then().statusCode(201);
        send();
        assertEquals(0, mails(email).size());
        int id = listed.path("items[0].id");
        ADMIN.request()
                .post("/api/v1/subscriptions/" + id + "/resumption")
                .then()
                .statusCode(200)
                .body("resting", equalTo(false));
        publish(ADMIN, incident).then().statusCode(201);
        send();
        assertEquals(1, mails(email).size());
    }

    @Test
    void aWithdrawalIsToldToWhomTheEditionWasTold() throws Exception {
        String incident = ready();
        String slug = published(incident);
        String all = subscriber();
        String both = subscriber();
        ask("email", both, "report", slug).then().statusCode(202);
        send();
        confirm(link(CONFIRM, last(both, 2)).group(2)).then().statusCode(204);
        publish(ADMIN, incident, "note", "More is known.").then().statusCode(201);
        withdraw(incident, 2, "It named a customer.").then().statusCode(201);
        send();
        assertEquals(1, mails(all).size(), "nobody was told of it");

        publish(ADMIN, incident, "note", "Still more is known.").then().statusCode(201);
        send();
        assertEquals(2, mails(all).size());
        assertEquals(3, mails(both).size(), "one mail for somebody with two subscriptions");
        withdraw(incident, 3, "It named\nanother customer.").then().statusCode(201);
        send();
        MimeMessage mail = last(all, 3);
        assertThat(mail.getSubject(), containsString("Withdrawn: edition 3 of the report “" + TITLE));
        assertThat(text(mail), containsString("It named\nanother customer."));
        assertThat(text(mail), not(containsString("Still more is known")));
        assertThat(text(mail), not(containsString("/editions/")));
        assertThat(text(mail), containsString("\n" + Opened.BASE + "/reports/" + slug + "\n"));
        withdraw(incident, 1, "It was wrong.").then().statusCode(201);
        send();
        assertThat(text(last(all, 4)), containsString("No edition of this report stands"));
    }

    @Test
    void whatIsRestrictedMeanwhileIsNotTold() throws Exception {
        String email = subscriber();
        String incident = ready();
        published(incident);
        ADMIN.patch(incident, fields("restricted", true)).then().statusCode(200);
        send();
        assertEquals(1, mails(email).size());
        ADMIN.get("/api/v1/subscriptions?email=" + email).then().body("items[0].waiting", equalTo(0));
    }

    @Test
    void anAdminSeesWhoGetsMailsEndsOneAndTriesTheServer() throws Exception {
        String email = subscriber();
        Visitor admin = Visitor.as(ADMIN);
        Document page = admin.page("/settings/mail?email=" + email);
        assertThat(page.select("table.ledger").text(), containsString(email + " All reports"));
        assertThat(page.text(), containsString("From Hindsight <hindsight@example.org>"));
        int before = mails(ADMIN.email()).size();
        assertEquals("/settings/mail?done=tested", Visitor.where(admin.send(page, "form[action=/settings/mail/test]")));
        assertEquals(before + 1, mails(ADMIN.email()).size());
        assertEquals("/settings/mail?done=ended", Visitor.where(admin.press(page, "form[action$=/end] button")));
        ADMIN.get("/api/v1/mail")
                .then()
                .statusCode(200)
                .body("open", equalTo(true))
                .body("address", equalTo(Opened.BASE))
                .body("subscriptions", notNullValue());

        String other = subscriber();
        int id = ADMIN.get("/api/v1/subscriptions?limit=1").path("items[0].id");
        ADMIN.get("/api/v1/subscriptions?limit=1").then().body("items[0].email", equalTo(other));
        ADMIN.delete("/api/v1/subscriptions/" + id).then().statusCode(204);
        ADMIN.delete("/api/v1/subscriptions/" + id).then().statusCode(404);
        for (String address : List.of("/api/v1/subscriptions", "/api/v1/mail")) {
            Api.person("PUBLISHER").get(address).then().statusCode(403);
            Api.anonymous().get(address).then().statusCode(401);
        }
        assertEquals(403, Visitor.of("PUBLISHER").get("/settings/mail").statusCode());
    }
}
