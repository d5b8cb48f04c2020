package org.hindsight.followup;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.hindsight.Api.ADMIN;
import static org.hindsight.Api.fields;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.icegreen.greenmail.util.GreenMail;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.hindsight.Api;
import org.junit.jupiter.api.Test;

/** People are told by mail of what they have to do. The days lie far ahead, where no other test has anything due. */
@QuarkusTest
class ReminderTest {

    @Inject
    Reminders reminders;

    GreenMail server;

    /** Two rounds of a day: nothing is sent twice. */
    private void on(String day) {
        reminders.remind(Instant.parse(day + "T07:10:00Z"));
        reminders.remind(Instant.parse(day + "T08:10:00Z"));
    }

    private List<MimeMessage> mails(Api person) throws MessagingException {
        List<MimeMessage> mails = new ArrayList<>();
        for (MimeMessage mail : server.getReceivedMessages()) {
            if (mail.getAllRecipients()[0].toString().equals(person.email())) {
                mails.add(mail);
            }
        }
        return mails;
    }

    private MimeMessage only(Api person, int number) throws MessagingException {
        List<MimeMessage> mails = mails(person);
        assertEquals(number, mails.size());
        return mails.get(number - 1);
    }

    private static void own(String incident, Api person, String title, String due, Object... more) {
        var body = fields("title", title, "type", "PREVENT", "owner", person.email(), "dueOn", due);
        body.putAll(fields(more));
        ADMIN.post(incident + "/actions", body).then().statusCode(201);
    }

    @Test
    void anOwnerIsRemindedOnceBeforeAndThenOnceAWeek() throws Exception {
        Api mira = Api.person("RESPONDER");
        String incident = ADMIN.incident("title", "Nobody can stream");
        String ref = incident.substring(incident.lastIndexOf('/') + 1);
        own(
                incident,
                mira,
                "Warn before\na certificate ends",
                "2151-03-10",
                "owner",
                mira.email().toUpperCase(Locale.ROOT));
        own(incident, mira, "Try the fallback", "2151-03-10");
        own(incident, mira, "Renew it", "2151-03-06");
        own(incident, mira, "Not yet", "2151-03-20");
        own(incident, mira, "Done already", "2151-03-01", "state", "DONE");

        on("2151-03-07");
        MimeMessage first = only(mira, 1);
        assertEquals("2 actions are due, 1 is overdue", first.getSubject());
        assertEquals("Hindsight <hindsight@example.org>", first.getFrom()[0].toString());
        assertEquals("auto-generated", first.getHeader("Auto-Submitted", null));
        String text = (String) first.getContent();
        assertThat(text, containsString("- Warn before a certificate ends\r\n  10 March 2151, in 3 days"));
        assertThat(text, containsString("- Renew it\r\n  6 March 2151, 1 day ago"));
        assertThat(text, containsString("  " + ref + ", Nobody can stream\r\n"));
        assertThat(text, not(containsString("Not yet")));
        assertThat(text, not(containsString("Done already")));

        on("2151-03-07");
        on("2151-03-08");
        on("2151-03-10");
        assertEquals(1, mails(mira).size(), "once before it is due");
        ADMIN.patch(incident + "/actions/2", fields("state", "DONE"));
        on("2151-03-11");
        assertEquals("1 action is overdue", only(mira, 2).getSubject());
        on("2151-03-14");
        assertThat((String) only(mira, 3).getContent(), containsString("Renew it"));
        on("2151-03-18");
        assertEquals("1 action is due, 1 is overdue", only(mira, 4).getSubject());
    }

    @Test
    void aMovedDateIsRemindedOfAnewAndARestrictedIncidentOnlyToThoseWhoKnowOfIt() throws Exception {
        Api mira = Api.person("RESPONDER");
        String incident = ADMIN.incident();
        own(incident, mira, "Move it", "2152-03-03");
        own(ADMIN.incident("restricted", true), mira, "Secret", "2152-03-03");
        own(ADMIN.incident("restricted", true, "members", List.of(mira.email())), mira, "Known", "2152-03-03");
        on("2152-03-01");
        MimeMessage mail = only(mira, 1);
        assertEquals("2 actions are due", mail.getSubject());
        assertThat((String) mail.getContent(), not(containsString("Secret")));
        ADMIN.patch(incident + "/actions/1", fields("dueOn", "2152-03-05"));
        on("2152-03-02");
        assertThat((String) only(mira, 2).getContent(), containsString("5 March 2152, in 3 days"));
        ADMIN.delete("/api/v1/users/" + mira.email());
        on("2152-03-20");
        assertEquals(2, mails(mira).size(), "who left is left in peace");
    }

    @Test
    void twoNodesSendOneMailAndWhatTheServerDidNotTakeIsSentLater() throws Exception {
        Api mira = Api.person("RESPONDER");
        own(ADMIN.incident(), mira, "Renew it", "2153-03-03");
        server.stop();
        on("2153-03-03");
        server.start();
        assertEquals(0, mails(mira).size());
        Callable<Void> node = () -> {
            on("2153-03-03");
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
        assertEquals("1 action is due", only(mira, 1).getSubject());
    }
}
